"""How long customers take for a stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import floor
from random import Random

import pytest

from bot.model.customer import JourneyState
from bot.model.effects import RecordMove
from bot.playbook.compiled import Stage
from bot.rules.journey.pace import SHORTEST, Times, patience, ratio
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.reports.stage_times import AT_ONCE
from tests.store.samples import NOON, write

DAY = timedelta(days=1)


def left(record: Record, days: float, *, direction: str = "advancing", left: str = "look") -> None:
    move = RecordMove(
        id="m", journey="j", stage="buy", cause="x", direction=direction, left=left, entered=NOON if left else None
    )
    record.move("c", move, micros(NOON + days * DAY))


async def test_the_median_and_nine_in_ten_of_those_who_left_forward(store: Store) -> None:
    record = Record()
    for days in range(1, 101):
        left(record, days)
    left(record, 900, direction="receding")
    left(record, 900, left="")
    await write(store, record)
    assert await store.pacing.count() == 102
    (times,) = await store.pacing.all()
    assert (times.journey, times.stage, times.known) == ("j", "look", 100)
    assert abs(times.median - 50 * DAY) < 2 * DAY
    assert abs(times.slow - 90 * DAY) < 2 * DAY


async def test_each_move_counts_once_and_later_ones_are_added(store: Store) -> None:
    for expected, days in ((1, 10), (2, 30), (3, 50)):
        record = Record()
        left(record, days)
        await write(store, record)
        assert await store.pacing.count() == 1
        assert await store.pacing.count() == 0
        assert [one.known for one in await store.pacing.all()] == [expected]
    (times,) = await store.pacing.all()
    assert times.median == 30 * DAY


async def test_more_than_fit_in_one_transaction_are_all_counted(store: Store) -> None:
    record = Record()
    for _ in range(AT_ONCE + 1):
        left(record, 2)
    await write(store, record)
    assert await store.pacing.count() == AT_ONCE + 1


# beside a brute-force count of all

ERROR = 0.01  # of rank: how far the sketches may be off, beside the one customer that a rank jumps by
ROUNDED = 0.005
SHAPES: dict[str, Callable[[Random], float]] = {
    "as people take": lambda chance: chance.lognormvariate(1.5, 0.8),
    "two kinds of people": lambda chance: chance.choice((chance.gauss(2, 0.3), chance.gauss(40, 9))),
    "all within minutes, some for years": lambda chance: chance.paretovariate(0.4) / 1440,
    "all alike": lambda _: 3.0,
    "whole days": lambda chance: float(chance.randrange(1, 9)),
    "each longer than the one before": lambda _: 0.0,  # set below
}


def ranks(spans: list[timedelta], value: timedelta) -> tuple[float, float]:
    """Return the share of all that is shorter, and the share that is not longer."""
    return sum(one < value for one in spans) / len(spans), sum(one <= value for one in spans) / len(spans)


def near(spans: list[timedelta], value: timedelta, rank: float) -> bool:
    """Tell whether a value may stand at a rank, by the error that is allowed."""
    low, high = ranks(spans, value)
    allowed = ERROR + 1 / len(spans)
    return low - allowed <= rank <= high + allowed


def at_rank(spans: list[timedelta], rank: float) -> timedelta:
    return sorted(spans)[max(0, min(len(spans) - 1, floor(rank * len(spans))))]


async def learn(store: Store, spans: list[timedelta], chance: Random, stage: str) -> None:
    """Let customers leave a stage after these spans, counted in portions of any size."""
    rest = list(spans)
    while rest:
        record, some = Record(), chance.randrange(1, 400)
        for span in rest[:some]:
            left(record, span / DAY, left=stage)
        await write(store, record)
        await store.pacing.count()
        rest = rest[some:]


@pytest.mark.parametrize("known", [31, 400, 3000])
@pytest.mark.parametrize("shape", SHAPES)
async def test_a_sketch_is_right_to_one_in_a_hundred_and_stalled_and_ratio_with_it(
    store: Store, shape: str, known: int
) -> None:
    chance = Random(f"{shape} {known}")
    spans = [max(abs(SHAPES[shape](chance)), 1e-6) * DAY for _ in range(known)]
    if shape.startswith("each"):
        spans = [(place + 1) * timedelta(hours=1) for place in range(known)]
    await learn(store, spans, chance, "look")
    (times,) = await store.pacing.all()
    assert times.known == known
    assert near(spans, times.median, 0.5)
    assert near(spans, times.slow, 0.9)
    stages = (Stage(id="look", expected=DAY), Stage(id="buy"))
    paces = {("j", "look"): Times(times.known, times.median, times.slow)}
    for stay in sorted(chance.sample(spans, min(30, known))):
        longer_than = ranks(spans, stay)
        stalled = stay > (patience("j", stages[0], paces) or timedelta())
        allowed = ERROR + 1 / known
        assert longer_than[1] > 0.9 - allowed if stalled else longer_than[0] < 0.9 + allowed
        came = JourneyState(journey="j", stage="buy", began=NOON, since=NOON + stay, gained=1)
        times_as_fast = ratio(came, stages, paces, NOON + stay + SHORTEST)
        assert times_as_fast is not None
        slowest, fastest = (at_rank(spans, 0.5 + off) / max(stay, SHORTEST) for off in (-allowed, allowed))
        assert slowest - ROUNDED <= times_as_fast <= fastest + ROUNDED
