"""Deliveries that nobody could read."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store import Store
from bot.store.unreadable import Unreadable, keep

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def test_a_delivery_is_a_dead_letter_from_the_start(store: Store) -> None:
    delivery = Unreadable(id="d" * 32, source="telegram", received_at=NOW, raw="{\0", fault="ValueError: cut")
    for _ in range(2):
        await keep(store.database, delivery)
    [letter] = await store.inbox.dead()
    assert (letter.event_id, letter.customer, letter.traceback) == ("d" * 32, "", "ValueError: cut")
    assert letter.received_at == NOW
    assert await store.inbox.overdue(NOW) == 0
