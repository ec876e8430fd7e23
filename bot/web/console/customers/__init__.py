"""Customers: the list, the page of one, the card beside a thread, and each person's rights to their data."""
