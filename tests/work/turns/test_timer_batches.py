"""A batch of timers, met before they are claimed: the same turns as the usual way's, once, and never what changed."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.engine.advance import advance
from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested
from bot.store import Store, StoreUnavailable
from bot.store.database.identity import customer_id_of
from bot.work.turns import consumer, timer_batches, turn
from bot.work.turns.timer_batches import Batch, TimerBatches
from tests.store.samples import lea, wrote
from tests.work.shop import Shop

CHATS = range(100, 125)
HOUR = timedelta(hours=1, minutes=1)
REMINDER = "Still there?"
#: Fires what is due an hour on, in a process for each point where it is to be killed, and holds that it was. They are
#: forked: what takes a second is to load the program.
FIRE = """
import asyncio, os, signal, sys
from bot.crash_points import arm
from bot.store import Store
from tests.work.shop import Shop
from tests.work.turns.test_timer_batches import HOUR, make_groups_small
async def main(point):
    store = await Store.open(sys.argv[1])
    arm(point)
    await Shop(store).meet(HOUR)
    await store.close()
make_groups_small(setattr)
for point in sys.argv[2:]:
    child = os.fork()
    if child == 0:
        asyncio.run(main(point))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, point
"""


def make_groups_small(put: Any) -> None:
    put(turn, "GROUP", 4)
    put(consumer, "GROUP", 4)
    put(consumer, "LARGE", 6)
    put(consumer, "SMALL", 3)
    put(timer_batches, "SMALL", 3)
    put(timer_batches, "AT_ONCE", 2)


@pytest.fixture(autouse=True)
def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    make_groups_small(monkeypatch.setattr)


async def asked(store: Store, chats: Iterable[int] = CHATS) -> Shop:
    """Return a shop whose customers have been asked a question, and may be reminded of it in an hour."""
    shop = Shop(store)
    await store.inbox.put([wrote("/start", id=f"hello {chat}", chat=chat) for chat in chats])
    await shop.meet()
    asks = [(chat, FlowRequested(id=f"ask {chat}", flow="count")) for chat in chats]
    await store.inbox.put([Arrival(event=ask, received_at=shop.now, names=(lea(chat),)) for chat, ask in asks])
    await shop.meet()
    return shop


async def reminded(shop: Shop) -> list[int]:
    """Return how often each was reminded."""
    return [(await shop.heard(customer_id_of(lea(chat)))).count(REMINDER) for chat in CHATS]


async def kept(store: Store) -> list[Any]:
    """Return all that turns leave behind."""
    asked = (
        "SELECT id, state, version, met_at, flow, playbook, last_out FROM customers ORDER BY id",
        "SELECT id, customer, state, created_at, due_at, not_after, event, body FROM outbox ORDER BY id",
        "SELECT id, customer, at, event, kind, words, facts, outbox FROM ledger ORDER BY id",
        "SELECT id, customer, due_at, state, met_at FROM inbox ORDER BY id",
        "SELECT customer, folder, heard_at, last_at, last_by, last_kind, last_line FROM threads ORDER BY customer",
        "SELECT customer, at, kind, flow, step, event FROM flow_marks ORDER BY customer, at, kind, event",
    )
    return [[tuple(row) for row in await store.database.read(sql)] for sql in asked]


def batches_written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the sizes of the batches that are written from now on."""
    sizes: list[int] = []
    write = TimerBatches.write

    def counted(self: TimerBatches, batch: Batch) -> None:
        sizes.append(len(batch.customers))
        write(self, batch)

    monkeypatch.setattr(TimerBatches, "write", counted)
    return sizes


