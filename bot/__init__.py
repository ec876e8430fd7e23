"""Parcours: one thread with every customer."""
