"""Where customers stand, how they came there, and where they were met."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.customer import Customer, JourneyState
from bot.model.effects import Decide
from bot.model.events import MessageReceived
from bot.model.message import Value
from bot.store import Store, whereabouts
from bot.store.identity import customer_id_of
from bot.store.times import micros
from bot.store.turns import Record
from bot.store.whereabouts import Contact, Moved, Standing
from tests.store.samples import NOON, at, keep, lea, write, wrote

LEA = customer_id_of(lea())


async def test_everybody_is_somewhere_on_each_of_their_journeys(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whereabouts, "PAGE", 2)
    for chat in range(5):
        await store.inbox.put([wrote("bonjour", chat=chat)])
        places = (JourneyState(journey="coffee", stage="buys", since=NOON),)
        await keep(store, Customer(id=customer_id_of(lea(chat)), created_at=NOON, journeys=places))
    found = await store.whereabouts.standings()
    everybody = sorted(customer_id_of(lea(chat)) for chat in range(5))
    assert sorted(found, key=lambda one: one.customer) == [Standing(each, "coffee", "buys", NOON) for each in everybody]


async def test_moves_know_how_long_the_stage_had_lasted(store: Store) -> None:
    record = Record()
    for n, (left, stage) in enumerate([("", "looks"), ("looks", "buys"), ("buys", "drinks")]):
        facts: dict[str, Value] = {"journey": "coffee", "stage": stage, "cause": "…"} | ({"left": left} if left else {})
        decision = Decide(id=str(n), kind="moved", words="…", rule="…", facts=facts)
        record.decision(LEA, decision, "event", micros(at(60 * n)))
    record.decision(LEA, Decide(id="x", kind="sent", words="…", rule="…"), "event", micros(NOON))
    await write(store, record)
    assert await store.whereabouts.moves() == [
        Moved(LEA, "coffee", "looks", "buys", at(60), timedelta(minutes=1)),
        Moved(LEA, "coffee", "buys", "drinks", at(120), timedelta(minutes=1)),
    ]


async def test_contacts_are_read_from_a_time_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whereabouts, "PAGE", 2)
    record = Record()
    for n in range(6):
        record.heard(LEA, MessageReceived(id=str(n), address=lea(), text="…"), micros(at(n)))
    await write(store, record)
    assert [contact async for contact in store.whereabouts.contacts(at(1))] == [
        Contact(LEA, at(n), "in", "telegram") for n in range(1, 6)
    ]
