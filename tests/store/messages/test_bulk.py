"""What was lived in one go is written as if it had happened one thing after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.address import Address
from bot.model.events import MessageReceived
from bot.model.message import Reading
from bot.model.parts import Accepted, Part, PartBody, Report, Unknown
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.bulk import Portion, handovers_of, write_all
from bot.store.messages.part_rows import Planned

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
LEA = Address("sms", "+33639980001")


def planned(name: str) -> Planned:
    return Planned(
        id=name,
        customer="c",
        address=LEA,
        body=PartBody("Bonjour"),
        purpose="reply",
        created_at=NOON,
        due_at=NOON,
        event="e",
    )


def tried(name: str, attempts: int = 1) -> Part:
    return Part(
        id=name,
        customer="c",
        address=LEA,
        body=PartBody("Bonjour"),
        purpose="reply",
        position=0,
        created_at=NOON,
        due_at=NOON,
        attempts=attempts,
    )


async def test_a_message_that_left_is_in_the_transcript_with_its_state(store: Store) -> None:
    first, second = Portion(), Portion()
    first.arrives("c", (LEA,), NOON)
    first.met(
        "c", MessageReceived(id="e", address=LEA, text="bonjour"), Reading(reader="test"), "twilio", NOON, micros(NOON)
    )
    for name in ("p1", "p2", "p3"):
        first.record.part(planned(name))
    first.settled(tried("p1"), Accepted("x1"), NOON)
    first.settled(tried("p2"), Unknown("time-out"), NOON)
    second.reported(Report(part="p1", provider_id="x1", state="delivered", at=NOON + timedelta(seconds=3)))
    second.sent_once_more(tried("p2"), NOON + timedelta(seconds=90))
    second.settled(tried("p2", 2), Unknown("time-out"), NOON + timedelta(seconds=91))
    second.abandoned(tried("p2", 2), "uncertain again", NOON + timedelta(seconds=200))
    second.dropped(tried("p3"), "too late", "hours", NOON)
    await store.database.transact(lambda: write_all([first, second]))
    assert await store.outbox.counts() == {"delivered": 1, "abandoned": 1, "dropped": 1}
    assert [row[0] for row in await store.database.read("SELECT source FROM transcript")] == ["p1"]
    [met] = await store.inbox.met("c", NOON)
    assert (met.event_id, met.met_at, met.reading is not None) == ("e", NOON, True)
    assert await store.customers.whose(LEA) == "c"
    assert await handovers_of(store.database) == []
