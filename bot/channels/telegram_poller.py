"""Fetching updates from Telegram, for a bot that the world can't reach.

An update is acknowledged by asking for the next one, so the order is: fetch, put the events and the new offset on disk
in one commit, then fetch from that offset. What arrives while we are down waits at Telegram's for 24 hours. Telegram
gives the updates of a bot to one poller only; a second one is told so (409) and stops.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.pauses import back_off
from bot.channels.telegram import Telegram
from bot.channels.telegram_errors import Flooded
from bot.channels.telegram_updates import ALLOWED_UPDATES, UnreadableUpdate
from bot.model.arrivals import Arrival

#: Puts the arrivals in the inbox and keeps the offset, in one commit.
Keep = Callable[[Sequence[Arrival], int], Awaitable[None]]
#: `telegram_updates.read_update` with the bot's id and seal filled in.
Read = Callable[[bytes, datetime], Arrival | None]

_LONG_POLL: Final = 50  # seconds, the most that Telegram holds a request open
_BATCH: Final = 100
_TOKEN_REFUSED: Final = 60.0

_log = structlog.get_logger(__name__)


class PolledElsewhere(Exception):
    """Another process fetches this bot's updates. One of the two has to stop, and this one has."""


class TelegramPoller:
    """`offset` is the first update wanted, as it was kept last; 0 for all that waits."""

    def __init__(
        self, telegram: Telegram, *, read: Read, keep: Keep, offset: int, clock: Callable[[], datetime]
    ) -> None:
        self._telegram = telegram
        self._read = read
        self._keep = keep
        self._offset = offset
        self._clock = clock
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch until `stop` is set. Raises `PolledElsewhere`; waits out everything else."""
        stopped = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                await self._until_stopped(self._round(), stopped)
        finally:
            stopped.cancel()

    async def _until_stopped(self, work: Any, stopped: asyncio.Future[Any]) -> None:
        """A fetch that is cut short acknowledged nothing; what it would have brought comes again."""
        task = asyncio.ensure_future(work)
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            return
        await task

    async def _round(self) -> None:
        try:
            updates = await self._fetch()
            self._failures = 0
        except Conflict as conflict:
            _log.error("polling stopped", channel="telegram", reason="another process polls with this token")
            raise PolledElsewhere(str(conflict)) from conflict
        except TelegramError as error:
            await self._wait_out(error)
            return
        if updates:
            await self._take(updates)

    async def _take(self, updates: Sequence[dict[str, Any]]) -> None:
        bodies = [msgspec.json.encode(update) for update in updates]
        now = self._clock()
        arrivals = [arrival for body in bodies if (arrival := self._event(body, now)) is not None]
        following = int(updates[-1]["update_id"]) + 1
        try:
            await self._keep(arrivals, following)
        except Exception as error:  # the disk, the database: nothing was acknowledged, so it all comes again
            await self._wait_out(error)
            return
        self._offset = following
        for body in bodies:
            await self._telegram.answer_press(body)

    async def _fetch(self) -> list[dict[str, Any]]:
        updates: list[dict[str, Any]] = await self._telegram.bot.do_api_request(
            "getUpdates",
            api_kwargs={
                "offset": self._offset,
                "timeout": _LONG_POLL,
                "limit": _BATCH,
                "allowed_updates": list(ALLOWED_UPDATES),
            },
            read_timeout=_LONG_POLL + 10,
        )
        return updates

    def _event(self, body: bytes, now: datetime) -> Arrival | None:
        try:
            return self._read(body, now)
        except UnreadableUpdate:
            _log.exception("update not understood", channel="telegram")
            return None

    async def _wait_out(self, error: Exception) -> None:
        self._failures += 1
        match error:
            case Flooded():
                pause = error.seconds
            case InvalidToken():
                pause = _TOKEN_REFUSED
            case _:
                pause = back_off(self._failures).total_seconds()
        _log.warning("polling failed", channel="telegram", reason=type(error).__name__, failures=self._failures)
        await asyncio.sleep(pause)
