"""A person and the bot at one thread: whatever the order in which they come, never both talk from then on."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

from bot.model.arrivals import Arrival
from bot.model.events import Event, MessageReceived, StaffGaveBack, StaffTookOver, StaffWrote
from bot.model.parts import Accepted, RetryAt
from bot.store import Store
from tests.store.samples import LEA, NOON, lea
from tests.work.shop import Shop


def by_staff(event: Event) -> Arrival:
    return Arrival(event=event, received_at=NOON, customer=LEA, source="console")


def says(text: str, number: int = 0) -> Arrival:
    event = MessageReceived(id=f"m{number} {text}", address=lea(), text=text)
    return Arrival(event=event, received_at=NOON, names=(lea(),), source="telegram")


async def states(store: Store) -> list[tuple[str, str]]:
    return [(part.body.text, part.state) for part in await store.outbox.of_customer(LEA)]


async def test_what_the_bot_was_about_to_answer_does_not_leave_once_a_person_writes(store: Store) -> None:
    shop = Shop(store)
    await store.inbox.put([says("/start")])
    await shop.meet()
    waiting = [text for text, state in await states(store) if state == "queued"]
    assert waiting
    await store.inbox.put([by_staff(StaffWrote(id="s", text="Ici Théo.", staff="theo"))])
    await shop.meet()
    assert await states(store) == [*((text, "dropped") for text in waiting), ("Ici Théo.", "queued")]
    await store.inbox.put([says("/help")])
    await shop.meet()
    assert [text for text, state in await states(store) if state == "queued"] == ["Ici Théo."]
    notes = [entry for entry in await store.ledger.of(LEA, NOON) if entry.rule == "staff" and entry.kind == "not_sent"]
    assert len(notes) == len(waiting)


async def test_what_was_being_sent_is_the_sender_s_and_the_bot_speaks_again_once_it_has_the_thread(
    store: Store,
) -> None:
    shop = Shop(store)
    await store.inbox.put([says("/start")])
    await shop.meet()
    [under_way, *_] = await store.outbox.claim(("telegram",), 1, shop.now)
    await store.inbox.put([by_staff(StaffTookOver(id="t", staff="theo"))])
    await shop.meet()
    await store.outbox.settle(under_way.part, Accepted("1"), shop.now)
    assert (under_way.part.body.text, "accepted") in await states(store)
    await store.inbox.put([by_staff(StaffGaveBack(id="g", staff="theo"))])
    await shop.meet()
    await store.inbox.put([says("/help", 2)])
    await shop.meet()
    assert any(state == "queued" for _, state in await states(store))


async def test_what_the_provider_found_too_fast_is_silenced_too_and_the_ledger_tells_only_of_what_was(
    store: Store,
) -> None:
    shop = Shop(store)
    await store.inbox.put([says("/start")])
    await shop.meet()
    [tried, *_] = await store.outbox.claim(("telegram",), 1, shop.now)
    await store.outbox.settle(tried.part, RetryAt(shop.now, "too fast"), shop.now)
    await store.inbox.put([says("/help")])
    await shop.meet()
    [under_way] = await store.outbox.claim(("telegram",), 1, shop.now)
    await store.inbox.put([by_staff(StaffWrote(id="s", text="Ici Théo.", staff="theo"))])
    await shop.meet()
    assert under_way.part.id == tried.part.id
    await store.outbox.settle(under_way.part, RetryAt(shop.now, "too fast again"), shop.now)
    silenced = {part.id for part in await store.outbox.of_customer(LEA) if part.state == "dropped"}
    notes = [entry for entry in await store.ledger.of(LEA, NOON) if entry.rule == "staff" and entry.kind == "not_sent"]
    assert {note.outbox for note in notes} == silenced
    assert under_way.part.id not in silenced
    await store.inbox.put([by_staff(StaffWrote(id="s2", text="Me voilà.", staff="theo"))])
    await shop.meet()
    assert (under_way.part.body.text, "dropped") in await states(store)


async def test_in_a_race_of_a_customer_a_person_and_the_sender_nothing_of_the_bot_leaves_after_the_person(
    store: Store,
) -> None:
    shop, chance = Shop(store), random.Random(7)
    await store.inbox.put([says("/start")])
    await shop.meet()
    left: list[str] = []

    async def sends() -> None:
        for _ in range(40):
            for one in await store.outbox.claim(("telegram",), 5, shop.now + timedelta(minutes=1)):
                await asyncio.sleep(chance.uniform(0, 0.004))
                left.append(one.part.body.text)
                await store.outbox.settle(one.part, Accepted(f"p{one.part.position}"), shop.now)
            await asyncio.sleep(chance.uniform(0, 0.004))

    async def talks() -> None:
        for number in range(8):
            await store.inbox.put([says("/help", number + 10)])
            await shop.consumer.drain()
            await asyncio.sleep(chance.uniform(0, 0.01))

    async def steps_in() -> None:
        await asyncio.sleep(0.02)
        await store.inbox.put([by_staff(StaffWrote(id="s", text="Ici Théo.", staff="theo"))])

    await asyncio.gather(sends(), talks(), steps_in())
    await shop.meet()
    await sends()
    assert left.count("Ici Théo.") == 1
    assert left[-1] == "Ici Théo."
