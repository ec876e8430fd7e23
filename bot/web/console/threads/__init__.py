"""The inbox and its threads: what staff read, and how they step in."""
