"""The loops: turns, sending, errands, what the clock looks for."""
