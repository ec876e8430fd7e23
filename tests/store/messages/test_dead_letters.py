"""What came in and is not met by itself, or could not be read."""

from __future__ import annotations

from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.messages.dead_letters import Unreadable, hold, keep_unreadable
from tests.store.samples import NOON, lea, wrote


async def test_a_held_event_is_its_customers_and_waits_for_a_person(store: Store) -> None:
    await store.inbox.put([wrote("met long ago")])
    await hold(store.database, [wrote("met long ago"), wrote("from before"), wrote("from before")], "restored")
    assert await store.inbox.overdue(NOON) == 1
    [letter] = await store.inbox.dead()
    assert (letter.event_id, letter.customer, letter.traceback) == ("42 from before", customer_id_of(lea()), "restored")
    await store.inbox.revive(letter.event_id)
    assert await store.inbox.overdue(NOON) == 2


async def test_nothing_to_hold_is_nothing_done(store: Store) -> None:
    await hold(store.database, [], "restored")
    assert await store.inbox.dead() == []


async def test_a_delivery_is_a_dead_letter_from_the_start(store: Store) -> None:
    delivery = Unreadable(id="d" * 32, source="telegram", received_at=NOON, raw="{\0", fault="ValueError: cut")
    for _ in range(2):
        await keep_unreadable(store.database, delivery)
    [letter] = await store.inbox.dead()
    assert (letter.event_id, letter.customer, letter.traceback) == ("d" * 32, "", "ValueError: cut")
    assert letter.received_at == NOON
    assert await store.inbox.overdue(NOON) == 0
