"""Figures: counts that are kept as things happen, and the customers behind each."""
