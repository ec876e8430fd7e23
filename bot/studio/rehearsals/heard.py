"""What comes out of a rehearsal: messages as the customer would see them, and decisions of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bot.channels.cutting.cutting import is_scale
from bot.model.address import CHANNELS, Channel
from bot.model.effects import Decide, Send
from bot.model.message import Content, Purpose
from bot.model.sms_text import normalise


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


def shown_last(said: Sequence[Said]) -> Content | None:
    """Return the last message with choices: those that a customer can press or name."""
    return next((one.content for one in reversed(said) if one.content.choices), None)


def place_of_label(shown: Content, text: str) -> int | None:
    """Return which choice a text is the label of, signs as they sound; None where it is none's."""
    labels = [normalise(choice.label.strip()) for choice in shown.choices]
    return labels.index(normalise(text.strip())) if normalise(text.strip()) in labels else None


def number_of_label(said: Sequence[Said], text: str) -> str | None:
    """Return the number to type for a choice where choices are numbered lines; a score is its own number."""
    shown = shown_last(said)
    place = place_of_label(shown, text) if shown is not None and not is_scale(shown.choices) else None
    return None if place is None else str(place + 1)
