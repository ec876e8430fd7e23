"""Files in a thread: a customer's photo is shown to who may read the thread, and given to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.photo_shelf import PhotoShelf
from bot.model.message import Media
from bot.model.table import Table
from bot.store import Store
from bot.web.console.inbox import INBOX
from bot.web.console.thread_files import Place, finder
from bot.web.doors import Doors
from tests.web.console.counter import open_counter
from tests.web.console.people import hired, signed_in

VISITOR, OTHER, NAME = "a" * 32, "b" * 32, "c" * 32
PHOTO = b"\xff\xd8\xff\xe0 a photo"


@pytest.mark.parametrize(
    ("media", "part", "place"),
    [
        (Media("photo", f"web/{VISITOR}/{NAME}.jpg"), "", Place(f"/in/lea/photos/{VISITOR}/{NAME}.jpg", is_shown=True)),
        (Media("photo", "AgACAgQAAxkB"), "", Place()),
        (Media("photo", "https://api.twilio.com/2010-04-01/Media/ME1"), "", Place()),
        (Media("photo", "aroma 2.jpg"), "p00", Place("/media/aroma%202.jpg", is_shown=True)),
        (Media("document", "notice.pdf"), "p00", Place("/media/notice.pdf")),
        (Media("document", "https://shop.example/notice.pdf"), "p00", Place("https://shop.example/notice.pdf")),
    ],
)
def test_a_file_is_where_a_browser_finds_it_or_named_only(doors: Doors, media: Media, part: str, place: Place) -> None:
    assert finder(doors, "lea", "/in")(media, part) == place


async def test_a_photo_is_in_the_thread_and_only_its_own_customers_door_gives_it(
    shop_store: Store, tmp_path: Path
) -> None:
    shelf = PhotoShelf(tmp_path)
    async with open_counter(shop_store, photos=shelf) as counter:
        lea, ben = counter.person(VISITOR, "web"), counter.person(OTHER, "web")
        await lea.says("", media=(Media("photo", shelf.keep(VISITOR, NAME, PHOTO), mime="image/jpeg"),))
        await ben.says("bonjour")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            address = f"{INBOX}/{lea.id}/photos/{VISITOR}/{NAME}.jpg"
            assert f'src="{address}"' in (await browser.get(f"{INBOX}/{lea.id}")).text
            given = await browser.get(address)
            assert (given.content, given.headers["content-type"]) == (PHOTO, "image/jpeg")
            for wrong in (address.replace(lea.id, ben.id), address.replace(NAME, "d" * 32)):
                assert (await browser.get(wrong)).status_code == 404


def test_a_table_that_we_drew_is_shown_at_its_own_address(doors: Doors) -> None:
    place = finder(doors, "lea", "/in")(Media("photo", "", table=Table("t", (), ())), "p00")
    assert place.is_shown
    assert place.url.startswith("/chat/tables/p00/")
