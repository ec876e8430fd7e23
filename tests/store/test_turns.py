import asyncio
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.model.conversation import Conversation
from bot.model.customer import Customer
from bot.model.effects import SetTimer
from bot.model.events import TimerDue
from bot.store import Store
from bot.store.identity import customer_id_of
from bot.store.script import Script, many
from bot.store.times import micros
from bot.store.turns import ROWS, Record, Waiting, claim, event_of, in_order
from tests.store.samples import NOON, at, keep, known, lea, timer, write, wrote


def waiting(name: str, ordinal: int, source: str = "telegram") -> Waiting:
    return Waiting(0, "c", name, source, ordinal, 0, 0, 0, "{}", None)


def test_what_a_provider_numbers_is_met_in_its_numbering_and_nothing_else_moves() -> None:
    rows = [waiting("b", 2), waiting("timer", 0, "timer"), waiting("a", 1), waiting("sms", 0, "sms"), waiting("c", 3)]
    assert [row.id for row in in_order(rows)] == ["a", "timer", "b", "sms", "c"]


async def claimed(store: Store, now: int = micros(at(3600)), passing_over: tuple[str, ...] = ()):
    return (await store.database.transact(lambda: claim(now, 64, passing_over))).customers


async def test_a_claim_brings_the_customers_with_due_events_and_these_in_order(store: Store) -> None:
    await store.inbox.put([wrote("second", ordinal=2), wrote("first", ordinal=1), timer("later", at(7200))])
    await store.inbox.put([wrote("other", chat=7)])
    found = {one.id: one for one in await claimed(store)}
    assert set(found) == {customer_id_of(lea()), customer_id_of(lea(7))}
    assert [event_of(row).text for row in found[customer_id_of(lea())].waiting] == ["first", "second"]


async def test_customers_are_passed_over_when_asked(store: Store) -> None:
    await store.inbox.put([wrote("bonjour"), wrote("other", chat=7)])
    assert [one.id for one in await claimed(store, passing_over=(customer_id_of(lea()),))] == [customer_id_of(lea(7))]


async def test_one_customer_s_flood_leaves_room_for_the_others(store: Store) -> None:
    await store.inbox.put([wrote(f"flood {n}", ordinal=n + 1) for n in range(100)])
    await store.inbox.put([wrote("quiet", chat=7, when=at(1))])
    found = {one.id: one for one in await claimed(store)}
    assert len(found[customer_id_of(lea())].waiting) == ROWS
    assert found[customer_id_of(lea())].more
    assert not found[customer_id_of(lea(7))].more


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


async def test_a_timer_set_and_dropped_in_one_group_never_exists(store: Store) -> None:
    first, second = Record(), Record()
    event = TimerDue(id="t", kind="wait", set_by="e", due_at=at(5))
    first.timer(customer_id_of(lea()), SetTimer(at(5), event), micros(NOON))
    second.drop_timer("t")
    first.take(second)
    await write(store, first)
    assert await store.inbox.planned(customer_id_of(lea())) == []


async def test_dropping_a_timer_leaves_messages_alone(store: Store) -> None:
    await store.inbox.put([wrote("bonjour"), timer("t", at(60))])
    record = Record()
    record.drop_timer("t")
    record.drop_timer("42 bonjour")
    await write(store, record)
    assert [row[0] for row in await store.inbox.planned(customer_id_of(lea()))] == ["42 bonjour"]


async def test_a_row_says_on_which_version_its_customer_talks_whether_a_turn_changed_that_or_not(store: Store) -> None:
    old = Conversation(id="k", flow="f", version="v1", step="s", started_at=NOON, purpose="reply")
    lone, one, two = known(), known(conversations=(old,)), known(conversations=(replace(old, version="v2"),))
    await keep(store, lone)
    told = []
    for before, after in ((lone, one), (one, replace(one, turns=2)), (one, two), (two, lone)):
        record = Record()
        record.customer(after, 2, 2, before)
        await write(store, record)
        [row] = await store.database.read("SELECT playbook, state FROM customers")
        told.append((row[0], msgspec.json.decode(row[1], type=Customer) == after))
    assert told == [("v1", True), ("v1", True), ("v2", True), (None, True)]


async def test_two_workers_never_hold_one_customer_at_once_on_postgresql(postgres_url: str) -> None:
    store = await Store.open(postgres_url)
    await store.inbox.put([wrote("bonjour", chat=chat) for chat in range(50)])
    held: set[str] = set()
    met: list[str] = []
    backend = store.database.backend

    async def worker() -> None:
        while len(met) < 50:
            async with backend.pool.acquire() as connection, connection.transaction():  # type: ignore[union-attr]
                from bot.store.postgres import drive

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


async def due(store: Store) -> dict[str, datetime]:
    return {name: due for name, due, _ in await store.inbox.planned(customer_id_of(lea()))}


def set_for(name: str, seconds: float) -> SetTimer:
    return SetTimer(at(seconds), TimerDue(id=name, kind="start", set_by="turn", due_at=at(seconds)))


async def test_a_timer_is_moved_be_it_in_the_database_or_on_its_way_there(store: Store) -> None:
    await store.inbox.put([timer("kept", at(60)), wrote("bonjour", id="message")])
    owner, group = customer_id_of(lea()), Record()
    first, second = Record(), Record()
    first.timer(owner, set_for("new", 60), micros(NOON))
    second.move_timer("new", micros(at(7)))
    second.move_timer("kept", micros(at(8)))
    second.move_timer("message", micros(at(9)))
    group.take(first)
    group.take(second)
    assert group.soonest_timer == micros(at(7))
    await write(store, group)
    assert await due(store) == {"new": at(7), "kept": at(8), "message": NOON}


async def test_a_timer_moved_and_dropped_in_one_group_is_dropped(store: Store) -> None:
    await store.inbox.put([timer("kept", at(60))])
    group, first, second = Record(), Record(), Record()
    first.move_timer("kept", micros(at(7)))
    second.drop_timer("kept")
    group.take(first)
    group.take(second)
    await write(store, group)
    assert await due(store) == {}
