import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial

import pytest

from bot.model.events import MessageReceived
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.postgres import drive
from bot.store.database.script import Script, many
from bot.store.database.times import micros
from bot.store.messages import claims
from bot.store.messages.claims import ROWS, Claimed, Looked, Waiting, claim, event_of, in_order, look, standing
from bot.store.messages.record import Record
from tests.store.samples import NOON, at, keep, known, lea, timer, write, wrote


def waiting(name: str, ordinal: int, source: str = "telegram") -> Waiting:
    return Waiting(0, "c", name, source, ordinal, 0, 0, 0, "{}", None)


def test_what_a_provider_numbers_is_met_in_its_numbering_and_nothing_else_moves() -> None:
    rows = [waiting("b", 2), waiting("timer", 0, "timer"), waiting("a", 1), waiting("sms", 0, "sms"), waiting("c", 3)]
    assert [row.id for row in in_order(rows)] == ["a", "timer", "b", "sms", "c"]
    rows = [
        waiting("b", 2),
        waiting("z", 20, "twilio"),
        waiting("press", 0),
        waiting("a", 1),
        waiting("y", 10, "twilio"),
    ]
    assert [row.id for row in in_order(rows)] == ["a", "y", "press", "b", "z"]


async def claimed(
    store: Store,
    now: int = micros(at(3600)),
    passing_over: tuple[str, ...] = (),
    *,
    at_most: int = 64,
    timers: bool = True,
) -> Sequence[Claimed]:
    return (await store.database.transact(lambda: claim(now, at_most, passing_over, timers=timers))).customers


async def test_a_claim_brings_the_customers_with_due_events_and_these_in_order(store: Store) -> None:
    await store.inbox.put([wrote("second", ordinal=2), wrote("first", ordinal=1), timer("later", at(7200))])
    await store.inbox.put([wrote("other", chat=7)])
    found = {one.id: one for one in await claimed(store)}
    assert set(found) == {customer_id_of(lea()), customer_id_of(lea(7))}
    events = [event_of(row) for row in found[customer_id_of(lea())].waiting]
    assert [one.text for one in events if isinstance(one, MessageReceived)] == ["first", "second"]


async def test_customers_are_passed_over_when_asked(store: Store) -> None:
    await store.inbox.put([wrote("bonjour"), wrote("other", chat=7)])
    assert [one.id for one in await claimed(store, passing_over=(customer_id_of(lea()),))] == [customer_id_of(lea(7))]


def chats_of(claimed: Sequence[Claimed]) -> set[int]:
    return {chat for chat in range(100) if customer_id_of(lea(chat)) in {one.id for one in claimed}}


async def test_the_longest_waiting_are_claimed_first_whatever_they_are_called(store: Store) -> None:
    chats = range(20, 40)
    await store.inbox.put([wrote("bonjour", id=f"m{chat}", chat=chat, when=at(100 - chat)) for chat in chats])
    met: list[set[int]] = []
    while mine := await claimed(store, at_most=4):
        met.append(chats_of(mine))
        for one in mine:
            await store.database.transact(partial(done, one.waiting[0].id))
    assert met == [{39, 38, 37, 36}, {35, 34, 33, 32}, {31, 30, 29, 28}, {27, 26, 25, 24}, {23, 22, 21, 20}]


async def test_what_people_say_goes_before_timers_which_keep_a_quarter_of_the_places(store: Store) -> None:
    await store.inbox.put([timer(f"t{chat}", at(chat), chat=chat) for chat in range(50)])
    await store.inbox.put([wrote("bonjour", chat=chat, when=at(100)) for chat in (48, 70)])
    assert chats_of(await claimed(store, at_most=8)) == {48, 70, 0, 1, 2, 3, 4, 5}
    assert chats_of(await claimed(store, at_most=8, timers=False)) == {48, 70}
    await store.inbox.put([wrote("bonjour", chat=chat, when=at(100 + chat)) for chat in range(71, 90)])
    assert chats_of(await claimed(store, at_most=8)) == {48, 70, 71, 72, 73, 74, 0, 1}
    [both] = [one for one in await claimed(store, at_most=8) if one.id == customer_id_of(lea(48))]
    assert [row.id for row in both.waiting] == ["t48", "48 bonjour"]  # each customer's own in its order


