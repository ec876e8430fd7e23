"""Customers: who they are, what they agreed to, who is the same person, and forgetting them."""
