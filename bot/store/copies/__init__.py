"""Copies of a database, and the way back from one."""
