"""How conversations go, by day: counts kept up to date by the clock, never by looking at all of them.

A turn only appends its marks. One process, the clock's, takes what was not counted yet into the counts of the day on
which the conversation began, so that of those who began in some days it can be told what became of them. What was
counted is marked in the same transaction: each mark counts once, whatever fails.

A customer who fell in an arm of a split is won where, within `WON_WITHIN`, one of their conversations ends `converted`
or an order of theirs is placed: the same yardstick for who was written to and for who was not (the holdout).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from math import log2
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, listed, many, query
from bot.store.database.times import micros, moment
from bot.store.reports.flow_marks import SQL

AT_ONCE: Final = 500  # marks of one transaction
WON_WITHIN: Final = timedelta(days=30)
CONVERTED: Final = "converted"
_CLASSES: Final = 4  # of length, while it doubles: a median is right to a tenth


class Began(Struct, frozen=True):
    """Of the conversations of a flow that began in some days: how many, and how many ended with each outcome."""

    started: int
    outcomes: Mapping[str, int]

    @property
    def ended(self) -> int:
        return sum(self.outcomes.values())

    @property
    def converted(self) -> int:
        return self.outcomes.get(CONVERTED, 0)


class Course(Struct, frozen=True, kw_only=True):
    """One flow: what became of the conversations that began in some days. Steps by their ids."""

    began: Began
    reached: Mapping[str, int]
    passed: Mapping[tuple[str, str], int]  # from the step ("" the start) to the step come to next
    stopped: Mapping[tuple[str, str], int]  # the last step that was come to, outcome
    lost: Mapping[str, int]  # messages not understood
    arms: Mapping[tuple[str, str], int]  # step of the split, arm: customers, each once
    won: Mapping[tuple[str, str], int]
    median: timedelta | None  # from beginning to end


class Behind(NamedTuple):
    """A customer behind a number: when it happened, in the conversation that began then; `event` where it is known."""

    position: int
    began: datetime
    customer: str
    at: datetime
    name: str
    event: str


class FlowCounts(StoreSubject):
    """All raise `StoreUnavailable`. `scope`: points of sale; empty for all."""

    async def count(self, zone: ZoneInfo) -> int:
        """Take in what has not been counted yet, by the days of a zone; return how many marks that were."""
        counted = 0
        while True:
            marks = await self._database.transact(lambda: _count(zone))
            counted += marks
            if marks < AT_ONCE:
                return counted

    async def all(self, first: date, last: date, scope: Collection[str] = ()) -> dict[str, Began]:
        """Return what became of all conversations that began from one day to another, by flow."""
        found: dict[str, tuple[int, dict[str, int]]] = {}
        rows = await self._database.read(SQL["of_all"], first.toordinal(), last.toordinal(), listed(scope))
        for flow, kind, name, times in rows:
            started, outcomes = found.get(flow, (0, {}))
            if kind == "started":
                started += int(times)
            else:
                outcomes[name] = int(times)
            found[flow] = (started, outcomes)
        return {flow: Began(started, outcomes) for flow, (started, outcomes) in found.items()}

    async def of(self, flow: str, first: date, last: date, scope: Collection[str] = ()) -> Course:
        """Return what became of one flow's conversations that began from one day to another."""
        known: dict[str, dict[tuple[str, str], int]] = {}
        days = (first.toordinal(), last.toordinal())
        for kind, step, name, times in await self._database.read(SQL["of_flow"], *days, flow, listed(scope)):
            known.setdefault(kind, {})[step, name] = int(times)

        def by_step(kind: str) -> dict[str, int]:
            return {step: times for (step, _), times in known.get(kind, {}).items()}

        outcomes = {name: times for (_, name), times in known.get("ended", {}).items()}
        return Course(
            began=Began(sum(known.get("started", {}).values()), outcomes),
            reached=by_step("reached"),
            passed=known.get("passed", {}),
            stopped=known.get("stopped", {}),
            lost=by_step("lost"),
            arms=known.get("arm", {}),
            won=known.get("won", {}),
            median=_median({int(name): times for (_, name), times in known.get("lasted", {}).items()}),
        )

    async def behind(
        self,
        what: tuple[str, str, str, str | Collection[str] | None],
        since: datetime,
        until: datetime,
        *,
        scope: Collection[str] = (),
        after: tuple[int, int] | None = None,
        limit: int = 50,
    ) -> list[Behind]:
        """Return who is behind a number: (kind, flow, step, name), of the conversations that began from `since` to
        before `until`, the newest first. A name of None is any outcome, several names are any
        of these. `after`: began (microseconds) and position of
        the last one of the page before.
        """
        kind, flow, step, name = what
        names = [name] if isinstance(name, str) else name or await self._outcomes(flow, since, until)
        end = after or (micros(until), 0)
        pages = [
            await self._database.read(SQL["behind"], kind, flow, step, one, micros(since), *end, listed(scope), limit)
            for one in names
        ]
        rows = islice(merge(*pages, key=lambda row: (-row[1], -row[0])), limit)
        return [Behind(row[0], moment(row[1]), row[2], moment(row[3]), row[4], row[5]) for row in rows]

    async def _outcomes(self, flow: str, since: datetime, until: datetime) -> list[str]:
        days = (since.date().toordinal() - 1, until.date().toordinal() + 1)
        return [str(row[0]) for row in await self._database.read(SQL["outcomes"], *days, flow)]

    async def words(self, rows: Sequence[Behind]) -> dict[str, str]:
        """Return what customers wrote, by the event of a mark."""
        who, events = listed({row.customer for row in rows}), listed({row.event for row in rows if row.event})
        return {source: text for source, text, _, _ in await self._database.read(SQL["words"], who, events)}


