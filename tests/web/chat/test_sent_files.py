"""What staff sent to a visitor of the web chat, given to who was sent it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.files import file_kinds as kinds
from bot.channels.files.file_shelf import FileShelf
from bot.model.address import Address
from bot.model.message import Media
from bot.store import Store
from bot.web.chat.sent_files import url_of
from bot.web.doors import Doors
from tests.web.doorway import Pen, app_of, client_of, open_doors
from tests.web.pictures import picture
from tests.web.test_sent_files import LEA, PDF, kept


@pytest.fixture
def doors(shop_store: Store, tmp_path: Path) -> Doors:
    return open_doors(shop_store, shelf=FileShelf(tmp_path))


VISITOR = Address("web", "1" * 32)


async def test_in_the_web_chat_a_file_is_given_to_who_was_sent_it(doors: Doors) -> None:
    one, photo = await kept(doors), await kept(doors, picture(), kinds.JPEG, "aroma.jpg")
    pen = Pen(doors.store, doors.clock)
    bill = await pen.says(VISITOR, "Voici.", media=Media("document", one.ref, name=one.name, mime=one.mime))
    shown = await pen.says(VISITOR, "", media=Media("photo", photo.ref, name=photo.name, mime=photo.mime))
    plain = await pen.says(VISITOR, "Bonjour")
    async with client_of(app_of(doors)) as client:
        given = await client.get(url_of(bill, doors))
        assert given.content == PDF
        assert given.headers["content-disposition"].startswith("attachment; filename*=utf-8''facture")
        given = await client.get(url_of(shown, doors))
        assert (given.headers["content-type"], given.headers["content-disposition"]) == (
            "image/jpeg",
            'inline; filename="aroma.jpg"',
        )
        for address in (
            f"/chat/files/{bill}/{'0' * 32}",
            url_of(plain, doors),
            url_of("x", doors),
        ):
            assert (await client.get(address)).status_code == 404
        assert doors.shelf is not None
        doors.shelf.forget_owner(LEA)
        assert (await client.get(url_of(bill, doors))).status_code == 404
