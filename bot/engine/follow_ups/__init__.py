"""What begins by itself: follow-ups, timers, waits, and which goes first."""
