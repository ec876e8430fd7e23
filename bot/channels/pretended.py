"""A channel of a demonstration: whatever it is given counts as taken by a provider, and nothing leaves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from bot.channels.base import Cutter
from bot.model.address import Channel as ChannelName
from bot.model.message import Content, Purpose
from bot.model.parts import Accepted, Outcome, Part, PartBody


class Pretended:
    """Stands for the channel whose messages `cutter` cuts."""

    rate: Final = 100.0
    chat_rate: Final = None
    can_find: Final = False
    patience: Final = 0.0
    closing_time: Final = 0.0

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter
        self.name: ChannelName = cutter.name
        self.sender = f"pretended:{cutter.name}"

    def cut(self, content: Content, *, purpose: Purpose) -> tuple[PartBody, ...]:
        """Return the parts, as the channel itself would have them."""
        return self._cutter.cut(content, purpose=purpose)

    async def send(self, part: Part, *, now: datetime) -> Outcome:
        """Take it."""
        return Accepted(f"pretended-{part.id}-{part.attempts}")

    async def find(self, part: Part, *, known: Collection[str]) -> str | None:
        """There is nowhere to look."""
        return None

    async def close(self) -> None:
        """Nothing is open."""
