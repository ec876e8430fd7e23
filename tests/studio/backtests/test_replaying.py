"""Recorded events, put together again as they were met. The proof on a whole database is in `tests/simulation`."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from bot.model.arrivals import Arrival
from bot.model.effects import RecordMove, Send
from bot.model.events import MessageReceived, ShopReported
from bot.model.message import Reading
from bot.model.offer import Offer
from bot.playbook.compiled import Shelf
from bot.rules.journey.pace import ENOUGH
from bot.rules.order.orders import MOST_ORDERS
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.inbox import MetEvent
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed
from bot.studio.backtests.replaying import events_of, replay
from bot.understanding.shopping.sold_offers import SoldOffers
from bot.wiring.pacing import paces
from tests.store.samples import NOON, at, lea, write, wrote
from tests.work.shop import open_shop, playbook
from tests.work.turns.test_pairs import HOUR, ONE, TWO, both_ask, merge, undo


def row(name: str, text: str, *, seconds: int = 0, into: str | None = None, reading: Reading | None = None) -> MetEvent:
    event = MessageReceived(id=name, address=lea(), message_id=f"m{name}", text=text)
    read = msgspec.json.encode(reading).decode() if reading else None
    return MetEvent(name, msgspec.json.encode(event).decode(), read, at(seconds), into)


def test_messages_that_were_read_together_are_one_again_with_the_reading_of_the_whole() -> None:
    reading = Reading(language="fr", reader="r1")
    rows = [row("1", "Bonjour", into="3"), row("2", "vous livrez", into="3"), row("3", "à Nice ?", reading=reading)]
    [recorded] = events_of([*rows])
    event = recorded.event
    assert isinstance(event, MessageReceived)
    assert (event.id, event.text, event.earlier) == ("3", "Bonjour\nvous livrez\nà Nice ?", ("m1", "m2"))
    assert (event.reading, event.at) == (reading, NOON)


def test_events_are_stamped_with_the_instant_at_which_they_were_met() -> None:
    shop = ShopReported(id="s", name="x.seen")
    met = MetEvent("s", msgspec.json.encode(shop).decode(), None, at(5), None)
    assert [(one.event.id, one.event.at) for one in events_of([row("1", "Bonjour"), met])] == [
        ("1", NOON),
        ("s", at(5)),
    ]


def test_turns_come_one_upon_the_other() -> None:
    shelf = Shelf(current=playbook())
    turns = list(
        replay(shelf, {"lea": NOON}, {"lea": list(events_of([row("1", "stop"), row("2", "Bonjour", seconds=9)]))})
    )
    assert [turn.customer.turns for turn in turns] == [1, 2]
    assert all(turn.customer.opted_out_at == NOON for turn in turns)
    assert turns[0].effects


PATH = """
journey: purchase
title: Purchase
stages: [{ look: { expected: 3 days } }, { buy: { expected: 2 days } }]
signals: [{ on: x.buys, moves: buy }]
follow_ups: [{ start: nudge, on: journey.stalled }]
"""
NUDGE = """
flow: nudge
title: A word
purpose: service
steps:
  - if: journey.velocity_ratio > 1
    say: So fast.
  - say: Still looking?
"""
DAY = timedelta(days=1)


async def leavers(store: Store, many: int, days: int, now: datetime) -> None:
    """So many customers leave the first stage forward, after so many days."""
    record = Record()
    for number in range(many):
        move = RecordMove(
            id="m",
            journey="purchase",
            stage="buy",
            cause="x.buys",
            direction="advancing",
            left="look",
            entered=now - days * DAY,
        )
        record.move(f"{number}", move, micros(now))
    await write(store, record)
    await store.pacing.count()


VIEWED = """
flow: viewed
title: Seen
purpose: service
starts: [{ event: product.viewed }]
steps:
  - say: "{{ offer.name | default: 'It' }}: {{ offer.price | default: 0 | money }}"
