"""Telling French from English."""

from __future__ import annotations


def tell(text: str, prior: str | None = None) -> tuple[str | None, float]:
    """Return the language of `text` (`fr`, `en`, or None where it is too short to tell) and the confidence, 0 to 1."""
    return None, 0.0
