"""What nobody was told of is told once; what was taken up since does not leave; alerts go with who they name."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.model.conversation import Handover
from bot.model.customer import Customer
from bot.model.effects import OpenHandover
from bot.model.parts import Accepted
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed
from bot.store.staff.staff_chats import message_to
from tests.store.samples import LEA, NOON, at, write
from tests.store.staff.test_staff_chats import with_staff


async def handed_over(store: Store, staff: str | None = None, answered: bool = False) -> None:
    handover = Handover(id="h1", team="magasin", reason="asked for", since=NOON, staff=staff, answered=answered)
    record = Record()
    record.handover(LEA, OpenHandover(id="h1", team="magasin", reason="asked for"), micros(NOON))
    record.customer(Customer(id=LEA, created_at=NOON, handover=handover, last_in=NOON), 1, micros(NOON))
    await write(store, record)


async def test_a_handover_is_told_of_once(store: Store) -> None:
    await with_staff(store)
    await store.team_promises.promise("magasin", timedelta(minutes=5))
    await handed_over(store)
    [one] = await store.staff_alerts.to_tell()
    assert (one.id, one.customer, one.team, one.reason, one.waits) == ("h1", LEA, "magasin", "asked for", True)
    assert one.due_at == NOON + timedelta(minutes=5)
    alert = message_to("camille", "7", "Léa attend", id_="alert:h1:camille", event="h1", now=NOON)
    for _ in range(2):
        await store.staff_alerts.tell(["h1"], [alert])
    assert await store.staff_alerts.to_tell() == []
    [claimed] = await store.outbox.claim(("telegram",), 5, NOON)
    assert not claimed.gate.is_over
    await store.outbox.settle(claimed.part, Accepted("p1"), NOON)
    await store.sending_counts.count(ZoneInfo("UTC"))
    assert await store.sending_counts.days(NOON.date(), NOON.date()) == []
    await store.erase(LEA, Keyed(b"k" * 32), "test", at(9))
    assert await store.outbox.get("alert:h1:camille") is None


async def test_what_staff_took_themselves_waits_for_nobody(store: Store) -> None:
    await handed_over(store, staff="theo", answered=True)
    assert [one.waits for one in await store.staff_alerts.to_tell()] == [False]
