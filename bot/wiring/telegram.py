"""Telegram's updates: by webhook where the world can reach us, else by long polling."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

import structlog
from telegram.error import TelegramError

from bot.channels.pauses import back_off
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.telegram_poller import TelegramPoller
from bot.channels.telegram.telegram_updates import read_update
from bot.model.arrivals import Arrival
from bot.web.console.threads import staff_chat
from bot.wiring.channels import webhook_secret
from bot.wiring.clock import now
from bot.wiring.installation import Installation
from bot.work.processes import Loop

_log = structlog.get_logger(__name__)


def receiving(installation: Installation, telegram: Telegram) -> Loop:
    """Return the loop that makes updates come: it registers the webhook, or polls."""
    if installation.settings.public_url is not None:
        return partial(_register, telegram, installation)
    return partial(_poll, telegram, installation)


async def _register(telegram: Telegram, installation: Installation, stop: asyncio.Event) -> None:
    url = f"{installation.settings.public_url}/webhooks/telegram"
    secret = webhook_secret(installation.settings, installation.key)
    await _until_done(lambda: telegram.use_webhook(url, secret=secret), "webhook", stop)
    await stop.wait()


async def _poll(telegram: Telegram, installation: Installation, stop: asyncio.Event) -> None:
    await _until_done(telegram.use_polling, "polling", stop)

    async def keep(arrivals: Sequence[Arrival]) -> None:
        public_url = installation.settings.public_url
        await staff_chat.keep(installation.store, arrivals, public_url=public_url, door="poll")

    def read(raw: bytes, at: datetime) -> Arrival | None:
        return read_update(raw, bot_id=telegram.bot_id, seal=installation.channels.seal, received_at=at)

    await TelegramPoller(telegram, read=read, keep=keep, clock=now).run(stop)


async def _until_done(work: Callable[[], Awaitable[None]], name: str, stop: asyncio.Event) -> None:
    """Do it as soon as Telegram lets us: at start the network may not be there yet."""
    failures = 0
    while not stop.is_set():
        try:
            await work()
        except TelegramError as error:
            failures += 1
            _log.warning("telegram not ready", step=name, reason=type(error).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), back_off(failures).total_seconds())
        else:
            _log.info("telegram ready", step=name)
            return
