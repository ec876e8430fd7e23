"""What an error of the Bot API means for the message that was being sent.

python-telegram-bot's tree is a trap here: `BadRequest` (permanent) and `TimedOut` (nobody knows) are both
`NetworkError`, and a `NetworkError` may just as well be a refused connection (surely not sent). So the cause decides,
and the request below keeps the HTTP status that the library drops.

    surely not sent, try again   no connection, no free connection in the pool, 429
    surely not sent, never will  400, 403, 404 of a chat, 413
    our own fault, try later     401, 404, 409: the token is wrong, or somebody else is polling with it
    nobody knows                 a read time-out, a reset, 5xx, an answer that is no JSON
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Literal

import httpx
import msgspec
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.pauses import back_off
from bot.crash_points import reached
from bot.model.parts import Outcome, Refused, RetryAt, Unknown

_NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
#: 400s that say the chat itself is of no use any more (telegram-bot-api, Client.cpp).
_GONE: Final = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "private chat not found")
_MISCONFIGURED: Final = timedelta(minutes=1)


class Flooded(TelegramError):
    """429: over the limit, not sent. Telegram says how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many requests, retry after {seconds:g} s")
        self.seconds = seconds


class ServerFault(TelegramError):
    """5xx: Telegram's own fault, before or after it sent the message."""


class Rejected(TelegramError):
    """Another 4xx: Telegram won't have this request."""


class WatchedRequest(HTTPXRequest):
    """HTTPX, with an error of its own for each status that the library throws into one pot."""

    def _build_client(self) -> httpx.AsyncClient:
        client: httpx.AsyncClient = super()._build_client()
        hooks = client.event_hooks
        client.event_hooks = {**hooks, "request": [*hooks["request"], _watch_the_writing]}
        return client

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request. Raises `Flooded`, `ServerFault` or `Rejected` before the library looks at the status."""
        status, payload = await super().do_request(*args, **kwargs)
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise Flooded(_retry_after(payload))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ServerFault(f"HTTP {status}")
        if status in {httpx.codes.REQUEST_ENTITY_TOO_LARGE, httpx.codes.METHOD_NOT_ALLOWED}:
            raise Rejected(f"HTTP {status}")
        return status, payload


async def _watch_the_writing(request: httpx.Request) -> None:
    """Have the crash tests' point reached when a message is on the wire and its answer is not."""
    if request.url.path.rpartition("/")[2].startswith("send"):
        request.extensions = {**request.extensions, "trace": _written}


async def _written(event: str, _: object) -> None:
    if event.endswith("send_request_body.complete"):
        reached("socket.after_write")


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: float = 5.0


class _Flood(msgspec.Struct, frozen=True):
    parameters: _Parameters = _Parameters()


def _retry_after(payload: bytes) -> float:
    """Five seconds where Telegram (or a proxy before it) doesn't say."""
    try:
        return msgspec.json.decode(payload, type=_Flood).parameters.retry_after
    except msgspec.MsgspecError:
        return _Parameters().retry_after


class Floods:
    """Tells a chat that is over its limit from a bot that is: a second chat refused while the first still waits."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}

    def scope(self, chat: str, *, now: datetime, until: datetime) -> Literal["chat", "sender"]:
        """Note that `chat` may not be written to before `until`; say what should pause."""
        self._until = {known: end for known, end in self._until.items() if end > now}
        self._until[chat] = until
        return "sender" if len(self._until) > 1 else "chat"


def judge(error: Exception, *, floods: Floods, chat: str, attempts: int, now: datetime) -> Outcome:
    """Return what `error` means for a message to `chat`. What is not known for sure is `Unknown`."""
    match error:
        case Flooded():
            until = now + timedelta(seconds=error.seconds)
            return RetryAt(until, str(error), floods.scope(chat, now=now, until=until))
        case Forbidden() | ChatMigrated():
            return Refused(str(error), gone=True)
        case BadRequest():
            return Refused(str(error), gone=any(words in str(error).lower() for words in _GONE))
        case Rejected():
            return Refused(str(error))
        case InvalidToken() | Conflict():
            return RetryAt(now + _MISCONFIGURED, f"Telegram refuses the bot: {error}", "sender")
        case _ if isinstance(error.__cause__, _NEVER_SENT):
            return RetryAt(now + back_off(attempts), _reason(error), "sender")
        case _:
            return Unknown(_reason(error))


def _reason(error: Exception) -> str:
    """Name the error without what it quotes: an address has the token in it, an answer the customer's words."""
    cause = error.__cause__
    named = type(error).__name__ if cause is None else f"{type(error).__name__} from {type(cause).__name__}"
    return f"{named}: {error}" if isinstance(error, ServerFault) else named
