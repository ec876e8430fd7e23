"""Threads as staff read them in the console."""
