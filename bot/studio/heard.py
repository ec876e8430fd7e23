"""What comes out of a rehearsal: messages as the customer would see them, and decisions of the ledger."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.model.address import CHANNELS, Channel
from bot.model.effects import Decide, Send
from bot.model.message import Content, Purpose


class Said(Struct, frozen=True, kw_only=True):
    """A message that the customer would have got, and when. `by` is `bot` or a member of staff."""

    at: datetime
    content: Content
    purpose: Purpose
    channel: Channel
    by: str = "bot"
    flow: str | None = None
    step: str | None = None

    @property
    def text(self) -> str:
        """The words as that channel shows them: by SMS the short wording, where there is one."""
        return self.content.sms or self.content.text if self.channel == "sms" else self.content.text

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(choice.label for choice in self.content.choices)


class Decided(Struct, frozen=True):
    """A row of the ledger, and when."""

    at: datetime
    decision: Decide


def heard(send: Send, at: datetime) -> Said:
    """Return a message as it arrives. Raises `ValueError` for an address that is no place to talk."""
    channel = send.address.channel
    if channel not in CHANNELS:
        raise ValueError(f"nothing can be said to {send.address}")
    return Said(
        at=at,
        content=send.content,
        purpose=send.purpose,
        channel=channel,
        by=send.by,
        flow=send.flow,
        step=send.step,
    )
