"""Erasing at a terminal."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.channels.files.file_shelf import FileShelf
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened
from bot.store import Store
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import NOON

__all__ = ["says"]

VISITOR = Address("web", "1" * 32)


async def _visit(file: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")
    opened = ChatOpened(id="o", address=VISITOR)
    await store.inbox.put([Arrival(event=opened, received_at=NOON, names=(VISITOR,), source="web")])
    await store.close()


def test_a_customer_goes_with_their_photos(says: Says, tmp_path: Path) -> None:
    says("migrate")
    asyncio.run(_visit(tmp_path / "parcours.db"))
    shelf = FileShelf(tmp_path / "parcours.db.photos")
    shelf.keep(VISITOR.id, "a" * 32, b"photo")
    shelf.keep("2" * 32, "a" * 32, b"another's")
    code, told, _ = says("erase", VISITOR.id)
    assert (code, "addresses 1" in told, "files 1" in told) == (0, True, True)
    assert [file.parent.name for file in (tmp_path / "parcours.db.photos").glob("*/*.jpg")] == ["2" * 32]
    code, _, told = says("erase", VISITOR.id)
    assert (code, "nobody is known" in told) == (1, True)
