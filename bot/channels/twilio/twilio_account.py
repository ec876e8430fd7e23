"""The Twilio account: one client for SMS and WhatsApp, through twilio's own library, with time-outs of ours.

The library's async client has no time-out at all, drops the `Retry-After` of a 429, and logs who is written to; the
transport below mends the three, and can be pointed at a proxy or a test server.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance, MessageList

from bot.channels.base import PATIENT, CannotLook, Timeouts
from bot.channels.provider_clock import OnRequest, unwatched
from bot.crash_points import reached

OFFICIAL_API: Final = "https://api.twilio.com"
_TOO_MANY: Final = 429
_UNTOLD_PAUSE: Final = 2.0  # seconds


class TooManyRequests(Exception):
    """429: never processed, safe to send again (Twilio error 20429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many requests, retry after {seconds:g} s")
        self.seconds = seconds


class Transport(AsyncHttpClient):  # type: ignore[misc]  # the library is untyped
    """What the library's `AsyncTwilioHttpClient` does, with time-outs, to the server that we are told."""

    def __init__(self, api_url: str, timeouts: Timeouts, on_request: OnRequest) -> None:
        super().__init__(None, True, None)
        self._timeout = aiohttp.ClientTimeout(
            total=timeouts.connect + 3 * timeouts.read, sock_connect=timeouts.connect, sock_read=timeouts.read
        )
        self._base = api_url
        self._on_request = on_request
        self._session: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        allow_redirects: bool = False,
    ) -> Response:
        """Make one request, never a second one by itself. Raises aiohttp's errors and `TooManyRequests`."""
        if self._session is None:  # aiohttp wants the loop to be running
            self._session = aiohttp.ClientSession(timeout=self._timeout, trace_configs=[_watching_the_writing()])
        on_date = self._on_request()
        async with self._session.request(
            method,
            self._at_our_server(url),
            params={name: str(value) for name, value in (params or {}).items()},
            data=urlencode(data, doseq=True) if data else None,
            headers={**(headers or {}), **(_basic(*auth) if auth else {})},
            allow_redirects=allow_redirects,
        ) as answer:
            on_date(answer.headers.get("Date"))
            if answer.status == _TOO_MANY:
                raise TooManyRequests(_seconds(answer.headers.get("Retry-After")))
            return Response(answer.status, await answer.text(), answer.headers)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _at_our_server(self, url: str) -> str:
        parts = urlsplit(url)
        return self._base + parts.path + (f"?{parts.query}" if parts.query else "")


class TwilioAccount:
    """Creates and lists messages. `token` is the newest auth token."""

    def __init__(
        self,
        sid: str,
        token: str,
        *,
        api_url: str = OFFICIAL_API,
        timeouts: Timeouts = PATIENT,
        on_request: OnRequest = unwatched,
    ) -> None:
        self.sid = sid
        self._transport = Transport(api_url, timeouts, on_request)
        self._client = Client(sid, token, http_client=self._transport)

    @property
    def messages(self) -> MessageList:
        """The account's messages, as the library has them."""
        return self._client.api.v2010.accounts(self.sid).messages

    async def create(self, **fields: Any) -> str:
        """Hand a message over and return its sid. Raises aiohttp's, twilio's and the transport's errors."""
        created: MessageInstance = await self.messages.create_async(**fields)
        return str(created.sid or "")

    async def standing(self) -> tuple[int | None, datetime | None]:
        """Ask for anything, so that Twilio tells the time; it tells nothing of what waits. Raises `CannotLook`."""
        try:
            await self.messages.list_async(limit=1, page_size=1)
        except (TwilioException, TooManyRequests, aiohttp.ClientError, OSError, ValueError) as error:
            raise CannotLook(type(error).__name__) from error
        return None, None

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.close()


def _watching_the_writing() -> aiohttp.TraceConfig:
    """Have the crash tests' point reached when a message is on the wire and its answer is not."""

    async def written(_session: object, _context: object, chunk: aiohttp.TraceRequestChunkSentParams) -> None:
        if chunk.method == "POST":  # aiohttp tells of a chunk right before it hands it to the socket
            asyncio.get_running_loop().call_soon(reached, "socket.after_write")

    trace = aiohttp.TraceConfig()
    trace.on_request_chunk_sent.append(written)
    return trace


def _basic(login: str, password: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{login}:{password}'.encode()).decode()}"}


def _seconds(retry_after: str | None) -> float:
    try:
        return max(0.0, float(retry_after or _UNTOLD_PAUSE))
    except ValueError:  # a date, which Twilio does not send
        return _UNTOLD_PAUSE
