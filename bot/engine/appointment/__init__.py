"""Appointments: the hours that are free, the one that is taken, and what becomes of it."""
