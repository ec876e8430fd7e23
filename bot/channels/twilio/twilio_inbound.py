"""Asking Twilio which messages customers sent us: what its webhook could not deliver while we were away.

Twilio tries a webhook for 15 seconds and no longer, but keeps the message. An event listed here has the same id as the
one that the webhook brings, so that asking for too much does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.rest.api.v2010.account.message import MessageInstance

from bot.channels.base import CannotLook
from bot.channels.twilio.twilio_account import TooManyRequests, TwilioAccount
from bot.channels.twilio.twilio_webhooks import media_kind, message_event_id, read_address
from bot.model.arrivals import Arrival
from bot.model.events import MessageReceived
from bot.model.message import Media

_MOST: Final = 5000  # messages of one sweep
_PAGE: Final = 500


class TwilioInbound:
    """`numbers` are ours, as Twilio writes them (`+33…`, `whatsapp:+33…`); none lists whatever came to the account."""

    def __init__(self, account: TwilioAccount, numbers: Sequence[str]) -> None:
        self._account = account
        self._numbers = tuple(numbers)

    async def since(self, start: datetime, *, now: datetime) -> list[Arrival]:
        """Return the messages received since `start`, the oldest first. Raises `CannotLook`."""
        try:
            found = [message for number in self._numbers or (None,) for message in await self._list(number, start)]
            arrivals = [await self._arrival(message, now) for message in found if message.direction == "inbound"]
        except (TwilioException, TooManyRequests, aiohttp.ClientError, OSError, ValueError) as error:
            raise CannotLook(type(error).__name__) from error
        return sorted(arrivals, key=lambda arrival: arrival.event.happened_at or now)

    async def _list(self, number: str | None, start: datetime) -> list[MessageInstance]:
        asked = {"to": number} if number else {}
        found: list[MessageInstance] = await self._account.messages.list_async(
            date_sent_after=start, limit=_MOST, page_size=_PAGE, **asked
        )
        return found[::-1]  # Twilio lists the newest first, and its times have whole seconds

    async def _arrival(self, message: MessageInstance, now: datetime) -> Arrival:
        address = read_address(str(message.from_))
        event = MessageReceived(
            id=message_event_id(str(message.sid)),
            happened_at=message.date_sent or message.date_created,
            address=address,
            message_id=str(message.sid),
            text=message.body or "",
            media=await self._media(message),
        )
        return Arrival(event=event, received_at=now, names=(address,), source="twilio")

    async def _media(self, message: MessageInstance) -> tuple[Media, ...]:
        if not int(message.num_media or 0):
            return ()
        files = await self._account.messages(message.sid).media.list_async(limit=10)
        return tuple(_file(str(file.uri), str(file.content_type or "")) for file in files)


def _file(uri: str, mime: str) -> Media:
    """The address is the one that the webhook gives, which has no `.json` at its end."""
    return Media(media_kind(mime), f"https://api.twilio.com{uri.removesuffix('.json')}", mime=mime or None)
