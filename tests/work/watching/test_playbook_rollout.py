"""Everybody on a journey is told of a playbook that was published, a few at a time, each once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import msgspec

from bot.model.arrivals import Arrival
from bot.model.effects import RecordMove
from bot.model.events import Event, PlaybookPublished, ShopReported
from bot.playbook.compiled import Playbook
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.work.watching.playbook_rollout import AT_ONCE, SETTLES, PlaybookRollout
from tests.store.samples import NOON, lea, write
from tests.work.shop import Shop, playbook

PEOPLE = 2 * AT_ONCE + 3


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


async def people(store: Store) -> list[str]:
    """Put customers on a journey; return their ids."""
    record, customers = Record(), [customer_id_of(lea(number + 1)) for number in range(PEOPLE)]
    for customer in customers:
        move = RecordMove(id=customer, journey="purchase", stage="look", cause="x", direction="steady")
        record.move(customer, move, micros(NOON))
    await write(store, record)
    return customers


async def publish(store: Store, version: str, at: datetime) -> None:
    await store.playbooks.put(version, {}, "", at)
    await store.playbooks.make_current(version, at)


async def told(store: Store) -> Counter[tuple[str, str]]:
    """Return who was told of what, and how often."""
    rows = await store.database.read("SELECT customer, event FROM inbox")
    events = [(customer, msgspec.json.decode(event, type=Event)) for customer, event in rows]
    return Counter((customer, event.version) for customer, event in events if isinstance(event, PlaybookPublished))


async def meet_all(store: Store) -> None:
    await store.database.transact(_meet_all)


def _meet_all() -> Script[None]:
    yield once("UPDATE inbox SET state = 'done'")


async def test_everybody_is_told_once_in_portions(store: Store) -> None:
    customers, clock = await people(store), Clock()
    await publish(store, "v1", NOON)
    rollout = PlaybookRollout(store, clock=clock)
    await rollout.look()
    assert not await told(store), "a process may not have taken it up yet"
    clock.now += SETTLES
    counts = []
    for _ in range(5):
        await rollout.look()
        counts.append(len(await told(store)))
        await meet_all(store)
    assert counts == [AT_ONCE, 2 * AT_ONCE, PEOPLE, PEOPLE, PEOPLE]
    assert await told(store) == Counter({(customer, "v1"): 1 for customer in customers})


async def test_a_portion_waits_until_the_one_before_is_met(store: Store) -> None:
    await people(store)
    await publish(store, "v1", NOON - SETTLES)
    rollout = PlaybookRollout(store, clock=Clock())
    for _ in range(3):
        await rollout.look()
    assert len(await told(store)) == AT_ONCE


async def test_another_process_goes_on_where_the_first_was_stopped(store: Store) -> None:
    customers = await people(store)
    await publish(store, "v1", NOON - SETTLES)
    for _ in range(6):
        await PlaybookRollout(store, clock=Clock()).look()
        await meet_all(store)
    assert await told(store) == Counter({(customer, "v1"): 1 for customer in customers})


async def test_a_version_taken_back_is_told_of_again(store: Store) -> None:
    await people(store)
    clock = Clock()
    rollout = PlaybookRollout(store, clock=clock)
    for version in ("v1", "v2", "v1"):
        await publish(store, version, clock.now)
        clock.now += timedelta(hours=1)
        for _ in range(5):
            await rollout.look()
            await meet_all(store)
    assert set((await told(store)).values()) == {1, 2}
    assert sum((await told(store)).values()) == 3 * PEOPLE


def maps(silence: str = "") -> Playbook:
    stages = "journey: purchase\nstages: [look, compare]\nsignals:\n  - { on: x.compares, moves: compare }\n"
    return playbook(**{"flows/journeys/purchase.yaml": stages + silence})


async def test_a_silence_just_published_moves_a_customer_who_never_says_a_word_again(store: Store) -> None:
    shop, customer = Shop(store), customer_id_of(lea())
    shop.shelves.replace(maps())
    compares = ShopReported(id="e", name="x.compares")
    await store.inbox.put([Arrival(event=compares, received_at=shop.now, names=(lea(),), source="shop")])
    await shop.meet()
    await shop.meet(timedelta(days=40))
    newer = maps("  - { on: silence, after: 14 days, in: [compare], moves: look }\n")
    await publish(store, newer.version, shop.now)
    shop.shelves.replace(newer)
    shop.now += SETTLES
    rollout = PlaybookRollout(store, clock=lambda: shop.now)
    for _ in range(3):
        await rollout.look()
        await shop.meet()
    assert [one.stage for one in await store.journeys.of(customer)] == ["compare"]
    assert [due for _, due, _ in await store.inbox.planned(customer)] == [shop.now + timedelta(days=14)]
    await shop.meet(timedelta(days=14, minutes=1))
    assert [one.stage for one in await store.journeys.of(customer)] == ["look"]
