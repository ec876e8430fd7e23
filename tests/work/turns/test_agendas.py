"""What is taken is filled into the event that asks for it, and kept with it, on both databases."""

from __future__ import annotations

import msgspec

from bot.model.events import AgendaAnswered, Event
from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.store.samples import NOON, lea
from tests.work.visiting import comes, open_door, presses


async def answers(store: Store, chat: int) -> list[AgendaAnswered]:
    met = await store.inbox.met(customer_id_of(lea(chat)), NOON)
    events = [msgspec.json.decode(one.event, type=Event) for one in met]
    return [event for event in events if isinstance(event, AgendaAnswered)]


async def test_the_event_is_kept_with_what_was_taken_and_whether_the_place_was_had(store: Store) -> None:
    async with open_door(store) as shop:
        await comes(shop, 1)
        await store.inbox.put([await presses(shop, 1, 0)])
        await shop.meet()
        await comes(shop, 2)
        first, claimed = await answers(store, 1)
        [second] = await answers(store, 2)
        assert (first.taken, first.claimed, first.claim) == ((), False, None)
        assert claimed.claim is not None and claimed.claimed
        assert [(one.at, one.count) for one in second.taken] == [(claimed.claim.at, 1)]
