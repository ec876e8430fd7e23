import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from bot.model.appointment import Appointment
from bot.model.conversation import Conversation, Handover
from bot.model.customer import Customer, PaceMet, Turn
from bot.model.effects import (
    CloseHandover,
    Decide,
    Emit,
    EndConversation,
    OpenHandover,
    RecordConsent,
    RecordMoment,
    RecordMove,
    SetTimer,
)
from bot.model.events import MessageReceived, TimerDue
from bot.model.offer import OffersMet
from bot.model.order import Order
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.claims import Waiting
from bot.store.messages.record import Record
from bot.store.people.personal import tables
from tests.store.samples import LEA, NOON, at, keep, known, lea, planned, timer, write, wrote

#: What is asked for in one turn, or in two of a group.
in_one_turn_or_two = pytest.mark.parametrize("turns", [1, 2])


def grouped(turns: Sequence[Record]) -> Record:
    group = Record()
    for turn in turns:
        group.take(turn)
    return group


async def due(store: Store) -> dict[str, datetime]:
    return {name: due for name, due, _ in await store.inbox.planned(customer_id_of(lea()))}


def set_for(name: str, seconds: float) -> SetTimer:
    return SetTimer(at(seconds), TimerDue(id=name, kind="start", set_by="turn", due_at=at(seconds)))


@in_one_turn_or_two
async def test_a_timer_set_and_dropped_in_one_group_never_exists(store: Store, turns: int) -> None:
    asked = [Record() for _ in range(turns)]
    asked[0].timer(customer_id_of(lea()), set_for("t", 5), micros(NOON))
    asked[-1].drop_timer("t")
    await write(store, grouped(asked))
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


async def test_a_row_has_what_is_asked_of_many_customers_at_once(store: Store) -> None:
    talk = Conversation(id="k", flow="advice", version="v1", step="s", started_at=NOON, purpose="reply")
    handover = Handover(id="h", team="care", reason="asked", since=NOON)
    for customer, row in (
        (known(conversations=(talk,), handover=handover), ["advice", "v1", "care"]),
        (known(), [None, None, None]),
    ):
        await keep(store, customer)
        [found] = await store.database.read("SELECT flow, playbook, team FROM customers")
        assert list(found) == row


async def test_of_a_customer_met_twice_in_one_group_the_last_row_counts(store: Store) -> None:
    await keep(store, known())
    record = Record()
    for version in (2, 3):
        record.customer(known(), version, version)
    await write(store, record)
    assert [row[0] for row in await store.database.read("SELECT version FROM customers")] == [3]


