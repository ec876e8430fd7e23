"""What a clock that was ahead put down is due when it has been set back; what was planned keeps its hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import msgspec

from bot.model.effects import Fetch
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Parameters, Script, many
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.messages.set_back import bring_forward
from tests.store.samples import NOON, lea, plan, planned, timer, write, wrote

HOUR = timedelta(hours=1)
AHEAD = NOON + 5 * HOUR


async def set_back(store: Store, now: datetime = NOON) -> None:
    await store.database.transact(partial(bring_forward, micros(now)))


async def test_what_customers_wrote_is_due_and_what_was_planned_is_not(store: Store) -> None:
    later = msgspec.structs.replace(wrote("at six", when=AHEAD), due_at=AHEAD + HOUR)
    await store.inbox.put([wrote("hello", when=AHEAD), later, timer("remind", AHEAD)])
    assert await store.inbox.overdue(NOON) == 0
    await set_back(store)
    assert {id_: due for id_, due, _ in await store.inbox.planned(customer_id_of(lea()))} == {
        "42 hello": NOON,
        "42 at six": AHEAD + HOUR,
        "remind": AHEAD,
    }


async def test_answers_and_what_is_tried_again_leave_now(store: Store) -> None:
    parts = [planned("at once", chat=1), planned("tomorrow", chat=2, due=AHEAD + HOUR), planned("tried", chat=3)]
    await plan(
        store, *(msgspec.structs.replace(part, created_at=AHEAD, due_at=max(AHEAD, part.due_at)) for part in parts)
    )
    await store.database.write(_tried, [("tried", micros(AHEAD + HOUR))])
    await set_back(store)
    claimed = await store.outbox.claim(("telegram",), 10, NOON)
    assert {one.part.id for one in claimed} == {"at once", "tried"}


def _tried(rows: Sequence[Parameters]) -> Script[None]:
    yield many("UPDATE outbox SET attempts = 1, due_at = $2 WHERE id = $1", rows)


async def test_errands_are_run_now(store: Store) -> None:
    record = Record()
    fetch = Fetch(id="fetch", conversation="c", method="GET", url="https://shop.example/stock")
    record.errand(customer_id_of(lea()), fetch, micros(AHEAD))
    await write(store, record)
    assert await store.errands.due(NOON) == []
    await set_back(store)
    assert [errand.id for errand in await store.errands.due(NOON)] == ["fetch"]


async def test_with_a_clock_that_is_right_nothing_moves(store: Store) -> None:
    await plan(store, planned("tomorrow", due=AHEAD))
    await store.inbox.put([timer("remind", AHEAD)])
    await set_back(store)
    assert await store.outbox.claim(("telegram",), 10, NOON) == []
    assert await store.inbox.overdue(NOON) == 0
