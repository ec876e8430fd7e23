"""Where customers and the shop meet: stage by channel, in and out, answered within the hour or not.

The clock takes messages in an hour after they were said, in the order of the transcript: then it is known whether
somebody answered, and no transaction that was under way is passed over. A report is therefore an hour behind, and says
so. Each message counts for each journey that the customer was on, in the stage of that moment.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, listed, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.reports.journey_reports import HOUR, day_of

SQL = statements("contacts")
UTC: Final = ZoneInfo("UTC")
AT_ONCE: Final = 500  # messages of one transaction
ANSWERED_WITHIN: Final = timedelta(hours=1)
#: How long after a message it is taken in: until it can't be answered in time any more, and a little.
BEHIND: Final = ANSWERED_WITHIN + timedelta(minutes=5)


class Cell(Struct, frozen=True):
    """The messages of a stage on a channel, one way; `answered` of those that came in."""

    stage: str
    channel: str
    way: Literal["in", "out"]
    messages: int
    answered: int


class Contacts(StoreSubject):
    """All raise `StoreUnavailable`."""

    async def count(self, now: datetime, zone: ZoneInfo = UTC, at_most: int = 20_000) -> int:
        """Take in messages that are old enough, up to some, by the days of a zone; return how many that were."""
        counted = 0
        while counted < at_most:
            taken = await self._database.transact(partial(_count, micros(now - BEHIND), zone))
            counted += taken
            if taken < AT_ONCE:
                break
        return counted

    async def cells(self, journey: str, since: datetime, until: datetime, scope: Sequence[str] = ()) -> list[Cell]:
        """Return the messages of a period, by stage, channel and way. `scope`: of these points of sale and of none."""
        values: list[object] = [journey, micros(since) // HOUR, micros(until) // HOUR]
        if scope:
            values.append(listed(["", *scope]))
        sql = SQL["cells"].format(scope="h.point_of_sale IN each($4)" if scope else "1 = 1")
        rows = await self._database.read(sql, *values)
        return [
            Cell(stage, channel, way, int(messages), int(answered)) for stage, channel, way, messages, answered in rows
        ]


class _Timelines:
    """On which journeys some customers were, and in which stage, at any time."""

    def __init__(self, moves: Sequence[Row], standings: Sequence[Row]) -> None:
        self._times: dict[str, dict[str, list[tuple[int, str]]]] = defaultdict(dict)
        self._began: dict[str, dict[str, str]] = defaultdict(dict)
        for customer, journey, left, stage, at in moves:
            if journey not in self._times[customer]:
                self._began[customer][journey] = left
            self._times[customer].setdefault(journey, []).append((at, stage))
        for customer, journey, stage, since in standings:
            self._times[customer].setdefault(journey, [(since, stage)])

    def at(self, customer: str, at: int) -> list[tuple[str, str]]:
        """Return journey and stage. A move in the turn of the message was its effect; who began by it was there."""
        found = []
        for journey, steps in self._times.get(customer, {}).items():
            place = bisect_left(steps, (at, ""))
            stage = steps[place - 1][1] if place else self._began[customer].get(journey, "")
            if not stage and steps[0][0] == at:
                stage = steps[0][1]
            if stage:
                found.append((journey, stage))
        return found


def _count(before: int, zone: ZoneInfo) -> Script[int]:
    kept = yield query(SQL["position"])
    rows = yield query(SQL["said"], int(kept[0][0]) if kept else 0, AT_ONCE)
    young = next((place for place, row in enumerate(rows) if row[2] >= before), len(rows))
    rows = rows[:young]
    if not rows:
        return 0
    who = listed(sorted({row[1] for row in rows}))
    times = _Timelines((yield query(SQL["moves"], who)), (yield query(SQL["standings"], who)))
    points = yield query(SQL["places"], who)
    place: dict[str, str] = {row[0]: row[1] for row in points}
    latest = max(row[2] for row in rows) + micros_of(ANSWERED_WITHIN)
    answers: Mapping[str, list[int]] = defaultdict(list)
    for customer, at in (yield query(SQL["answers"], who, min(row[2] for row in rows), latest)):
        answers[customer].append(at)
    contacts = [
        (customer, at, journey, stage, channel, way, int(way == "in" and _answered(answers.get(customer, ()), at)))
        for _, customer, at, way, channel in rows
        for journey, stage in times.at(customer, at)
    ]
    counts: Counter[tuple[object, ...]] = Counter()
    met: Counter[tuple[object, ...]] = Counter()
    for customer, at, journey, stage, channel, way, answered in contacts:
        key = (journey, day_of(at, zone), stage, channel, way, place.get(customer, ""))
        counts[key] += 1
        met[key] += answered
    yield many(SQL["keep"], contacts)
    yield many(SQL["add"], [(*key, count, met[key]) for key, count in sorted(counts.items())])
    yield query(SQL["move"], str(rows[-1][0]))
    return len(rows)


def _answered(answers: Sequence[int], at: int) -> bool:
    place = bisect_right(answers, at - 1)
    return place < len(answers) and answers[place] <= at + micros_of(ANSWERED_WITHIN)


def micros_of(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
