"""Event ids for what a provider may deliver twice: the same delivery, the same id, and so one effect."""

from __future__ import annotations

from hashlib import blake2b

from bot.model.ids import ordered_id, place_in_count


def event_id(source: str, *names: object) -> str:
    """Return 32 hex digits for what `source` calls by these names: `event_id("twilio", "message", sid)`."""
    return blake2b(_written(source, names), digest_size=16).hexdigest()


def numbered_event_id(source: str, name: object, number: int) -> str:
    """Return 32 hex digits for what `source` numbers, in the order of the numbers: an update of a bot."""
    return ordered_id(place_in_count(number), f"{source}\x1f{name}\x1f{number}")


def _written(source: str, names: tuple[object, ...]) -> bytes:
    return "\x1f".join((source, *map(str, names))).encode()
