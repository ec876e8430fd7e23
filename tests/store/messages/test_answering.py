"""The three dots, as the database knows them; on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import structs

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened, MessageReceived
from bot.model.parts import Accepted
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.answering import AT_MOST
from bot.store.messages.errands import SQL as ERRANDS
from tests.store.samples import NOON, at, plan, planned
from tests.web.doorway import Pen

LEA, TOM = Address("web", "1" * 32), Address("web", "2" * 32)


async def writes(store: Store, text: str = "bonjour", address: Address = LEA) -> None:
    event = MessageReceived(id=f"{address.id} {text}", address=address, text=text)
    await store.inbox.put([Arrival(event=event, received_at=NOON, names=(address,), source="web")])


async def is_known(store: Store) -> None:
    await writes(store, "earlier")
    await Pen(store, lambda: NOON).meets()


async def will_say(store: Store, due: datetime = NOON) -> None:
    part = planned("answer", address=LEA, due=due)
    await plan(store, structs.replace(part, customer=customer_id_of(LEA)))


async def test_an_answer_is_made_from_the_message_on_until_its_turn(store: Store) -> None:
    assert not await store.answering.to(LEA, at(1))
    await writes(store)
    assert await store.answering.to(LEA, at(1))
    assert not await store.answering.to(TOM, at(1))
    await Pen(store, lambda: at(1)).meets()
    assert not await store.answering.to(LEA, at(2))


async def test_and_as_long_as_a_part_is_leaving(store: Store) -> None:
    await is_known(store)
    await will_say(store)
    assert await store.answering.to(LEA, at(1))
    [one] = await store.outbox.claim(("web",), 1, at(1))
    assert await store.answering.to(LEA, at(1))
    await store.outbox.settle(one.part, Accepted("w1"), at(2))
    assert not await store.answering.to(LEA, at(2))


async def test_and_while_facts_for_it_are_fetched(store: Store) -> None:
    await is_known(store)
    await store.database.transact(lambda: _asked("emit", "e1"))
    assert not await store.answering.to(LEA, at(1))
    await store.database.transact(lambda: _asked("fetch", "e2"))
    assert await store.answering.to(LEA, at(1))
    assert not await store.answering.to(TOM, at(1))
    assert not await store.answering.to(LEA, NOON + AT_MOST + timedelta(seconds=1))
    await store.database.transact(lambda: _handed_over(customer_id_of(LEA)))
    assert not await store.answering.to(LEA, at(1))


async def test_what_is_planned_for_later_is_not_being_written(store: Store) -> None:
    await is_known(store)
    await will_say(store, due=at(600))
    assert not await store.answering.to(LEA, at(1))


async def test_nothing_is_coming_by_itself_while_the_thread_is_in_staffs_hands(store: Store) -> None:
    await writes(store)
    await store.database.transact(lambda: _handed_over(customer_id_of(LEA)))
    assert not await store.answering.to(LEA, at(1))


async def test_what_nobody_meets_promises_nothing_any_more(store: Store) -> None:
    await writes(store)
    assert not await store.answering.to(LEA, NOON + AT_MOST + timedelta(seconds=1))


async def test_a_visit_is_no_message(store: Store) -> None:
    opened = ChatOpened(id="opened", address=LEA)
    await store.inbox.put([Arrival(event=opened, received_at=NOON, names=(LEA,), source="web")])
    assert not await store.answering.to(LEA, at(1))


def _handed_over(customer: str) -> Script[None]:
    yield once("UPDATE customers SET team = 'shop' WHERE id = $1", customer)


def _asked(kind: str, errand: str) -> Script[None]:
    yield once(ERRANDS["ask"], errand, customer_id_of(LEA), kind, "{}", micros(NOON))
