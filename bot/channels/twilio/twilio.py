"""SMS and WhatsApp through Twilio: sending a message, and asking whether it arrived.

Creating one is not idempotent at Twilio; our own part id travels in the address of the status callback, and `find`
looks for what may have been created without our seeing the answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.rest.api.v2010.account.message import MessageInstance

from bot.channels.base import CannotLook
from bot.channels.cutting.cutters import SmsCutter, WhatsAppCutter
from bot.channels.cutting.cutting import with_link
from bot.channels.files.file_shelf import is_kept
from bot.channels.files.media_shelf import MediaShelf
from bot.channels.twilio.twilio_account import TooManyRequests, TwilioAccount
from bot.channels.twilio.twilio_errors import judge
from bot.channels.twilio.twilio_webhooks import status_callback
from bot.model.countries import country_of
from bot.model.parts import Accepted, Outcome, Part, PartBody, Refused

_LONGEST_VALIDITY: Final = 36_000  # seconds that Twilio may keep a message queued, its own default
_RECENT: Final = 50  # messages to one number that a look-up goes through
NO_ADDRESS: Final = "the file has no address that Twilio could fetch it from"
_WITH_MMS: Final = frozenset({"US", "CA"})  # "Accepted content types for media"; elsewhere Twilio sends no MMS
_CLOCKS_APART: Final = timedelta(minutes=10)  # ours may be wrong; missing what Twilio has would send it twice


class _TwilioChannel:
    """What SMS and WhatsApp have in common. `origin` is Twilio's `from_` or `messaging_service_sid`, as a field."""

    prefix = ""
    chat_rate: Final = None  # Twilio limits the sender
    can_find: Final = True
    patience: Final = 120.0  # seconds in which a status callback may still name the part
    closing_time: Final = 300.0  # Twilio queues: what it gets in the last minutes may leave after them

    def __init__(
        self,
        account: TwilioAccount,
        origin: Mapping[str, str],
        *,
        rate: float = 1.0,
        public_url: str | None = None,
        shelf: MediaShelf | None = None,
    ) -> None:
        self.rate = rate
        self.sender = f"twilio:{next(iter(origin.values()))}"
        self._account = account
        self._origin = dict(origin)
        self._public_url = public_url
        self._shelf = shelf or MediaShelf()

    async def send(self, part: Part, *, now: datetime) -> Outcome:
        """Hand one part over, as its template where it has one; see `twilio_errors` for what comes of a failure."""
        media = {} if part.body.template else self._media(part)
        if not media and (not self._said(part) or _lacks_its_link(part)):
            return Refused(NO_ADDRESS)
        try:
            sid = await self._account.create(**self._origin, **self._fields(part, now), **media)
        except Exception as error:  # whatever it is: the message may be out, and the row must not stay `sending`
            return judge(error, attempts=part.attempts, now=now)
        return Accepted(sid)

    async def find(self, part: Part, *, known: Collection[str]) -> str | None:
        """Look for the part among the last messages to its address: same sender, same words, made since the part was.

        `DateSent` can't be asked for: it is empty as long as Twilio queues the message.
        """
        asked = {"to": self.prefix + part.address.id, "limit": _RECENT}
        if "from_" in self._origin:
            asked["from_"] = self._origin["from_"]
        try:
            found: list[MessageInstance] = await self._account.messages.list_async(**asked)
        except (TwilioException, TooManyRequests, aiohttp.ClientError, OSError, ValueError) as error:
            raise CannotLook(type(error).__name__) from error
        sids = (str(message.sid) for message in found if _is(message, part, self._said(part)))
        return next((sid for sid in sids if sid not in known), None)

    async def close(self) -> None:
        """Close the account's connections, which SMS and WhatsApp share; closing twice does no harm."""
        await self._account.close()

    def _fields(self, part: Part, now: datetime) -> dict[str, Any]:
        fields: dict[str, Any] = {"to": self.prefix + part.address.id, **_words(part.body, self._said(part))}
        if self._public_url is not None:
            fields["status_callback"] = status_callback(self._public_url, part.id)
        if part.not_after is not None:
            left = int((part.not_after - now).total_seconds())
            fields["validity_period"] = max(1, min(_LONGEST_VALIDITY, left))
        return fields

    def _media(self, part: Part) -> dict[str, list[str]]:
        media = part.body.media
        address = (media.link or self._shelf.url(media.ref)) if media else None
        return {"media_url": [address]} if address else {}

    def _said(self, part: Part) -> str:
        return part.body.text


class Sms(_TwilioChannel, SmsCutter):
    """SMS from a number, a sender name or a messaging service. A picture of staff's goes as an MMS where Twilio has
    them, in the United States and Canada; any other file, and anywhere else, as the address where it is for a while."""

    def _media(self, part: Part) -> dict[str, list[str]]:
        return super()._media(part) if _goes_as_it_is(part) else {}

    def _said(self, part: Part) -> str:
        return part.body.text if _goes_as_it_is(part) else with_link(part.body)


class WhatsApp(_TwilioChannel, WhatsAppCutter):
    """WhatsApp from a number."""

    prefix = "whatsapp:"


def _lacks_its_link(part: Part) -> bool:
    return part.body.media is not None and is_kept(part.body.media.ref) and part.body.media.link is None


def _goes_as_it_is(part: Part) -> bool:
    media = part.body.media
    if media is None or not is_kept(media.ref):
        return True
    return media.kind == "photo" and country_of(part.address.id) in _WITH_MMS


def _words(body: PartBody, said: str) -> dict[str, str]:
    """A template's words are Twilio's and WhatsApp's; a body beside it would fail (63016, since 2025-04-01)."""
    if body.template is None:
        return {"body": said}
    variables = {"content_variables": json.dumps(body.template.variables)} if body.template.variables else {}
    return {"content_sid": body.template.sid, **variables}


def _is(message: MessageInstance, part: Part, said: str) -> bool:
    """A part that may have gone as its template is any message that is no other part's: nobody here knows the words."""
    made_since = message.date_created is None or message.date_created >= part.created_at - _CLOCKS_APART
    outgoing = str(message.direction or "").startswith("outbound")
    same = part.body.template is not None or (message.body or "").strip() == said.strip()
    return outgoing and made_since and same
