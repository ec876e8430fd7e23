"""What nobody will ever see goes; what a message or a reply box has stays."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.files.file_shelf import FileShelf, ref_of_staff
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import MessageReceived
from bot.model.message import Media
from bot.store import Store
from bot.store.messages.attachments import Attachment
from bot.wiring.orphans import sweep_orphans
from tests.store.samples import NOON

VISITOR, CUSTOMER = "a" * 32, "c" * 32


def put(folder: Path, name: str, age: timedelta, owner: str = VISITOR) -> Path:
    file = folder / owner / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"a file")
    made = (NOON - age).timestamp()
    os.utime(file, (made, made))
    return file


async def shows(store: Store, ref: str, at: datetime) -> None:
    address = Address("web", VISITOR)
    event = MessageReceived(id=ref, address=address, text="", media=(Media("photo", ref),))
    await store.inbox.put([Arrival(event=event, received_at=at, names=(address,), source="web")])


def attached(name: str, at: datetime) -> Attachment:
    ref = ref_of_staff(CUSTOMER, name, "pdf")
    return Attachment(id=name, at=at, ref=ref, name="facture.pdf", kind="document", mime="application/pdf", size=6)


async def test_only_what_nobody_has_is_swept(store: Store, tmp_path: Path) -> None:
    days = timedelta(days=1)
    shown, orphan = put(tmp_path, "1" * 32 + ".jpg", 2 * days), put(tmp_path, "2" * 32 + ".jpg", 2 * days)
    young, old = put(tmp_path, "3" * 32 + ".jpg", days / 2), put(tmp_path, "4" * 32 + ".jpg", 30 * days)
    in_a_box = put(tmp_path, "5" * 32 + ".pdf", 2 * days, CUSTOMER)
    in_none = put(tmp_path, "6" * 32 + ".pdf", 2 * days, CUSTOMER)
    half, being_written = put(tmp_path, "7" * 32 + ".99.part", 2 * days), put(tmp_path, "8" * 32 + ".99.part", days / 2)
    await shows(store, f"web/{VISITOR}/{'1' * 32}.jpg", NOON - 2 * days)
    await store.attachments.keep(CUSTOMER, "camille", attached("5" * 32, NOON - 2 * days))
    assert await sweep_orphans(store, FileShelf(tmp_path), NOON) == 3
    assert [file.exists() for file in (orphan, in_none, half)] == [False, False, False]
    assert all(file.exists() for file in (shown, young, old, in_a_box, being_written))
    assert await sweep_orphans(store, FileShelf(tmp_path / "none"), NOON) == 0


async def test_a_file_that_went_with_a_message_that_never_came_in_is_forgotten(store: Store) -> None:
    for number, event in enumerate(("came in", "never came in", "long ago")):
        days = 20 if event == "long ago" else 4
        one = attached(str(number) * 32, NOON - timedelta(days=days))
        await store.attachments.keep(CUSTOMER, "camille", one)
        assert await store.attachments.take(CUSTOMER, "camille", [one.id], event) == [one]
    address = Address("web", VISITOR)
    came = MessageReceived(id="came in", address=address, text="bonjour")
    await store.inbox.put([Arrival(event=came, received_at=NOON, names=(address,), source="web")])
    assert await store.attachments.forget_unsent(NOON) == [ref_of_staff(CUSTOMER, "1" * 32, "pdf")]
