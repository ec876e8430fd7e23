"""Fetching updates from Telegram, for a bot that the world can't reach.

An update is acknowledged by asking for the next one, so the order is: fetch, put the events on disk, then fetch from
the number after them. What arrives while we are down waits at Telegram's for 24 hours. Telegram gives the updates of a
bot to one poller only; a second one is told so (409) and stops.

No number is kept over a restart. Asking from 0 brings all that is not acknowledged; what of it is on disk already has
no effect there. A kept number could lose messages: after a week without any, Telegram goes on from a random one, lower
as often as not, and whatever lies below the number asked for counts as acknowledged. For the same reason a bot that has
heard nothing for days asks from 0 again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.base import PolledElsewhere
from bot.channels.pauses import back_off
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.telegram_errors import Flooded
from bot.channels.telegram.telegram_updates import UnreadableUpdate, read_number, read_press
from bot.crash_points import reached
from bot.model.arrivals import Arrival

#: Puts the arrivals in the inbox; on disk when it returns.
Keep = Callable[[Sequence[Arrival]], Awaitable[None]]
#: `telegram_updates.read_update` with the bot's id and seal filled in.
Read = Callable[[bytes, datetime], Arrival | None]

_LONG_POLL: Final = 50  # seconds, the most that Telegram holds a request open
_BATCH: Final = 100
_TOKEN_REFUSED: Final = 60.0
#: How long Telegram surely goes on numbering upwards: "at least a week" without updates (Bot API, `Update.update_id`).
_NUMBERS_HOLD: Final = timedelta(days=6)

_log = structlog.get_logger(__name__)


class TelegramPoller:
    """`clock` gives UTC."""

    def __init__(self, telegram: Telegram, *, read: Read, keep: Keep, clock: Callable[[], datetime]) -> None:
        self._telegram = telegram
        self._read = read
        self._keep = keep
        self._offset = 0
        self._heard_at = clock()
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
        if self._clock() - self._heard_at > _NUMBERS_HOLD:
            self._offset = 0
        try:
            updates = await self._telegram.fetch(self._offset, wait=_LONG_POLL, limit=_BATCH)
            self._failures = 0
        except Conflict as conflict:
            _log.error("polling stopped", channel="telegram", reason="another process polls with this token")
            raise PolledElsewhere(str(conflict)) from conflict
        except TelegramError as error:
            await self._wait_out(error)
            return
        if updates:
            await self._take(updates)

    async def _take(self, updates: Sequence[bytes]) -> None:
        reached("poll.after_fetch")
        now = self._clock()
        arrivals = [arrival for update in updates if (arrival := self._event(update, now)) is not None]
        try:
            await self._keep(arrivals)
        except Exception as error:  # the disk, the database: nothing was acknowledged, so it all comes again
            await self._wait_out(error)
            return
        self._offset, self._heard_at = max(map(read_number, updates)) + 1, now
        for press in filter(None, map(read_press, updates)):
            await self._telegram.answer_press(press)
        reached("poll.before_acknowledging")

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
