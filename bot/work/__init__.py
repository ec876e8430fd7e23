"""The loops: turns, sending, the clock."""
