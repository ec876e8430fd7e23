"""What staff wrote for later waits in the inbox, and is taken back from there as long as it waits."""

from bot.model.arrivals import Arrival
from bot.model.events import StaffWrote
from bot.store import Store
from bot.store.messages.later import SOURCE
from tests.store.samples import NOON, at, keep, known


async def test_a_message_for_later_is_seen_until_it_is_called_off(store: Store) -> None:
    lea = known(1)
    await keep(store, lea)
    for number in (2, 1):
        event = StaffWrote(id=f"later {number}", text=f"Message {number}", staff="theo")
        due = at(60 * number)
        await store.inbox.put([Arrival(event=event, received_at=NOON, customer=lea.id, source=SOURCE, due_at=due)])
    assert [(one.text, one.at, one.staff) for one in await store.later.of(lea.id)] == [
        ("Message 1", at(60), "theo"),
        ("Message 2", at(120), "theo"),
    ]
    assert not await store.later.call_off(known(2).id, "later 1")
    assert await store.later.call_off(lea.id, "later 1")
    assert not await store.later.call_off(lea.id, "later 1")
    assert [one.id for one in await store.later.of(lea.id)] == ["later 2"]
