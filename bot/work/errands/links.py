"""Links to our bot on Telegram, each for one customer: a random token, of which only the hash is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import structlog
from msgspec import Struct

from bot.channels.base import CannotLook
from bot.engine.identity.identifying import digest_of

GOOD_FOR: Final = timedelta(hours=24)

_log = structlog.get_logger(__name__)


class Made(Struct, frozen=True):
    """A link and what is kept of it."""

    url: str
    digest: str


class LinkMaker:
    """`name` asks Telegram what our bot is called; `token` is chance, of 128 bits at least, 22 to 60 characters of
    base64url.
    """

    def __init__(self, name: Callable[[], Awaitable[str | None]], *, token: Callable[[], str]) -> None:
        self._ask = name
        self._token = token
        self._name: str | None = None

    async def make(self) -> Made | None:
        """Return a new link; None while Telegram does not tell our name. It is asked once."""
        if self._name is None:
            try:
                self._name = await self._ask()
            except CannotLook as error:
                _log.warning("telegram does not tell our name", reason=str(error))
        if not self._name:
            return None
        token = self._token()
        return Made(f"https://t.me/{self._name}?start=go-{token}", digest_of(token))
