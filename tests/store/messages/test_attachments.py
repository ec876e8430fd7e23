"""What staff attached stands in their box until a message has it, whatever breaks off in between."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.model.arrivals import Arrival
from bot.model.events import StaffWrote
from bot.store import Store
from bot.store.messages.attachments import WAITS, Attachment
from bot.store.messages.later import SOURCE
from bot.store.people.erasing import Keyed
from bot.store.people.retention import Kept
from tests.store.samples import NOON, at, keep, known

BILL = Attachment(
    id="b" * 32, at=NOON, ref="staff/x/b.pdf", name="facture.pdf", kind="document", mime="application/pdf", size=9
)
PHOTO = replace(BILL, id="a" * 32, at=at(1), ref="staff/x/a.jpg", name="aroma.jpg", kind="photo", mime="image/jpeg")
LEA = known(1).id


async def box(store: Store) -> None:
    await keep(store, known(1))
    for one in (PHOTO, BILL, BILL):
        await store.attachments.keep(LEA, "theo", one)


async def test_files_stand_in_the_box_of_who_attached_them_in_order(store: Store) -> None:
    await box(store)
    assert await store.attachments.waiting(LEA, "theo", NOON) == [BILL, PHOTO]
    assert await store.attachments.waiting(LEA, "camille", NOON) == []
    assert await store.attachments.waiting(known(2).id, "theo", NOON) == []
    assert await store.attachments.waiting(LEA, "theo", NOON + 2 * WAITS) == []
    assert await store.attachments.get(BILL.id) == BILL
    assert await store.attachments.get("nothing") is None


async def test_a_message_takes_its_files_once_and_the_same_message_again(store: Store) -> None:
    await box(store)
    assert await store.attachments.take(LEA, "theo", [], "e1") == []
    assert await store.attachments.take(LEA, "theo", [PHOTO.id, BILL.id], "e1") == [PHOTO, BILL]
    wrote = StaffWrote(id="e1", text="", staff="theo")
    await store.inbox.put([Arrival(event=wrote, received_at=NOON, customer=LEA, source="console")])
    assert await store.attachments.waiting(LEA, "theo", NOON) == []
    assert await store.attachments.take(LEA, "theo", [PHOTO.id, BILL.id], "e1") == [PHOTO, BILL]
    assert await store.attachments.take(LEA, "theo", [BILL.id], "e2") is None
    assert await store.attachments.drop(LEA, "theo", BILL.id) == ""


async def test_files_whose_message_never_came_in_stand_in_the_box_again(store: Store) -> None:
    await box(store)
    await store.attachments.take(LEA, "theo", [BILL.id], "broken off")
    assert await store.attachments.waiting(LEA, "theo", NOON) == [BILL, PHOTO]
    assert await store.attachments.take(LEA, "theo", [BILL.id], "e2") == [BILL]


async def test_a_message_with_a_file_that_is_gone_takes_none(store: Store) -> None:
    await box(store)
    assert await store.attachments.drop(LEA, "camille", BILL.id) == "", "another's box"
    assert await store.attachments.drop(LEA, "theo", BILL.id) == BILL.ref
    assert await store.attachments.take(LEA, "theo", [PHOTO.id, BILL.id], "e1") is None
    assert await store.attachments.waiting(LEA, "theo", NOON) == [PHOTO]


async def test_a_message_that_is_called_off_gives_its_files_back(store: Store) -> None:
    await box(store)
    await store.attachments.take(LEA, "theo", [BILL.id], "later 1")
    wrote = StaffWrote(id="later 1", text="", staff="theo")
    await store.inbox.put([Arrival(event=wrote, received_at=NOON, customer=LEA, source=SOURCE, due_at=at(60))])
    assert await store.attachments.waiting(LEA, "theo", NOON) == [PHOTO]
    assert await store.later.call_off(LEA, "later 1")
    assert await store.attachments.waiting(LEA, "theo", NOON) == [BILL, PHOTO]


async def test_what_waits_too_long_is_forgotten_and_the_rest_with_the_transcript(store: Store) -> None:
    await box(store)
    await store.attachments.take(LEA, "theo", [BILL.id], "e1")
    wrote = StaffWrote(id="e1", text="", staff="theo")
    await store.inbox.put([Arrival(event=wrote, received_at=NOON, customer=LEA, source="console")])
    assert await store.attachments.forget_unsent(NOON + WAITS) == []
    assert await store.attachments.forget_unsent(NOON + WAITS + timedelta(minutes=1)) == [PHOTO.ref]
    await store.retention.forget(Kept(), NOON + timedelta(days=364))
    assert await store.attachments.get(BILL.id) == BILL
    await store.retention.forget(Kept(), NOON + timedelta(days=366))
    assert await store.attachments.get(BILL.id) is None


async def test_what_was_attached_is_exported_and_erased_with_its_customer(store: Store) -> None:
    await box(store)
    held = {name: [record async for record in records] async for name, records in store.export(LEA)}
    assert [record["name"] for record in held["attachments"]] == ["facture.pdf", "aroma.jpg"]
    await store.erase(LEA, Keyed(b"k" * 32), "camille", NOON)
    assert await store.attachments.get(BILL.id) is None
