"""The web chat: a channel whose provider is our own page.

A message is "sent" once it is in the store, where the page reads it; sending only rings the visitor's bell, so that an
open page looks at once. There is nothing to lose between us and ourselves, hence no retry, no limit and no look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final

from bot.channels.cutting.cutting import lay_out, with_buttons
from bot.model.address import Channel as ChannelName
from bot.model.message import Content, Purpose
from bot.model.parts import Accepted, Outcome, Part, PartBody

_LONGEST: Final = 8000  # UTF-16 units; a page takes any length, a reader doesn't


class WebChatCutter:
    """A picture with its words is one part; buttons are under the last."""

    name: ChannelName = "web"

    def cut(self, content: Content, *, purpose: Purpose) -> tuple[PartBody, ...]:
        """Return the parts, as `Cutter` says."""
        bodies = lay_out(content.text, content.media, text_limit=_LONGEST, caption_limit=_LONGEST)
        return with_buttons(bodies, content)


class WebChat(WebChatCutter):
    """`ring` wakes whoever listens to a name: `web:<visitor>`."""

    sender: Final = "web"
    rate: Final = 1000.0
    chat_rate: Final = None
    can_find: Final = True
    patience: Final = 0.0
    closing_time: Final = 0.0

    def __init__(self, ring: Callable[[str], None]) -> None:
        self._ring = ring

    async def send(self, part: Part, *, now: datetime) -> Outcome:
        """Ring the visitor's bell; the part itself is where the page reads it."""
        self._ring(f"web:{part.address.id}")
        return Accepted(part.id)

    async def find(self, part: Part, *, known: Collection[str]) -> str | None:
        """A part that was being sent when we stopped is in the store, so it has arrived."""
        return part.id

    async def close(self) -> None:
        """Nothing is open."""
