"""How long to wait before trying again what surely was not sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

_LONGEST: Final = 60.0  # seconds


def back_off(attempts: int) -> timedelta:
    """Return 1, 2, 4… seconds, up to a minute, after so many attempts. Age limits end it, not a count."""
    return timedelta(seconds=min(_LONGEST, 2.0 ** min(max(attempts - 1, 0), 6)))