async def test_a_fault_is_counted_and_the_last_one_ends_the_event(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    read = "SELECT position, state, attempts, fault, met_at FROM inbox"
    for dead, found in ((False, ["waiting", 1, "no", None]), (True, ["dead", 2, "no", micros(NOON)])):
        [(position, *_)] = await store.database.read(read)
        row, record = Waiting(position, LEA, "e", "telegram", 0, 0, 0, 0, "{}", None), Record()
        record.failed(row, micros(NOON), "no", dead=dead)
        await write(store, record)
        [(_, *now)] = await store.database.read(read)
        assert now == found


async def test_an_event_that_follows_is_due_at_once_whatever_else_its_group_asks_for(store: Store) -> None:
    follows, later = Record(), Record()
    follows.event(LEA, TimerDue(id="next", kind="wait", set_by="e", due_at=NOON), "turn", micros(NOON))
    later.timer(LEA, set_for("later", 60), micros(NOON))
    group = grouped((follows, later))
    assert group.soonest_timer < micros(NOON)
    await write(store, group)
    assert (await due(store))["next"] < NOON


@in_one_turn_or_two
async def test_a_timer_is_moved_be_it_in_the_database_or_on_its_way_there(store: Store, turns: int) -> None:
    await store.inbox.put([timer("kept", at(60)), wrote("bonjour", id="message")])
    asked = [Record() for _ in range(turns)]
    asked[0].timer(LEA, set_for("new", 60), micros(NOON))
    asked[-1].move_timer("new", micros(at(7)))
    asked[-1].move_timer("kept", micros(at(8)))
    asked[-1].move_timer("message", micros(at(9)))
    group = grouped(asked)
    assert group.soonest_timer == micros(at(7))
    await write(store, group)
    assert await due(store) == {"new": at(7), "kept": at(8), "message": NOON}


@in_one_turn_or_two
async def test_a_timer_moved_and_dropped_in_one_group_is_dropped(store: Store, turns: int) -> None:
    await store.inbox.put([timer("kept", at(60))])
    asked = [Record() for _ in range(turns)]
    asked[0].move_timer("kept", micros(at(7)))
    asked[-1].drop_timer("kept")
    group = grouped(asked)
    assert group.soonest_timer == math.inf
    await write(store, group)
    assert await due(store) == {}


#: The rows of one such turn. A decision that tells of a question marks two things, an order a third.
ONE_ROW = (
    "addresses",
    "appointments",
    "consents",
    "conversations",
    "errands",
    "handovers",
    "inbox",
    "journeys",
    "ledger",
    "moments",
    "offers_met",
    "orders",
    "outbox",
    "paces_met",
    "stage_moves",
    "transcript",
    "unanswered",
)
ADDED = {**dict.fromkeys(ONE_ROW, 1), "flow_marks": 3, "threads": 0}


def of_everything(customer: Customer) -> Record:
    """A turn that asked for something of each kind."""
    who, now, record = customer.id, micros(NOON), Record()
    told = RecordConsent(
        id=f"c {who}",
        purpose="marketing",
        channel="telegram",
        granted=True,
        wording="Yes.",
        version="1",
        source="chat",
        evidence="",
        language="en",
    )
    asks = Decide(
        id=f"d {who}",
        kind="not_understood",
        words="",
        rule="understanding",
        flow="f",
        step="s",
        conversation=f"k {who}",
    )
    moved = RecordMove(id="m", journey="j", stage="new", cause="e", direction="forward")
    ends = EndConversation(conversation=f"k {who}", flow="f", version="v", outcome="done", started_at=NOON)
    hour = Appointment(key=f"a {who}", place="lyon", at=NOON, ends=at(60))
    paces = (PaceMet("j", "new", 3, timedelta(days=1), timedelta(days=2)),)
    record.addresses(who, (lea(int(customer.addresses[0].address.id) + 1000),), now)
    record.heard(who, MessageReceived(id=f"i {who}", address=customer.addresses[0].address, text="?"), now)
    record.part(planned(f"p {who}", chat=int(customer.addresses[0].address.id)))
    record.timer(who, SetTimer(at(60), TimerDue(id=f"t {who}", kind="wait", set_by="e", due_at=at(60))), now)
    record.decision(who, asks, f"e {who}", now)
    record.consent(who, told, now)
    record.handover(who, OpenHandover(id=f"h {who}", team="care", reason="asked"), now)
    record.given_back(CloseHandover(f"h {who}", "theo"), now)
    record.ended(who, ends, now)
    record.move(who, moved, now)
    record.moment(who, RecordMoment(id="n", journey="j", cause="e", change=0.1, value=0.6, rule="r", version="v"), now)
    record.order(who, Order(key=f"o {who}", milestones={"created": NOON}), now)
    record.appointments.keep(who, hour, now)
    record.errand(who, Emit(id=f"x {who}", name="x.y"), now)
    record.was_told(Turn(customer, (), paces=paces, offers=OffersMet({"aroma": None})), f"e {who}", now)
    record.customer(customer, 2, now)
    return record


async def rows_of(store: Store, customer: Customer) -> dict[str, list[str]]:
    """What each table has of them, without what is theirs alone: their names, and the places of rows."""
    found = {}
    for table, columns in (await tables(store.database)).items():
        told = ", ".join(column for column in columns if not column.endswith(("position", "identity")))
        rows = await store.database.read(f"SELECT {told} FROM {table} WHERE customer = $1", customer.id)
        found[table] = sorted(_anybodys(str(tuple(row)), customer) for row in rows)
    return {table: rows for table, rows in found.items() if rows}


def _anybodys(row: str, customer: Customer) -> str:
    return re.sub(rf"{customer.id}|\b(10)?{customer.addresses[0].address.id}\b", "*", row)


async def test_all_that_the_turns_of_a_group_asked_for_is_written(store: Store) -> None:
    alone, first, second = (known(chat) for chat in (71, 72, 73))
    for one in (alone, first, second):
        await keep(store, one)
    before = await rows_of(store, alone)
    await write(store, of_everything(alone))
    group = grouped([of_everything(one) for one in (first, second)])
    assert group.soonest_timer == micros(at(60))
    await write(store, group)
    found = await rows_of(store, alone)
    assert found == await rows_of(store, first) == await rows_of(store, second)
    assert {table: len(rows) - len(before.get(table, ())) for table, rows in found.items()} == ADDED
    assert not (found["threads"] == before["threads"] or "theo" not in str(found["handovers"]))
