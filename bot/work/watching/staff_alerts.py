"""Telling a team on Telegram that a customer was handed to it: who may answer there, once, and not once it is taken up.

The turn that hands over writes the handover; the clock looks for those that nobody was told of. So a turn waits for no
member of staff, and what was handed over while we stood still is told of afterwards, unless it is old news by then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.model.staff import Staff
from bot.rules.access import hears_of
from bot.store import Store
from bot.store.messages.part_rows import Planned
from bot.store.staff.staff_alerts import ToTell
from bot.store.staff.staff_chats import message_to
from bot.work.clock import Tick

EVERY: Final = timedelta(seconds=2)
#: What was handed over longer ago is no news, and an alert that could not leave for so long is none either.
FRESH: Final = timedelta(hours=12)

#: What an alert says to a member of staff of a handover.
Say = Callable[[ToTell, Staff], str]

_log = structlog.get_logger(__name__)


class StaffAlerts:
    """`clock` gives UTC."""

    def __init__(self, store: Store, *, say: Say, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._say = say
        self._clock = clock

    def tick(self) -> Tick:
        """Return the tick that looks for handovers nobody was told of."""
        return Tick("staff alerts", EVERY, self.look)

    async def look(self) -> None:
        """Tell of what was handed over since the last look."""
        new = await self._store.staff_alerts.to_tell()
        if not new:
            return
        now, people = self._clock(), await self._store.staff_alerts.addressees()
        alerts = [
            self._alert(one, staff, chat, now)
            for one in new
            if one.waits and now - one.opened_at < FRESH
            for staff, chat in people
            if hears_of(staff, one.team, one.point_of_sale) and one.assignee in (None, staff.id)
        ]
        await self._store.staff_alerts.tell([one.id for one in new], alerts)
        if alerts:
            _log.info("staff alerted", handovers=len(new), alerts=len(alerts))

    def _alert(self, one: ToTell, staff: Staff, chat: str, now: datetime) -> Planned:
        return message_to(
            staff.id,
            chat,
            self._say(one, staff),
            id_=f"alert:{one.id}:{staff.id}",
            event=one.id,
            now=now,
            not_after=one.opened_at + FRESH,
        )
