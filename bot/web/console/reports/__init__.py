"""Figures, the customers behind each, and the files of both. Every report shares `dates` and `sheets`."""
