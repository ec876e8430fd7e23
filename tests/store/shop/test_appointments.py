"""Appointments as rows, written by real turns on both databases: one place is one customer's, kept and let go."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from msgspec.structs import replace

from bot.model.appointment import Appointment, AskAgenda
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script
from bot.store.people.erasing import Keyed
from bot.store.shop.appointments import AppointmentRows
from tests.store.samples import NOON, lea
from tests.work.shop import Shop
from tests.work.turns.test_pairs import merge, undo
from tests.work.visiting import comes, open_door, presses, rows, starts

ONE, TWO = (customer_id_of(lea(chat)) for chat in (1, 2))
HOUR = timedelta(hours=1)


async def books(shop: Shop, chat: int, place: int = 0) -> None:
    await shop.store.inbox.put([await presses(shop, chat, place)])
    await shop.meet()


async def test_a_place_is_one_customers_in_one_group_of_turns(store: Store) -> None:
    async with open_door(store) as shop:
        await comes(shop, 1, 2)
        await store.inbox.put([await presses(shop, 1, 0), await presses(shop, 2, 0)])
        await shop.meet()
        assert len(await rows(store, "customer")) == 1
        heard = {chat: (await shop.heard(customer_id_of(lea(chat))))[-1] for chat in (1, 2)}
        assert sorted(text.startswith("Booked") for text in heard.values()) == [False, True]
        lost = next(text for text in heard.values() if not text.startswith("Booked"))
        assert "just been taken" in lost
        loser = next(chat for chat, text in heard.items() if text == lost)
        await books(shop, loser)
        assert len(set(await rows(store, "starts_at"))) == 2


async def test_an_hour_is_moved_and_the_old_one_is_free_again(store: Store) -> None:
    async with open_door(store) as shop:
        await comes(shop, 1)
        await books(shop, 1)
        [(first,)] = await rows(store, "starts_at")
        await store.inbox.put([starts(1, "change")])
        await shop.meet()
        await books(shop, 1, 1)
        await books(shop, 1, 0)
        [(moved, status)] = await rows(store, "starts_at", "status")
        assert (moved != first, status) == (True, "booked")
        await comes(shop, 2)
        await books(shop, 2)
        assert sorted(at for (at,) in await rows(store, "starts_at")) == sorted((first, moved))


async def test_what_is_cancelled_stays_known_and_holds_no_place(store: Store) -> None:
    async with open_door(store) as shop:
        await comes(shop, 1)
        await books(shop, 1)
        await store.inbox.put([starts(1, "change")])
        await shop.meet()
        await books(shop, 1, 2)
        [(first, status)] = await rows(store, "starts_at", "status")
        assert status == "cancelled"
        await comes(shop, 2)
        await books(shop, 2)
        assert await rows(store, "starts_at") == [(first,), (first,)]


async def test_what_is_held_is_exported_and_erased_and_the_place_is_free(store: Store) -> None:
    async with open_door(store) as shop:
        await comes(shop, 1)
        await books(shop, 1)
        [(first,)] = await rows(store, "starts_at")
        held = {name: [one async for one in records] async for name, records in store.export(ONE)}
        [one] = held["appointments"]
        assert (one["place"], one["about"], one["status"]) == ("lyon", "visit", "booked")
        assert one["body"]["reference"]
        await store.erase(ONE, Keyed(b"k" * 32), "anna", NOON)
        assert await rows(store, "customer") == []
        await comes(shop, 2)
        await books(shop, 2)
        assert await rows(store, "starts_at") == [(first,)]


async def test_a_merge_takes_the_appointments_along_and_its_way_back_returns_them(store: Store) -> None:
    async with open_door(store) as shop:
        await comes(shop, 1, 2)
        await books(shop, 1)
        await books(shop, 2, 1)
        await store.inbox.put([merge()])
        await shop.meet()
        assert await rows(store, "customer") == [(ONE,), (ONE,)]
        whole = await store.customers.get(ONE)
        assert whole is not None and len(whole.appointments) == 2
        await store.inbox.put([undo()])
        await shop.meet()
        assert await rows(store, "customer", "made_by") == sorted([(ONE, ONE), (TWO, TWO)])
        for id_ in (ONE, TWO):
            side = await store.customers.get(id_)
            assert side is not None and len(side.appointments) == 1


def claim(number: int) -> AskAgenda:
    one = Appointment(key=f"key {number}", place="lyon", at=NOON, ends=NOON + HOUR, about="visit")
    return AskAgenda(
        id=f"claim {number}",
        conversation="",
        place="lyon",
        about="visit",
        since=NOON,
        until=NOON + HOUR,
        claim=one,
        capacity=3,
    )


async def test_many_workers_at_once_give_no_place_twice(store: Store) -> None:
    def claiming(number: int) -> Script[None]:
        mine = AppointmentRows()
        mine.claim(f"customer {number}", claim(number), number)
        yield from mine.write()

    await asyncio.gather(*(store.database.transact(partial(claiming, number)) for number in range(16)))
    assert len(await rows(store, "key")) == 3


async def test_claims_of_a_group_are_met_in_their_order_after_what_is_let_go(store: Store) -> None:
    first, second = AppointmentRows(), AppointmentRows()
    for number in range(4):
        first.claim(f"customer {number}", claim(number), number)
    await store.database.transact(first.write)
    assert [key for (key,) in await rows(store, "key")] == ["key 0", "key 1", "key 2"]
    mine = claim(1).claim
    assert mine is not None
    second.claim("customer 4", claim(4), 5)
    gone = AppointmentRows()
    gone.keep("customer 1", replace(mine, status="cancelled"), 5)
    second.take(gone)
    await store.database.transact(second.write)
    assert await rows(store, "key", "status") == [
        *(("key 0", "booked"), ("key 1", "cancelled"), ("key 2", "booked"), ("key 4", "booked")),
    ]
