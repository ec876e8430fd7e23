from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.model.conversation import Conversation
from bot.model.customer import Customer
from bot.model.effects import SetTimer
from bot.model.events import TimerDue
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.store.samples import NOON, at, keep, known, lea, timer, write, wrote


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
