"""Event ids for what a provider may deliver twice: the same delivery, the same id, and so one effect."""

from __future__ import annotations

from hashlib import blake2b


def event_id(source: str, *names: object) -> str:
    """Return 32 hex digits for what `source` calls by these names: `event_id("telegram", bot_id, update_id)`."""
    written = "\x1f".join((source, *map(str, names)))
    return blake2b(written.encode(), digest_size=16).hexdigest()
