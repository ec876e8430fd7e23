"""An alert of what somebody has taken up does not leave, and the ledger says nothing of it: it is of customers."""

from __future__ import annotations

from bot.store import Store
from bot.store.staff.staff_chats import message_to
from tests.store.samples import NOON
from tests.store.staff.test_staff_alerts import LEA, handed_over
from tests.store.staff.test_staff_chats import with_staff


async def test_what_was_taken_up_is_over(store: Store) -> None:
    await with_staff(store)
    await handed_over(store)
    people = ("camille", "theo")
    alerts = [message_to(p, p, "Léa attend", id_=f"alert:h1:{p}", event="h1", now=NOON) for p in people]
    await store.staff_alerts.tell(["h1"], alerts)
    await store.threads.assign(LEA, "theo")
    claimed = await store.outbox.claim(("telegram",), 1, NOON)
    claimed += await store.outbox.claim(("telegram",), 1, NOON)
    assert {one.part.id: one.gate.is_over for one in claimed} == {"alert:h1:camille": True, "alert:h1:theo": False}
    await store.outbox.drop(claimed[0].part, "somebody has taken it up", "alert over", NOON)
    assert await store.database.read("SELECT COUNT(*) FROM ledger") == [(0,)]
