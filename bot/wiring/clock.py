"""The only clock and the only chance of the program."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Return seconds that no change of the wall clock moves."""
    return time.monotonic()


def new_token() -> str:
    """Return 256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)
