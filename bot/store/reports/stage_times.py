"""How long customers take for a stage, as quantiles that are kept up to date with each move, never by looking at all.

A turn only appends its move. One process, the clock's, takes what was not counted yet into the sketch of each stage, a
t-digest of some kilobytes: a move costs the same after a thousand of them and after a million, and no turn waits
for another. What was counted is marked in the same transaction, so each move counts once, whatever fails; the moves by
the day (`journey_reports`) are written in it too.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from datasketches import tdigest_double
from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, listed, query
from bot.store.database.statements import statements
from bot.store.reports.journey_reports import Tallied, add_days

SQL = statements("stage_times")
UTC: Final = ZoneInfo("UTC")
AT_ONCE = 500  # moves of one transaction
PRECISION = 400  # some kilobytes: a quantile is right to one in a hundred of all, in rank; with 100 it was to three


class StageTimes(Struct, frozen=True):
    """How many left a stage of a journey forward, and how long they had been there: the median, nine in ten."""

    journey: str
    stage: str
    known: int
    median: timedelta
    slow: timedelta


class Pacing(StoreSubject):
    """The times of all stages."""

    async def count(self, zone: ZoneInfo = UTC) -> int:
        """Take in what has not been counted yet; return how many moves that were. Raises `StoreUnavailable`.

        Reports count moves by the days of `zone`, the shop's.
        """
        counted = 0
        while True:
            moves = await self._database.transact(partial(_count, zone))
            counted += moves
            if moves < AT_ONCE:
                return counted

    async def all(self) -> list[StageTimes]:
        """Return the times of each stage that somebody has left forward."""
        return [
            StageTimes(journey, stage, known, timedelta(microseconds=median), timedelta(microseconds=slow))
            for journey, stage, known, median, slow in await self._database.read(SQL["all"])
        ]


def _count(zone: ZoneInfo) -> Script[int]:
    rows = yield query(SQL["to_count"], AT_ONCE)
    if not rows:
        return 0
    lasted: dict[tuple[str, str], list[int]] = {}
    for _, journey, left, direction, span, *_ in rows:
        if left and direction == "advancing" and span is not None:
            lasted.setdefault((journey, left), []).append(span)
    for (journey, stage), spans in sorted(lasted.items()):
        known = yield query(SQL["sketch"], journey, stage)
        sketch = _with(known[0][0] if known else None, spans)
        quantiles = (round(sketch.get_quantile(rank)) for rank in (0.5, 0.9))
        text = b64encode(sketch.serialize()).decode()
        yield query(SQL["put"], journey, stage, sketch.get_total_weight(), *quantiles, text)
    places = yield query(SQL["places"], listed(sorted({row[7] for row in rows})))
    place: dict[str, str] = {row[0]: row[1] for row in places}
    yield from add_days(
        (
            Tallied(journey, at, left, stage, direction, place.get(customer, ""))
            for _, journey, left, direction, _, at, stage, customer in rows
        ),
        zone,
    )
    yield query(SQL["counted"], listed(row[0] for row in rows))
    return len(rows)


def _with(kept: str | None, spans: Sequence[int]) -> tdigest_double:
    sketch = tdigest_double(PRECISION) if kept is None else tdigest_double.deserialize(b64decode(kept))
    if sketch.k < PRECISION:  # of an earlier version
        finer = tdigest_double(PRECISION)
        finer.merge(sketch)
        sketch = finer
    for span in spans:
        sketch.update(float(span))
    return sketch