async def test_who_is_held_by_another_worker_leaves_the_place_to_the_next_on_postgresql(postgres_url: str) -> None:
    store = await Store.open(postgres_url)
    await store.inbox.put([wrote("bonjour", chat=chat, when=at(chat)) for chat in range(12)])
    found = []
    async with AsyncExitStack() as stack:
        for _ in range(4):
            connection = await stack.enter_async_context(store.database.backend.pool.acquire())
            await stack.enter_async_context(connection.transaction())
            found.append(chats_of((await drive(connection, claim(micros(at(60)), 3, ()))).customers))
    assert found == [{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {9, 10, 11}]
    await store.close()


async def test_one_customer_s_flood_leaves_room_for_the_others(store: Store) -> None:
    await store.inbox.put([wrote(f"flood {n}", ordinal=n + 1) for n in range(100)])
    await store.inbox.put([wrote("quiet", chat=7, when=at(1))])
    found = {one.id: one for one in await claimed(store)}
    assert len(found[customer_id_of(lea())].waiting) == ROWS
    assert found[customer_id_of(lea())].more
    assert not found[customer_id_of(lea(7))].more
    await store.inbox.put([wrote(f"as many as go {n}", chat=8) for n in range(ROWS)])
    assert not {one.id: one for one in await claimed(store)}[customer_id_of(lea(8))].more


async def test_a_claim_says_whether_others_have_something_due(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.inbox.put([wrote("bonjour", chat=chat) for chat in (1, 2, 3)])

    async def whole(at_most: int, *passing_over: str) -> bool:
        found = await store.database.transact(lambda: claim(micros(at(60)), at_most, passing_over))
        assert not found.forwarded
        assert len(found.customers) == min(at_most, 3 - len(passing_over))
        return found.whole

    assert [await whole(most) for most in (1, 2, 3, 4)] == [False, False, True, True]
    assert [await whole(most, customer_id_of(lea(1))) for most in (1, 2)] == [False, True]
    monkeypatch.setattr(claims, "WINDOW", 2)  # rows of each kind: there may be more behind them
    found = await store.database.transact(lambda: claim(micros(at(60)), 64, ()))
    assert (len(found.customers), found.whole) == (2, False)


async def test_what_comes_for_somebody_who_is_another_by_now_waits_for_that_one(store: Store) -> None:
    await store.inbox.put([wrote("bonjour", chat=7), wrote("it is me too")])
    await store.database.transact(partial(becomes, customer_id_of(lea(7))))
    found = await store.database.transact(lambda: claim(micros(at(60)), 64, ()))
    assert (found.forwarded, [len(one.waiting) for one in found.customers]) == (True, [1])
    [one] = await claimed(store)
    assert [event_of(row).text for row in one.waiting] == ["bonjour", "it is me too"]


def becomes(other: str) -> Script[None]:
    yield many("UPDATE customers SET merged_into = $2 WHERE id = $1", [(customer_id_of(lea()), other)])


async def test_of_many_events_of_one_instant_the_first_to_come_are_claimed_wherever_their_rows_lie(
    store: Store,
) -> None:
    await store.inbox.put([wrote("x", id=f"{number:02}") for number in range(3 * ROWS)])
    moved = [(f"{number:02}",) for number in range(ROWS)]  # a dead letter that is revived is a new row to PostgreSQL

    def die() -> Script[None]:
        yield many("UPDATE inbox SET state = 'dead' WHERE id = $1", moved)

    await store.database.write(lambda _: die(), ((),))
    for (event,) in reversed(moved):
        await store.inbox.revive(event)
    [lea_] = await claimed(store)
    assert [row.id for row in lea_.waiting] == [event for (event,) in moved]


async def test_what_is_met_is_claimed_no_more_and_kept_for_a_replay(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    [one] = await claimed(store)
    record = Record()
    record.met(one.waiting[0], micros(at(1)))
    await write(store, record)
    assert await claimed(store) == []
    [event] = await store.inbox.met(one.id, NOON)
    assert (event.event_id, event.met_at) == ("42 bonjour", at(1))


async def test_two_workers_never_hold_one_customer_at_once_on_postgresql(postgres_url: str) -> None:
    store = await Store.open(postgres_url)
    await store.inbox.put([wrote("bonjour", chat=chat) for chat in range(50)])
    held: set[str] = set()
    met: list[str] = []
    backend = store.database.backend

    async def worker() -> None:
        while len(met) < 50:
            async with backend.pool.acquire() as connection, connection.transaction():
                mine = (await drive(connection, claim(micros(at(60)), 3, ()))).customers
                assert not held & {one.id for one in mine}
                held.update(one.id for one in mine)
                await asyncio.sleep(0)
                record = Record()
                for one in mine:
                    record.met(one.waiting[0], 1)
                await drive(connection, record.write())
                met.extend(one.id for one in mine)
            held.difference_update(one.id for one in mine)

    await asyncio.gather(*(worker() for _ in range(4)))
    assert sorted(met) == sorted(customer_id_of(lea(chat)) for chat in range(50))
    await store.close()


async def looked(store: Store, at_most: int = 64) -> Looked:
    return await store.database.look(lambda: look(micros(at(3600)), at_most, ()))


async def talk(store: Store, *chats: int) -> None:
    for chat in chats:
        await keep(store, known(chat))
        await store.database.transact(partial(done, f"hello {customer_id_of(lea(chat))}"))


def done(event: str) -> Script[None]:
    yield many("UPDATE inbox SET state = 'done' WHERE id = $1", [(event,)])


async def test_those_are_looked_at_of_whom_only_timers_are_due(store: Store) -> None:
    await talk(store, 42, 7, 8)
    await store.inbox.put(
        [timer("a", at(60)), timer("b", at(61)), timer("c", at(60), chat=7), timer("later", at(7200))]
    )
    assert await looked(store) == (await looked(store))
    found = {one.id: [row.id for row in one.waiting] for one in (await looked(store)).customers}
    assert found == {customer_id_of(lea()): ["a", "b"], customer_id_of(lea(7)): ["c"]}
    assert not (await looked(store)).brought
    await store.inbox.put([wrote("bonjour", chat=7, when=at(61)), wrote("new", chat=9, when=at(62))])
    some = await looked(store)
    assert [one.id for one in some.customers] == [customer_id_of(lea())]
    assert (some.brought, some.others) == (True, False)


async def test_who_was_never_met_is_another_by_now_or_has_too_much_is_not_met_by_a_look(store: Store) -> None:
    await talk(store, 42, 7, 8)
    await store.inbox.put([wrote("bonjour", chat=9, when=at(7200))])  # known, and not met
    await store.inbox.put([timer(f"t{chat}", at(60), chat=chat) for chat in (42, 7, 9)])
    await store.inbox.put([timer(f"many {number}", at(60), chat=8) for number in range(ROWS)])
    await store.database.transact(partial(becomes, customer_id_of(lea(7))))
    some = await looked(store)
    assert (chats_of(some.customers), some.brought, some.others) == ({7, 8}, False, True)
    await store.inbox.put([timer("one too many", at(60), chat=8)])
    assert chats_of((await looked(store)).customers) == {7}


async def test_the_longest_waiting_are_looked_at_first(store: Store) -> None:
    await talk(store, 1, 2, 3, 4)
    await store.inbox.put([timer(f"t{chat}", at(100 - chat), chat=chat) for chat in (1, 2, 3, 4)])
    assert {one.id for one in (await looked(store, 2)).customers} == {customer_id_of(lea(3)), customer_id_of(lea(4))}


async def test_who_is_not_as_they_were_looked_at_is_claimed_no_more(store: Store) -> None:
    chats = (1, 2, 3, 4, 5)
    await talk(store, *chats)
    await store.inbox.put([timer(f"t{chat}", at(60), chat=chat) for chat in chats])
    before = (await looked(store)).customers
    assert len(before) == 5

    def changed() -> Script[None]:
        yield from done("t1")
        yield many("UPDATE inbox SET due_at = $2 WHERE id = $1", [("t2", micros(at(7200)))])
        yield many("UPDATE customers SET version = version + 1 WHERE id = $1", [(customer_id_of(lea(3)),)])
        yield many("UPDATE customers SET merged_into = 'other' WHERE id = $1", [(customer_id_of(lea(4)),)])

    await store.database.transact(changed)
    still = await store.database.transact(lambda: standing(before, micros(at(3600))))
    assert [one.id for one in still] == [customer_id_of(lea(5))]
