"""Signing in, and one's own account: passwords, the second factor, the link of a first day."""
