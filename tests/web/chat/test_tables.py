"""The picture of a table, drawn for the visitor who was sent it."""

from __future__ import annotations

import pytest

from bot.channels.cutting.table_picture import png_of
from bot.model.address import Address
from bot.model.message import Media
from bot.model.table import Table
from bot.store import Store
from bot.web.chat.tables import url_of
from bot.web.doors import Doors
from tests.channels.cutting.tables import TABLE
from tests.web.doorway import Pen, app_of, client_of, open_doors

LEA = Address("web", "1" * 32)


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return open_doors(shop_store)


async def test_it_is_drawn_at_its_own_address_only(doors: Doors) -> None:
    pen = Pen(doors.store, doors.clock)
    part = await pen.says(LEA, "Que gardez-vous ?", media=Media("photo", "comparison.png", table=TABLE))
    plain = await pen.says(LEA, "Bonjour")
    async with client_of(app_of(doors)) as client:
        drawn = await client.get(url_of(part, doors))
        assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/png")
        assert drawn.content == png_of(TABLE)
        guessed = f"/chat/tables/{part}/{'0' * 32}.png"
        for address in (guessed, url_of(plain, doors), url_of("gone", doors)):
            assert (await client.get(address)).status_code == 404


async def test_what_can_not_be_drawn_is_not_there(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(table: Table) -> bytes:
        raise ValueError(table.title)

    monkeypatch.setattr("bot.web.chat.tables.png_of", breaks)
    part = await Pen(doors.store, doors.clock).says(LEA, "?", media=Media("photo", "comparison.png", table=TABLE))
    async with client_of(app_of(doors)) as client:
        assert (await client.get(url_of(part, doors))).status_code == 404
