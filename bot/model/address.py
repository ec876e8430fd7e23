"""Where a customer is reached: a channel and the id that the channel knows them by."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Channel = Literal["telegram", "sms", "whatsapp", "web"]
#: What names a person without being a place to talk: the shop's own customer id, an e-mail.
Identity = Literal["email", "shop"]
CHANNELS: tuple[Channel, ...] = ("telegram", "sms", "whatsapp", "web")


class Address(Struct, frozen=True, gc=False, order=True):
    """`id` is a Telegram chat id, an E.164 phone number, the web chat's random visitor id, an e-mail or the shop's
    id."""

    channel: Channel | Identity
    id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"
