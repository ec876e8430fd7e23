"""What the web app needs from the rest of the program, handed over once by the wiring."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot.channels.files.file_shelf import FileShelf
from bot.channels.files.kept_files import KeptFiles
from bot.channels.telegram.telegram_seal import Seal
from bot.playbook.compiled import Playbook
from bot.store import Store
from bot.store.people.erasing import Keyed
from bot.web.workbench import Workbench

#: The bell's topic for streams that should end.
CLOSING: Final = "closing"


@dataclass(frozen=True, slots=True)
class TelegramDoor:
    """Telegram by webhook. `bot_id` is the number before the colon of the token; `seal` opens what is behind buttons.

    `answer_press` takes the id of a callback query and stops its button's spinning; it may fail, nothing depends on
    it.
    """

    secret: str = field(repr=False)
    bot_id: str
    seal: Seal
    answer_press: Callable[[str], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Doors:
    """`clock` and `new_token` (256 random bits, URL-safe) are the wiring's, which owns time and chance.

    `key` is SECRET_KEY's bytes: what is derived from it here (visitors' addresses, buttons) is used for nothing else.
    `is_on_telegram`, by webhook or not; `telegram_name` asks what our bot is called, None while Telegram does not tell.
    `public_url` is the address that the world sees, without a slash at the end; None on a loopback address.
    `chat_origins` are the origins that may frame the chat; `("*",)` is any. `shelf` is where the photos of the web
    chat's visitors and what staff send are kept; without it none are taken; `kept_files` fetches those that a provider
    keeps. `take_product` takes news of the catalogue: the shop's system, the topic, the resource; it tells whether that
    was of use. `workbench` does the heavy work on playbooks; without it they are only read. `suppress` hashes the
    addresses of who is erased; without it nobody is. `closing` is set when the process is asked to stop, so that open
    streams end and the server can drain.
    """

    store: Store
    playbook: Callable[[], Playbook | None]
    clock: Callable[[], datetime]
    new_token: Callable[[], str]
    key: bytes = field(repr=False)
    telegram: TelegramDoor | None = None
    is_on_telegram: bool = False
    telegram_name: Callable[[], Awaitable[str | None]] | None = None
    twilio_tokens: tuple[str, ...] = field(default=(), repr=False)
    events_secret: str | None = field(default=None, repr=False)
    shopify_secret: str | None = field(default=None, repr=False)
    woocommerce_secret: str | None = field(default=None, repr=False)
    take_product: Callable[[str, str, Mapping[str, Any]], Awaitable[bool]] | None = None
    public_url: str | None = None
    chat_origins: tuple[str, ...] = ("*",)
    shelf: FileShelf | None = None
    kept_files: KeptFiles | None = None
    suppress: Keyed | None = field(default=None, repr=False)
    workbench: Workbench | None = None
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def close(self) -> None:
        """End the open streams, so that the server can drain: call it when the process is asked to stop."""
        self.closing.set()
        if self.workbench is not None:
            self.workbench.close()
        self.store.bell.ring(CLOSING)

    def derive(self, purpose: str, *parts: str) -> str:
        """Return 32 hex digits that only this installation can make, different for every purpose."""
        written = "\x1f".join((purpose, *parts)).encode()
        return hmac.digest(self.key, written, "sha256").hex()[:32]
