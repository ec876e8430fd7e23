"""What a conversation sees of what began it, or has woken it since: `event`, `order`, `offer`… by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.model.message import Value

Context = dict[str, Value]

_NOTHING: Final[Mapping[str, Value]] = {}


def event_in(context: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the data of the event in it, empty where there is none."""
    event = context.get("event")
    return event if isinstance(event, dict) else _NOTHING


def words_in(context: Mapping[str, Value]) -> str:
    """Return the customer's words that began it, plain; none where something else did."""
    said = event_in(context).get("said")
    return said if isinstance(said, str) else ""
