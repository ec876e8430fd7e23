"""How long customers take for a stage."""

from __future__ import annotations

from datetime import timedelta

from bot.model.effects import RecordMove
from bot.store import Store
from bot.store.stage_times import AT_ONCE
from bot.store.times import micros
from bot.store.turns import Record
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