async def test_a_batch_of_reminders_leaves_what_the_usual_way_leaves(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, sizes = [], batches_written(monkeypatch)
    for group in (4, 1000):  # customers, without whom nobody is a batch
        path = shutil.copy(sqlite_template, tmp_path / f"{group}.db")
        store = await Store.open(f"sqlite:///{path}")
        shop = await asked(store)
        monkeypatch.setattr(consumer, "GROUP", group)
        await shop.meet(HOUR)
        left.append(await kept(store))
        assert await reminded(shop) == [1] * len(CHATS)
        assert await store.inbox.overdue(shop.now) == 0
        assert sum(sizes) == len(CHATS) - 4  # the first group told that there is a batch
        await store.close()
    assert left[0] == left[1]


async def test_every_reminder_goes_out_once_on_both_databases(store: Store) -> None:
    shop = await asked(store)
    await shop.meet(HOUR)
    assert await reminded(shop) == [1] * len(CHATS)
    await shop.meet(HOUR)
    assert await reminded(shop) == [1] * len(CHATS)


async def test_who_was_met_since_they_were_looked_at_is_left_out_and_the_others_are_not(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, sizes, meet = await asked(store), batches_written(monkeypatch), TimerBatches.meet

    async def while_another_is_quicker(self: TimerBatches, passing_over: set[str], at_most: int) -> Batch | None:
        batch = await meet(self, passing_over, at_most)
        if batch is not None:
            rest = everybody - {one.id for one in batch.customers[:2]}
            script = partial(turn.turns, shop.now, shop.shelves.shelf, (), shop.cutters, rest)
            assert len((await store.database.transact(script)).met) == 2
        return batch

    everybody = {customer_id_of(lea(chat)) for chat in CHATS}
    monkeypatch.setattr(TimerBatches, "meet", while_another_is_quicker)
    await shop.meet(HOUR)
    assert bool(sizes) == store.is_sqlite
    assert await reminded(shop) == [1] * len(CHATS)
    assert await store.inbox.overdue(shop.now) == 0


async def test_what_people_say_does_not_wait_for_all_timers(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await Store.open(sqlite_url)
    shop, sizes = await asked(store), batches_written(monkeypatch)
    before: list[int] = []
    tell = consumer.Consumer._tell_one

    def told(self: consumer.Consumer, met: turn.Met, took: float) -> None:
        if met.kind == "message.received":
            before.append(len(sizes))
        tell(self, met, took)

    async def while_some_write(self: TimerBatches, passing_over: set[str], at_most: int) -> Batch | None:
        batch = await meet(self, passing_over, at_most)
        await store.inbox.put([wrote("/start", chat=chat, when=shop.now) for chat in range(3)])
        return batch

    meet = TimerBatches.meet
    monkeypatch.setattr(TimerBatches, "meet", while_some_write)
    monkeypatch.setattr(consumer.Consumer, "_tell_one", told)
    await shop.meet(HOUR)
    assert await reminded(shop) == [1] * len(CHATS)
    assert len(before) == 3
    assert max(before) < len(sizes)
    await store.close()


async def test_a_batch_that_can_t_be_written_is_met_again(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await Store.open(sqlite_url)
    shop, written = await asked(store), TimerBatches._write
    faults = iter([OSError("disk full"), None, OSError("disk full")])

    def fails(self: TimerBatches, batch: Batch) -> Any:
        fault = next(faults, None)
        outcome = yield from written(self, batch)
        if fault is not None:
            raise StoreUnavailable("the database can't write just now") from fault
        return outcome

    monkeypatch.setattr(TimerBatches, "_write", fails)
    failed = 0
    while await store.inbox.overdue(shop.now + HOUR):
        try:
            await shop.meet(HOUR if not failed else timedelta())
        except StoreUnavailable:
            failed += 1
    assert failed == 2
    assert await reminded(shop) == [1] * len(CHATS)
    await store.close()


@pytest.mark.parametrize("point", ["turn.before_claim", "turn.after_claim", "turn.before_commit", "turn.after_commit"])
async def test_killed_among_a_batch_nobody_is_forgotten_and_nobody_reminded_twice(point: str, sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    await asked(store)
    await store.close()
    fired = [sys.executable, "-c", FIRE, sqlite_url, f"{point}:2", f"{point}:3"]  # the first group is met the usual way
    await asyncio.to_thread(subprocess.run, fired, check=True)
    store = await Store.open(sqlite_url)
    shop = Shop(store)
    await shop.meet(HOUR)
    assert await reminded(shop) == [1] * len(CHATS)
    assert await store.inbox.overdue(shop.now + HOUR) == 0
    await store.close()


async def test_a_fault_of_ours_among_a_batch_is_counted_and_keeps_nobody_else_from_their_turn(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await Store.open(sqlite_url)
    shop, unlucky = await asked(store), customer_id_of(lea(CHATS[7]))

    def fails(shelf: Any, customer: Any, event: Any) -> Any:
        if customer.id == unlucky:
            raise ZeroDivisionError("ours")
        return advance(shelf, customer, event)

    monkeypatch.setattr(turn, "advance", fails)
    await shop.meet(HOUR)
    assert await reminded(shop) == [int(chat != CHATS[7]) for chat in CHATS]
    [dead] = await store.inbox.dead()
    assert (dead.customer, dead.attempts) == (unlucky, turn.ATTEMPTS)
    await store.close()


async def test_batches_are_small_while_somebody_writes(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await Store.open(sqlite_url)
    shop, sizes = await asked(store), batches_written(monkeypatch)
    await shop.consumer._fast_path.meet([])  # as when a message comes in
    monkeypatch.setattr(consumer, "TALKING", 3600.0)
    await shop.meet(HOUR)
    assert await reminded(shop) == [1] * len(CHATS)
    assert set(sizes) == {3}
    await store.close()


async def test_stopping_waits_for_the_batch_that_is_being_written(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    shop, stop = await asked(store), asyncio.Event()
    shop.now += HOUR
    loop = asyncio.create_task(shop.consumer.run(stop))
    async with asyncio.timeout(30):
        while not shop.consumer._batches.in_flight:
            await asyncio.sleep(0)
        stop.set()
        await loop
    assert not shop.consumer._batches.in_flight
    times = await reminded(shop)
    assert times.count(1) + times.count(0) == len(CHATS)
    assert await store.inbox.overdue(shop.now) == times.count(0)
    await store.close()
