"""What a channel is, to the rest of the program.

A channel reads what its provider sends into `Arrival`s, cuts a `Content` into parts, and sends one part. It knows no
customer, no flow and no database; its errors carry the decision (`model.parts.Outcome`), so that the sender knows no
channel by name.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from bot.model.address import Channel as ChannelName
from bot.model.message import Content, Purpose
from bot.model.parts import Outcome, Part, PartBody


class CannotLook(Exception):
    """The provider could not be asked just now; ask again later."""


class PolledElsewhere(Exception):
    """Another process fetches this bot's updates. One of the two has to stop, and this one has."""


class Timeouts(NamedTuple):
    """Seconds. A read that times out is a message of which nobody knows whether it was sent: answers are waited for."""

    read: float = 30.0
    connect: float = 5.0


PATIENT: Final = Timeouts()


class Cutter(Protocol):
    """How a channel's messages look: needs no account, so that a message can be planned while its channel is off."""

    name: ChannelName

    def cut(self, content: Content, *, purpose: Purpose) -> tuple[PartBody, ...]:
        """Return the parts in their order; at least one, none empty."""


class Channel(Cutter, Protocol):
    """A channel that is on."""

    @property
    def sender(self) -> str:
        """What the provider limits: the bot, or the phone number; parts of one sender share a pace."""

    @property
    def rate(self) -> float:
        """Messages a second over all chats."""

    @property
    def chat_rate(self) -> float | None:
        """Messages a second to one chat; None where only the sender is limited."""

    async def send(self, part: Part, *, now: datetime) -> Outcome:
        """Send one part. Never raises for what a provider or a network may do."""

    async def find(self, part: Part, *, known: Collection[str]) -> str | None:
        """Look whether an uncertain part reached the provider: its id there, or None. Called only where `can_find`.

        `known` are the provider's ids of other parts to this customer, which may have had the same words. Raises
        `CannotLook`.
        """

    @property
    def can_find(self) -> bool:
        """Whether the provider can be asked (Twilio can, Telegram can't)."""

    @property
    def patience(self) -> float:
        """Seconds that the provider may take to report on a part by itself, before it is asked."""

    @property
    def closing_time(self) -> float:
        """Seconds before a marketing window ends in which the provider, which queues, gets nothing more for it."""

    async def close(self) -> None: ...
