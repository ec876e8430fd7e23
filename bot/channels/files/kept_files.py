"""Files that customers sent and a provider keeps (Telegram, Twilio), fetched on demand with the channel's credentials.

A token never leaves this module: neither an address with it in, nor the provider's words, which may quote it. What was
fetched lately is kept in memory, up to a cap; nothing of it is on disk, so that erasing a person leaves nothing behind.

Telegram gives files of up to 20 MB, by an address good for an hour (Bot API, `getFile`). Twilio answers a media's
address with a redirect to where it lies; credentials go to its API alone, and the redirect is followed once, to hosts
of Twilio's own storage (OWASP ASVS 5.0, 1.3.6 and 15.3.2).
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from msgspec import Struct

from bot.channels.base import CannotLook

LARGEST: Final = 20 * 1024 * 1024  # bytes
KEPT: Final = 48 * 1024 * 1024  # bytes in memory, all files together
_AT_ONCE: Final = 4
_PATIENCE: Final = httpx.Timeout(20.0, connect=5.0)
_PATH: Final = re.compile(r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}")
_MEDIA: Final = re.compile(r"/2010-04-01/Accounts/AC[0-9a-f]{32}/Messages/[A-Z]{2}[0-9a-f]{32}/Media/ME[0-9a-f]{32}")
#: Where Twilio's redirects lead.
_STORAGE: Final = (".twiliocdn.com", ".twilio.com", ".amazonaws.com")
_GONE: Final = frozenset({400, 403, 404, 410})


class FileGone(Exception):
    """The provider does not have it any more, or does not give it: too large, or never one of ours."""


class TelegramFiles(Struct, frozen=True):
    token: str
    api_url: str


class TwilioFiles(Struct, frozen=True):
    sid: str
    token: str
    api_url: str


class KeptFiles:
    """Files of the channels that are on. `transport` is the network's, but in tests."""

    def __init__(
        self,
        telegram: TelegramFiles | None,
        twilio: TwilioFiles | None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._telegram = telegram
        self._twilio = twilio
        self._transport = transport
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    async def fetch(self, channel: str, ref: str) -> bytes:
        """Return a file by its channel's reference. Raises `FileGone`, and `CannotLook`: ask again later."""
        key = (channel, ref)
        if key not in self._kept:
            async with self._room, httpx.AsyncClient(transport=self._transport, timeout=_PATIENCE) as client:
                try:
                    self._keep(key, await self._ask(client, channel, ref))
                except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                    raise CannotLook(type(error).__name__) from None  # the error's own words may hold the token
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: tuple[str, str], file: bytes) -> None:
        self._kept[key] = file
        while sum(map(len, self._kept.values())) > KEPT and len(self._kept) > 1:
            self._kept.popitem(last=False)

    async def _ask(self, client: httpx.AsyncClient, channel: str, ref: str) -> bytes:
        if channel == "telegram" and self._telegram is not None:
            return await self._from_telegram(client, self._telegram, ref)
        if channel in ("sms", "whatsapp") and self._twilio is not None:
            return await self._from_twilio(client, self._twilio, ref)
        raise FileGone

    async def _from_telegram(self, client: httpx.AsyncClient, bot: TelegramFiles, ref: str) -> bytes:
        told = await client.get(f"{bot.api_url}/bot{bot.token}/getFile", params={"file_id": ref})
        _refuse(told.status_code)
        file: dict[str, Any] = told.json().get("result") or {}
        path = str(file.get("file_path", ""))
        if not _PATH.fullmatch(path) or int(file.get("file_size") or 0) > LARGEST:
            raise FileGone
        return await _read(client, f"{bot.api_url}/file/bot{bot.token}/{path}")

    async def _from_twilio(self, client: httpx.AsyncClient, account: TwilioFiles, ref: str) -> bytes:
        path = urlsplit(ref).path
        if not _MEDIA.fullmatch(path) or f"/{account.sid}/" not in path:
            raise FileGone
        url = f"{account.api_url}{path}"
        async with client.stream("GET", url, auth=httpx.BasicAuth(account.sid, account.token)) as answer:
            if not answer.is_redirect:
                return await _body(answer)
            place = httpx.URL(url).join(answer.headers.get("location", ""))
        if place.scheme != "https" or not place.host.endswith(_STORAGE):
            raise FileGone
        return await _read(client, str(place))


async def _read(client: httpx.AsyncClient, url: str) -> bytes:
    async with client.stream("GET", url) as answer:
        return await _body(answer)


async def _body(answer: httpx.Response) -> bytes:
    _refuse(answer.status_code)
    read = bytearray()
    async for piece in answer.aiter_bytes():
        read += piece
        if len(read) > LARGEST:
            raise FileGone
    return bytes(read)


def _refuse(status: int) -> None:
    if status in _GONE:
        raise FileGone
    if status != httpx.codes.OK:
        raise CannotLook(str(status))
