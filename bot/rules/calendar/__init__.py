"""Local time, its days and its holidays."""