"""


async def test_an_imported_offer_costs_in_a_replay_what_it_did_then(store: Store) -> None:
    book = playbook(**{"flows/conversations/viewed.yaml": VIEWED})
    volta = Offer(id="volta", name="Volta", price=Decimal("199.50"), stock={"": 3})
    async with open_shop(store) as shop:
        shop.shelves.replace(book)
        shop.shelves.sell(SoldOffers(book.offers, [volta], book.criteria))
        who = customer_id_of(lea())
        await store.inbox.put([wrote("/start")])
        await shop.meet(timedelta(minutes=1))
        seen = ShopReported(id="seen", name="product.viewed", data={"id": "volta"})
        await store.inbox.put([Arrival(event=seen, received_at=shop.now, names=(lea(),))])
        await shop.meet(timedelta(minutes=1))
        assert any("199.50" in said for said in await shop.heard(who))
        shop.shelves.sell(SoldOffers(book.offers, [replace(volta, price=Decimal(149))], book.criteria))
        document = await store.customers.get(who)
        assert document is not None
        met = await store.inbox.met(who, NOON)
        assert [one.event_id for one in met if one.offers is not None] == ["seen"]
        again = list(replay(shop.shelves.shelf, {who: document.created_at}, {who: list(events_of(met))}))
        assert again[-1].customer == document
        texts = [one.content.text for turn in again for one in turn.effects if isinstance(one, Send)]
        assert any("199.50" in text for text in texts)


async def test_what_others_took_for_a_stage_is_in_a_replay_what_it_was_then(store: Store) -> None:
    book = playbook(**{"flows/journeys/a.yaml": PATH, "flows/conversations/nudge.yaml": NUDGE})
    async with open_shop(store) as shop:
        shop.shelves.replace(book)
        await leavers(store, ENOUGH + 1, 7, shop.now)
        shop.shelves.pace(await paces(store))
        who = customer_id_of(lea())
        await store.inbox.put([wrote("/start")])
        await shop.meet(timedelta(minutes=1))
        await shop.meet(4 * DAY)
        assert "Still looking?" not in await shop.heard(who)
        await shop.meet(4 * DAY)
        assert "Still looking?" in await shop.heard(who)
        await leavers(store, 400, 30, shop.now)
        shop.shelves.pace(await paces(store))
        document = await store.customers.get(who)
        assert document is not None
        met = await store.inbox.met(who, NOON)
        assert sum(one.paces is not None for one in met) > 1
        again = list(replay(shop.shelves.shelf, {who: document.created_at}, {who: list(events_of(met))}))
        assert again[-1].customer == document


async def test_a_replay_knows_an_order_that_was_recalled_from_the_table(store: Store) -> None:
    """The document had let it go: the event is kept with the order that the turn was given."""
    async with open_shop(store) as shop:
        many = MOST_ORDERS + 3
        for number in [*range(1, many + 1), 1]:
            name = "order.paid" if shop.now > NOON + timedelta(minutes=many - 1) else "order.confirmed"
            event = ShopReported(id=f"{name} {number}", name=name, data={"id": str(number), "total": number})
            await store.inbox.put([Arrival(event=event, received_at=shop.now, names=(lea(),), source="shop")])
            await shop.meet(timedelta(minutes=1))
        customer = customer_id_of(lea())
        met = await store.inbox.met(customer, NOON)
        [recalled] = [one.event for one in events_of(met) if getattr(one.event, "recalled", None) is not None]
        assert isinstance(recalled, ShopReported) and recalled.name == "order.paid"
        now = await store.customers.get(customer)
        assert now is not None
        *_, last = replay(shop.shelves.shelf, {customer: now.created_at}, {customer: list(events_of(met))})
        assert (last.customer.orders, last.customer.facts) == (now.orders, now.facts)


async def test_two_who_were_taken_for_one_and_parted_are_run_again_together(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await shop.meet(HOUR)
        await store.inbox.put([wrote("Ten", id="ten", chat=2)])
        await shop.meet(HOUR)
        await store.inbox.put([undo()])
        await shop.meet(HOUR)
        await store.inbox.put([wrote("stop", id="stop", chat=2)])
        await shop.meet(HOUR)
        documents = {who: await store.customers.get(who) for who in (ONE, TWO)}
        made = {who: document.created_at for who, document in documents.items() if document is not None}
        events = {who: list(events_of(await store.inbox.met(who, NOON))) for who in made}
        again = list(replay(shop.shelves.shelf, made, events))
        assert {turn.customer.id: turn.customer for turn in again} == documents
        # By themselves the events of the other lead elsewhere: nothing in them tells how they were parted.
        assert list(replay(shop.shelves.shelf, {TWO: made[TWO]}, events))[-1].customer != documents[TWO]


async def test_who_was_erased_and_writes_again_has_nothing_of_an_earlier_merge(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await shop.meet(HOUR)
        await store.inbox.put([undo()])
        await shop.meet(HOUR)
        await store.erase(TWO, Keyed(b"k" * 32), "zoe", shop.now)
        erased = {TWO: shop.now}
        await shop.meet(HOUR)
        await store.inbox.put([wrote("/start", id="again", chat=2)])
        await shop.meet(HOUR)
        documents = {who: await store.customers.get(who) for who in (ONE, TWO)}
        made = {who: document.created_at for who, document in documents.items() if document is not None}
        events = {who: list(events_of(await store.inbox.met(who, NOON))) for who in made}
        again = {turn.customer.id: turn.customer for turn in replay(shop.shelves.shelf, made, events, erased)}
        known = documents[ONE]
        assert known is not None
        assert again[TWO] == documents[TWO]
        assert again[ONE].turns == known.turns - 2  # the merge and its undoing are forgotten with who was erased
