"""How sending goes, by day: kept up to date by the clock, a part at a time as its state moves on.

A part is counted at the day on which it was written, under the state that it is in; when that changes, it leaves the
one count and joins the other, in the transaction that notes as what it is counted now. So the counts are right again
some seconds after each change, whatever the order of reports, and nobody who sends waits for a row that all share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from bot.model.parts import PartBody
from bot.model.staff import is_staffs
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, listed, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.reports.sms_days import Where, add_segments

SQL = statements("sending_counts")
AT_ONCE: Final = 500  # parts of one transaction
LOOKED_THROUGH: Final = 2000  # parts of one page
#: States of which staff want to know the reason, or that something is left to do.
WENT_WRONG: Final = frozenset({"undelivered", "failed", "refused", "dropped", "unknown", "abandoned"})
_BODY = msgspec.json.Decoder(PartBody)
_LONGEST: Final = 100  # characters of a reason
_NUMBER: Final = re.compile(r"\+?\d[\d .-]{4,}\d|\b\d+(?= seconds)")


class Sent(Struct, frozen=True, kw_only=True):
    """So many parts that were written on a day stand in this state by now; `why` is empty where nothing went wrong."""

    day: date
    channel: str
    purpose: str
    state: str
    why: str
    parts: int
    segments: int


class Piece(NamedTuple):
    """A part behind a number."""

    position: int
    at: datetime
    id: str
    customer: str
    channel: str
    purpose: str
    state: str
    error: str
    resent: bool
    text: str


class OptOut(NamedTuple):
    """A consent that was taken back or refused."""

    position: int
    at: datetime
    customer: str
    channel: str
    purpose: str
    source: str


class SendingCounts(StoreSubject):
    """All raise `StoreUnavailable`. `scope`: points of sale; empty for all."""

    async def count(self, zone: ZoneInfo) -> int:
        """Take in what has changed since, by the days of a zone; return how many parts that were."""
        counted = 0
        while True:
            parts = await self._database.transact(lambda: _count(zone))
            counted += parts
            if parts < AT_ONCE:
                return counted

    async def days(self, first: date, last: date, scope: Collection[str] = ()) -> list[Sent]:
        """Return how many parts that were written from one day to another stand in which state."""
        rows = await self._database.read(SQL["by_channel"], first.toordinal(), last.toordinal(), listed(scope))
        return [
            Sent(
                day=date.fromordinal(day),
                channel=channel,
                purpose=purpose,
                state=state,
                why=why,
                parts=int(parts),
                segments=int(segments),
            )
            for day, channel, purpose, state, why, parts, segments in rows
            if parts
        ]

    async def wrong(
        self,
        state: str,
        why: str | None,
        since: datetime,
        until: datetime,
        *,
        channel: str = "",
        scope: Collection[str] = (),
        after: tuple[int, int] | None = None,
        limit: int = 50,
    ) -> list[Piece]:
        """Return the parts that went wrong in one way, written from `since` to before `until`, the newest first; `why`
        of None is any. `after`: written at (microseconds) and position of the last one of the page before.
        """
        whys = [why] if why is not None else await self._whys(state, since, until)
        end = after or (micros(until), 0)
        pages = [
            await self._database.read(SQL["wrong"], state, one, micros(since), *end, channel, listed(scope), limit)
            for one in whys
        ]
        return [_piece(row) for row in islice(merge(*pages, key=lambda row: (-row[1], -row[0])), limit)]

    async def walk(
        self,
        state: str,
        since: datetime,
        until: datetime,
        *,
        channel: str = "",
        scope: Collection[str] = (),
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[list[Piece], int | None]:
        """Return parts in a state, the newest first, and the position to go on before; None where there are no more.

        So many rows are looked through and no more: a page may be short while there is more.
        """
        found = await self._database.read(SQL["bounds"], *_days(since, until), state)
        lowest, highest = found[0]
        if lowest is None:
            return [], None
        end = min(before, highest + 1) if before is not None else highest + 1
        where = (lowest, end, state, micros(since), micros(until), channel, listed(scope), LOOKED_THROUGH)
        rows = await self._database.read(SQL["walk"], *where)
        wanted = [row for row in rows if row[-1]]
        if len(wanted) > limit:
            return [_piece(row) for row in wanted[:limit]], wanted[limit - 1][0]
        return [_piece(row) for row in wanted], rows[-1][0] if len(rows) == LOOKED_THROUGH else None

    async def _whys(self, state: str, since: datetime, until: datetime) -> list[str]:
        return [str(row[0]) for row in await self._database.read(SQL["whys"], *_days(since, until), state)]

    async def opt_outs(
        self,
        since: datetime,
        until: datetime,
        scope: Collection[str] = (),
        *,
        after: tuple[int, int] | None = None,
        limit: int = 50,
    ) -> list[OptOut]:
        """Return consents that were taken back or refused from `since` to before `until`, the newest first.

        `after`: `at` (microseconds) and position of the last one of the page before.
        """
        end = after or (micros(until), 0)
        rows = await self._database.read(SQL["opt_outs"], micros(since), *end, listed(scope), limit)
        return [OptOut(position, moment(at), *rest) for position, at, *rest in rows]

    async def opt_out_counts(
        self, since: datetime, until: datetime, scope: Collection[str] = ()
    ) -> dict[tuple[str, str], int]:
        """Return how many customers took back or refused consent, by channel and purpose (`all` for every one)."""
        rows = await self._database.read(SQL["opt_out_counts"], micros(since), micros(until), listed(scope))
        return {(channel, purpose): int(customers) for channel, purpose, customers in rows}


def why_of(state: str, error: str | None) -> str:
    """Return the reason as it is counted: without numbers of people and of seconds, which would be a reason each."""
    return _NUMBER.sub("…", error or "")[:_LONGEST] if state in WENT_WRONG else ""


def _piece(row: Row) -> Piece:
    position, at, id_, customer, channel, purpose, state, error, resent, body = row[:10]
    text = _BODY.decode(body).text
    return Piece(position, moment(at), id_, customer, channel, purpose, state, error or "", bool(resent), text)


def _days(since: datetime, until: datetime) -> tuple[int, int]:
    """Days that surely hold a time, whatever the zone."""
    return since.toordinal() - 1, until.toordinal() + 1


class _Change:
    """What is to be added to one count."""

    __slots__ = ("highest", "lowest", "parts", "segments")

    def __init__(self) -> None:
        self.parts = self.segments = self.highest = 0
        self.lowest = 2**62

    def add(self, parts: int, segments: int, position: int) -> None:
        self.parts += parts
        self.segments += parts * segments
        self.lowest, self.highest = min(self.lowest, position), max(self.highest, position)


def _count(zone: ZoneInfo) -> Script[int]:
    rows = yield query(SQL["to_count"], AT_ONCE)
    if not rows:
        return 0
    changes: dict[tuple[int, str, str, str, str, str], _Change] = {}
    sms: Counter[Where] = Counter()
    done: list[tuple[int, str, str]] = []
    for position, created, channel, purpose, state, error, counted, counted_why, body, point, whose, address in rows:
        now = "" if state in ("queued", "sending") else state
        why = why_of(now, error)
        day, segments = moment(created).astimezone(zone).date().toordinal(), _BODY.decode(body).segments if body else 0
        for times, said, reason in ((-1, counted, counted_why), (1, now, why)):
            if said and not is_staffs(whose):
                where = (day, channel, purpose, said, reason, point or "")
                changes.setdefault(where, _Change()).add(times, segments, position)
                sms[day, address, said, point or ""] += times * segments
        done.append((position, now, why))
    yield many(
        SQL["add"], [(*where, one.parts, one.segments, one.lowest, one.highest) for where, one in _in_order(changes)]
    )
    yield from add_segments(sms)
    yield many(SQL["counted"], done, apart=True)
    return len(rows)


def _in_order(
    changes: dict[tuple[int, str, str, str, str, str], _Change],
) -> Sequence[tuple[tuple[int, str, str, str, str, str], _Change]]:
    return sorted(changes.items(), key=lambda item: item[0])
