"""Decisions in words: what is recorded of each, and how it is told again in either language."""