def length_class(lasted: int) -> int:
    """Return the class of a length in microseconds: four of them while it doubles, from a second on."""
    return round(_CLASSES * log2(max(1.0, lasted / 1e6)))


def _median(classes: Mapping[int, int]) -> timedelta | None:
    left = sum(classes.values()) / 2
    for one in sorted(classes):
        left -= classes[one]
        if left <= 0:
            return timedelta(seconds=2 ** (one / _CLASSES))
    return None


def _count(zone: ZoneInfo) -> Script[int]:
    rows = yield query(SQL["to_count"], AT_ONCE)
    if not rows:
        return 0
    yield from _win(rows)
    days: Counter[tuple[str, int, str, str, str, str]] = Counter()
    done = []
    for position, _, at, kind, flow, own, name, _, started, before, point in rows:
        began = at if started is None else started
        step = before or "" if kind == "stopped" else own  # where the customer was: a `stop` is nowhere to be
        done.append((position, began, point or "", step))
        for what in _counts_as(kind, step, name, before, at - began):
            days[(what[0], _day(began, zone), flow, what[1], what[2], point or "")] += 1
    yield many(SQL["add"], sorted((*where, times) for where, times in days.items()))
    yield many(SQL["counted"], done, apart=True)
    return len(rows)


def _counts_as(kind: str, step: str, name: str, before: str | None, lasted: int) -> list[tuple[str, str, str]]:
    if kind == "ordered":
        return []
    counts = [(kind, step, name)]
    if kind == "reached":
        counts.append(("passed", before or "", step))
    if kind == "ended":
        counts.append(("lasted", "", str(length_class(lasted))))
    return counts


def _win(rows: Sequence[Row]) -> Script[None]:
    """Put down whose arms were won by what these rows say."""
    won = [(row[1], row[2]) for row in rows if row[3] == "ordered" or (row[3] == "ended" and row[6] == CONVERTED)]
    if not won:
        return
    arms = yield query(SQL["arms"], listed(sorted({customer for customer, _ in won})))
    within = WON_WITHIN // timedelta(microseconds=1)
    wins = [
        (customer, at, flow, step, name, key, since)
        for customer, at in won
        for whose, since, flow, step, name, key in arms
        if whose == customer and since <= at <= since + within
    ]
    yield many(SQL["win"], wins)


def _day(at: int, zone: ZoneInfo) -> int:
    return moment(at).astimezone(zone).date().toordinal()
