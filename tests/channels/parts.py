"""Parts to send, for the tests of channels."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.model.address import Address
from bot.model.parts import Part, PartBody

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def part(channel: Any = "telegram", to: str = "7", *, text: str = "Bonjour", id: str = "a" * 32, **more: Any) -> Part:
    """A part on its first attempt; what is not of `Part` goes into its body."""
    fields = {name: more.pop(name) for name in list(more) if name in Part.__struct_fields__}
    defaults: dict[str, Any] = {
        "customer": "c" * 32,
        "purpose": "reply",
        "position": 1,
        "created_at": NOW,
        "due_at": NOW,
        "attempts": 1,
    }
    return Part(id=id, address=Address(channel, to), body=PartBody(text=text, **more), **(defaults | fields))
