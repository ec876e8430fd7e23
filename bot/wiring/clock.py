"""The only clock and the only chance of the program."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import Final

_ELAPSED: Final[int | None] = getattr(time, "CLOCK_BOOTTIME", None)  # Linux's


def now() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Return seconds that no change of the wall clock moves."""
    return time.monotonic()


def elapsed() -> float:
    """Return seconds that nobody sets, in which the time that the machine was asleep counts, where the system tells."""
    return time.clock_gettime(_ELAPSED) if _ELAPSED is not None else time.monotonic()


def ahead() -> float:
    """Return the seconds by which the wall clock is ahead of `elapsed`: it changes as somebody sets it."""
    return time.time() - elapsed()


def new_token() -> str:
    """Return 256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)
