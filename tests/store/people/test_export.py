"""All that is held on a person, section by section."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.model.customer import Evidence, JourneyState, KnownAddress
from bot.model.effects import Decide, RecordConsent
from bot.model.events import MessageReceived
from bot.model.feedback import RecordFeedback
from bot.model.order import Order
from bot.model.parts import Accepted
from bot.store import Store
from bot.store.database.database import Database
from bot.store.database.script import Row, Script, once
from bot.store.database.times import micros
from bot.store.messages.archive import tidy_inbox
from bot.store.messages.record import Record
from bot.store.people import export as exporting
from bot.store.people.export import shown
from bot.store.shop.feedback import keep as keep_rating
from tests.store.samples import LEA, NOON, keep, known, lea, plan, planned, timer, write

KEYS = [
    *("customer", "addresses", "consents", "journeys", "orders", "carts", "feedback", "appointments"),
    *("messages", "planned", "ledger"),
]


async def _all(store: Store) -> dict[str, list[dict[str, Any]]]:
    return {name: [record async for record in records] async for name, records in store.export(LEA)}


async def _busy(store: Store) -> None:
    score = Evidence("choix", "answer.given", 2.0, NOON)
    journey = JourneyState(journey="achat", stage="choix", since=NOON, cause="first contact", evidence=(score,))
    gone = KnownAddress(address=lea(), reachable=False)
    customer = known(journeys=(journey,), feedback={"score": 9})
    orders = (Order(key="k", number="A7"),)
    await keep(store, type(customer)(id=LEA, created_at=NOON, addresses=(gone,), journeys=(journey,), orders=orders))
    record, now = Record(), micros(NOON)
    record.stands(type(customer)(id=LEA, created_at=NOON, journeys=(journey,)))
    record.orders.keep(LEA, orders[0], now)
    for number in range(3):
        words = Decide(
            id=f"d{number}", kind="sent", words=f"said {number}", rule="r", facts={"n": number}, version="v1"
        )
        record.decision(LEA, words, "e", now)
    proof = RecordConsent(
        id="c1", purpose="marketing", channel="sms", granted=True, wording="Je veux bien", version="v1",
        source="form", evidence="ticket 7", language="fr",
    )  # fmt: skip
    record.consent(LEA, proof, now)
    for number in range(3):
        record.heard(LEA, MessageReceived(id=f"m{number}", address=lea(), text=f"bonjour {number}"), now)
    keep_rating(record, LEA, RecordFeedback(id="f", key="f1", scale="nps", score=9, level="high", source="chat"), now)
    await write(store, record)
    await plan(store, planned("said"), planned("waits"))
    [taken] = await store.outbox.claim(("telegram",), 1, NOON)
    await store.outbox.settle(taken.part, Accepted("t1"), NOON)
    await store.inbox.put([timer("soon", NOON)])


@pytest.mark.parametrize("table", ["inbox", "events"])
async def test_an_event_that_leaves_the_inbox_meanwhile_is_there_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    await keep(store, known())
    await store.database.transact(_met)
    read = Database.read

    async def leaving(database: Database, sql: str, *values: object) -> list[Row]:
        rows = await read(database, sql, *values)
        if f"FROM {table} " in sql:
            monkeypatch.setattr(Database, "read", read)
            await tidy_inbox(store.database, NOON + timedelta(days=30), NOON)
        return rows

    found = []
    async for name, records in store.export(LEA):
        if name == "events":
            monkeypatch.setattr(Database, "read", leaving)
        found += [record["id"] async for record in records if name == "events"]
    assert found == [f"hello {LEA}"]


def _met() -> Script[None]:
    yield once("UPDATE inbox SET state = 'done', met_at = $1", micros(NOON))


async def test_everything_is_there_under_the_names_of_the_contract(store: Store) -> None:
    await _busy(store)
    held = await _all(store)
    assert set(KEYS) <= held.keys()
    assert held["customer"][0]["id"] == LEA
    assert held["customer"][0]["state"]["orders"] == [{"key": "k", "number": "A7"}]
    assert [(one["channel"], one["id"], one["reachable"]) for one in held["addresses"]] == [("telegram", "42", False)]
    assert [(one["wording"], one["evidence"], one["at"]) for one in held["consents"]] == [
        ("Je veux bien", "ticket 7", NOON.isoformat())
    ]
    assert [(one["stage"], one["cause"], one["evidence"][0][:3]) for one in held["journeys"]] == [
        ("choix", "first contact", ["choix", "answer.given", 2.0])
    ]
    assert [one["number"] for one in held["orders"]] == ["A7"]
    assert [one["text"] for one in held["messages"]] == ["bonjour 0", "bonjour 1", "bonjour 2", "text of said"]
    assert held["messages"][-1]["state"] == "accepted"
    assert [one["words"] for one in held["ledger"]] == ["said 0", "said 1", "said 2"]
    assert held["ledger"][2]["facts"] == {"n": 2}
    assert held["ledger"][2]["version"] == "v1"
    assert {one["id"] for one in held["planned"]} == {"soon", "waits", f"hello {LEA}"}


async def test_long_histories_come_a_page_at_a_time(store: Store, monkeypatch: Any) -> None:
    await _busy(store)
    whole = await _all(store)
    monkeypatch.setattr(exporting, "PAGE", 2)
    assert await _all(store) == whole


async def test_nobody_else_is_in_it(store: Store) -> None:
    await _busy(store)
    await plan(store, planned("other", chat=7))
    assert "other" not in str(await _all(store))


def test_a_row_is_shown_with_its_times_and_its_json() -> None:
    row = (micros(NOON), '{"a":1}', "[unfinished", None, "lea")
    assert shown(("at", "facts", "body", "error", "customer"), row) == {
        "at": NOON.isoformat(),
        "facts": {"a": 1},
        "body": "[unfinished",
    }
