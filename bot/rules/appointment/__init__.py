"""Appointments: which hours are free, and what is told of one."""
