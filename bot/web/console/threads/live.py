"""`GET /console/live/{customer}`: what has changed, as server-sent events: counts, and that the open thread has news.

Nothing of the thread itself goes this way: the page fetches its lines anew, as anybody may who may read them. A bell
wakes the stream; should none ring here, because another process did the work, it looks again within a second anyway.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec
import structlog
from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Act, Staff
from bot.rules.access import may
from bot.store import StoreUnavailable
from bot.store.threads.threads import HandedOver
from bot.web.chat.stream import frame
from bot.web.console import session
from bot.web.console.threads import thread
from bot.web.console.threads.inbox import INBOX
from bot.web.console.wording.handover_words import reason_of
from bot.web.console.wording.inert import plain
from bot.web.console.words import language_of, marked, words
from bot.web.doors import CLOSING, Doors
from bot.web.guard import refuse
from bot.web.streams import EventStream, Streams

LOOK_AGAIN: Final = 0.7  # seconds: news is seen within one
PRESENT_AGAIN: Final = 3  # looks between two signs that the reader is still there
COUNT_AGAIN: Final = 3  # looks between two counts of all folders
ALERTED_FOR: Final = timedelta(hours=1)  # an older handover is no news, whenever it was written
AT_ONCE: Final = 5  # alerts of one look
BEATS: Final = 20  # looks without news between two signs of life
ASK_AGAIN: Final = 40  # looks between two of whether the reader is still signed in
NOBODY: Final = "-"  # in the place of a customer, where no thread is open
_SETTLE: Final = 0.05  # seconds after a ring: the turn of what has rung is under way

_log = structlog.get_logger(__name__)


async def scope_of(request: Request) -> str | None:
    """Return the point of sale of the open thread; None without one. Raises 404 for nobody."""
    return await thread.scope_of(request) if _customer(request) else None


async def follow(request: Request) -> Response:
    """Answer with what changes, until the browser leaves, its session ends or the server stops."""
    staff: Staff = request.state.staff
    streams: Streams = request.app.state.streams
    customer = _customer(request)
    if not streams.enter(staff.id):
        raise refuse(429, retry_after=30)
    return EventStream(_events(request, customer), streams, staff.id)


def _customer(request: Request) -> str:
    given = str(request.path_params["customer"])
    return "" if given == NOBODY else given


async def _events(request: Request, customer: str) -> AsyncIterator[str]:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    news = _News(doors, staff, customer, words(language_of(request)).gettext, request.query_params.get("mark", "")[:32])
    try:
        yield "retry: 2000\n\n" + frame("ready", {})
        with doors.store.bell.listen("inbox", "outbox", CLOSING) as listener:
            looks = 0
            while not doors.closing.is_set():
                if customer and looks % PRESENT_AGAIN == 0:
                    await doors.store.presence.look(customer, staff.id, doors.clock())
                frames = await news.look(count=looks % COUNT_AGAIN == 0)
                looks += 1
                if frames or looks % BEATS == 0:
                    yield "".join(frames) or ":\n\n"
                if looks % ASK_AGAIN == 0 and not await _is_still_in(request):
                    return
                if await listener.rung(LOOK_AGAIN):
                    await asyncio.sleep(_SETTLE)
    except StoreUnavailable:
        _log.warning("stream ended", reason="the store is not available")
    finally:
        if customer:
            with contextlib.suppress(StoreUnavailable):
                await doors.store.presence.leave(customer, staff.id)


async def _is_still_in(request: Request) -> bool:
    known = await session.who(request)
    return known is not None and may(known[0], Act.READ_THREADS)


class _News:
    """What one stream has told."""

    def __init__(self, doors: Doors, staff: Staff, customer: str, say: Callable[[str], str], mark: str) -> None:
        """`mark`: the thread's as the page was made, so that what came before the stream was open is told too."""
        self._say = say
        self._others = ""
        self._handed: dict[tuple[str, datetime], HandedOver] | None = None
        self._doors = doors
        self._staff = staff
        self._customer = customer
        self._mark = mark
        self._counts = b""
        self._newest: int | None = None
        self._acts: str | None = None

    async def look(self, *, count: bool) -> list[str]:
        frames = []
        threads = self._doors.store.threads
        if self._customer:
            mark = await threads.mark(self._customer)
            if self._mark and mark != self._mark:
                frames.append(frame("thread", {"customer": self._customer}))
            is_news = mark != self._mark
            self._mark = mark
            count = count or is_news
            others = await self._who_else()
            if others != self._others:
                frames.append(frame("others", {"text": others}))
            self._others = others
        acted = await self._acted()
        frames += acted
        if count or acted:
            staff = self._staff
            counts = await self._doors.store.thread_counts.folders(staff.id, staff.points_of_sale, staff.teams)
            encoded = msgspec.json.encode(counts)
            if encoded != self._counts:
                frames.append(frame("counts", {str(folder): number for folder, number in counts.items()}))
            self._counts = encoded
            frames += await self._said_more()
            frames += await self._handed_over()
        return frames

    async def _who_else(self) -> str:
        """Say who else has the thread open, and who is writing."""
        there = await self._doors.store.presence.others(self._customer, self._staff.id, self._doors.clock())
        if not there:
            return ""
        people = await self._doors.store.staff.names()
        said = {False: marked("%(person)s is looking too"), True: marked("%(person)s is writing")}
        return plain(
            " · ".join(self._say(said[one.is_typing]) % {"person": people.get(one.staff, "?")} for one in there)
        )

    async def _acted(self) -> list[str]:
        """Tell that staff have set something on some thread: no count need change by that, and the list shows it."""
        before, self._acts = self._acts, await self._doors.store.threads.acts()
        return [frame("rows", {})] if before not in (None, self._acts) else []

    async def _said_more(self) -> list[str]:
        """Tell that who waits for us has said more: no count changes by that, and the list shows the last words."""
        before = self._newest
        self._newest = await self._doors.store.threads.newest_waiting(self._staff.points_of_sale)
        return [frame("rows", {})] if before not in (None, self._newest) else []

    async def _handed_over(self) -> list[str]:
        """Tell of threads that were handed to a team since the last look: the alert of who is on duty here.

        Told apart one by one and not by time: a handover is written a moment after its instant, be it that the turn
        was long, or that its event had waited, and then others that were later may have been seen before it.
        """
        staff = self._staff
        since = self._doors.clock() - ALERTED_FOR
        found = await self._doors.store.threads.handed_over(since, staff.points_of_sale, staff.teams)
        standing = {(one.customer, one.at): one for one in found}
        known, self._handed = self._handed, standing if self._handed is None else {**self._handed, **standing}
        if known is None:
            return []
        self._handed = {key: one for key, one in self._handed.items() if one.at > since}
        new = sorted((one for key, one in standing.items() if key not in known), key=lambda one: one.at)[-AT_ONCE:]
        playbook = self._doors.playbook()
        teams = {team.id: team.name for team in playbook.store.teams} if playbook is not None else {}
        said = self._say(marked("%(customer)s waits for the team %(team)s: %(reason)s"))
        return [
            frame(
                "handover",
                {
                    "text": plain(
                        said
                        % {
                            "customer": one.name or f"{self._say(marked('Customer'))} {one.customer[:4]}",
                            "team": teams.get(one.team or "", one.team or ""),
                            "reason": reason_of(one.reason or "", self._staff.language),
                        }
                    ),
                    "url": f"{INBOX}/{one.customer}",
                },
            )
            for one in new
        ]
