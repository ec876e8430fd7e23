"""Files in a thread: a customer's photo is shown to who may read the thread, and given to nobody else."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image

from bot.channels.files.file_shelf import FileShelf
from bot.channels.files.kept_files import KeptFiles, TelegramFiles
from bot.model.message import Media
from bot.model.table import Table
from bot.store import Store
from bot.web.console.threads.inbox import INBOX
from bot.web.console.threads.thread_files import Place, finder
from bot.web.doors import Doors
from tests.web.console.counter import open_counter
from tests.web.console.people import hired, signed_in
from tests.web.pictures import heic, picture

VISITOR, OTHER, NAME = "a" * 32, "b" * 32, "c" * 32
PHOTO = b"\xff\xd8\xff\xe0 a photo"


@pytest.mark.parametrize(
    ("media", "part", "place"),
    [
        (Media("photo", f"web/{VISITOR}/{NAME}.jpg"), "", Place(f"/in/lea/shelf/{VISITOR}/{NAME}.jpg", is_shown=True)),
        (Media("document", f"staff/{VISITOR}/{NAME}.pdf"), "p00", Place(f"/in/lea/shelf/{VISITOR}/{NAME}.pdf")),
        (Media("photo", "AgACAgQAAxkB"), "", Place("/in/lea/files/e1/0", is_shown=True)),
        (Media("voice", "https://api.twilio.com/2010-04-01/Media/ME1"), "", Place("/in/lea/files/e1/0")),
        (Media("photo", "aroma 2.jpg"), "p00", Place("/media/aroma%202.jpg", is_shown=True)),
        (Media("document", "notice.pdf"), "p00", Place("/media/notice.pdf")),
        (Media("document", "https://shop.example/notice.pdf"), "p00", Place("https://shop.example/notice.pdf")),
    ],
)
def test_a_file_is_where_a_browser_finds_it_or_named_only(doors: Doors, media: Media, part: str, place: Place) -> None:
    kept = replace(doors, kept_files=KeptFiles(None, None))
    assert finder(kept, "lea", "/in")(media, part, "e1/0") == place
    if "/files/" in place.url:  # without a way to the providers it is named, no more
        assert finder(doors, "lea", "/in")(media, part, "e1/0") == Place()


async def test_a_photo_is_in_the_thread_and_only_its_own_customers_door_gives_it(
    shop_store: Store, tmp_path: Path
) -> None:
    shelf = FileShelf(tmp_path)
    async with open_counter(shop_store, shelf=shelf) as counter:
        lea, ben = counter.person(VISITOR, "web"), counter.person(OTHER, "web")
        await lea.says("", media=(Media("photo", shelf.keep(VISITOR, NAME, PHOTO), mime="image/jpeg"),))
        await ben.says("bonjour")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            address = f"{INBOX}/{lea.id}/shelf/{VISITOR}/{NAME}.jpg"
            assert f'src="{address}"' in (await browser.get(f"{INBOX}/{lea.id}")).text
            given = await browser.get(address)
            assert (given.content, given.headers["content-type"]) == (PHOTO, "image/jpeg")
            for wrong in (address.replace(lea.id, ben.id), address.replace(NAME, "d" * 32)):
                assert (await browser.get(wrong)).status_code == 404


def test_a_table_that_we_drew_is_shown_at_its_own_address(doors: Doors) -> None:
    place = finder(doors, "lea", "/in")(Media("photo", "", table=Table("t", (), ())), "p00", "")
    assert place.is_shown
    assert place.url.startswith("/chat/tables/p00/")


PNG, VOICE = b"\x89PNG\r\n\x1a\n a picture", b"OggS a voice"
HTML = b"<script>alert(1)</script>"
KEPT = {"a-photo": PNG, "a-page": HTML, "a-voice": VOICE}


def provider(request: httpx.Request) -> httpx.Response:
    if request.url.path.endswith("/getFile"):
        known = request.url.params["file_id"]
        if known not in KEPT:
            return httpx.Response(400, json={"ok": False})
        return httpx.Response(200, json={"ok": True, "result": {"file_path": known}})
    return httpx.Response(200, content=KEPT[request.url.path.rpartition("/")[2]])


async def test_what_telegram_keeps_is_given_to_who_may_read_the_thread_as_what_it_is(shop_store: Store) -> None:
    kept = KeptFiles(TelegramFiles("42:secret", "https://api.telegram.org"), None, httpx.MockTransport(provider))
    async with open_counter(shop_store, kept_files=kept) as counter:
        lea, ben = counter.person("42"), await counter.person("43").says("bonjour")
        sent = (
            Media("photo", "a-photo"),
            Media("photo", "a-page", name='x".html', mime="text/html"),
            Media("voice", "a-voice"),
            Media("photo", "forgotten"),
        )
        await lea.says("", media=sent)
        line = (await shop_store.transcript.of(lea.id))[0]
        address = f"{INBOX}/{lea.id}/files/{line.source.replace(' ', '%20')}"
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            page = (await browser.get(f"{INBOX}/{lea.id}")).text
            assert f'src="{address}/0"' in page
            assert f'href="{address}/2"' in page
            assert 'data-gone="n’existe plus"' in page
            assert "secret" not in page
            found = [await browser.get(f"{address}/{number}") for number in range(5)]
            assert [answer.status_code for answer in found] == [200, 200, 200, 410, 404]
            assert found[0].content == PNG
            assert [answer.headers["content-type"] for answer in found[:3]] == [
                "image/png",
                "application/octet-stream",
                "application/octet-stream",
            ]
            assert found[1].headers["content-disposition"] == 'attachment; filename="photo.bin"'
            assert found[2].headers["content-disposition"] == 'attachment; filename="voice.ogg"'
            assert found[0].headers["x-content-type-options"] == "nosniff"
            assert (await browser.get(f"{address.replace(lea.id, ben.id)}/0")).status_code == 404
            assert (await browser.get(f"{address}/x")).status_code == 404


async def test_an_iphones_photo_is_drawn_for_staff_and_its_film_and_voice_are_downloads(shop_store: Store) -> None:
    kept = {
        "heic": heic(),
        "half": heic()[:300],
        "mov": b"\0\0\0\x14ftypqt  a film",
        "m4a": b"\0\0\0\x1cftypM4A a voice",
        "gif": picture("GIF"),
    }

    def telegram(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/getFile"):
            return httpx.Response(200, json={"ok": True, "result": {"file_path": request.url.params["file_id"]}})
        return httpx.Response(200, content=kept[request.url.path.rpartition("/")[2]])

    files = KeptFiles(TelegramFiles("42:secret", "https://api.telegram.org"), None, httpx.MockTransport(telegram))
    async with open_counter(shop_store, kept_files=files) as counter:
        lea = counter.person("42")
        sent = (
            Media("document", "heic", name="IMG_0042.HEIC", mime="image/heic"),  # a photo sent as a file
            Media("photo", "half", mime="image/heic"),
            Media("video", "mov", mime="video/quicktime"),
            Media("audio", "m4a", mime="audio/mp4"),
            Media("photo", "gif", mime="image/gif"),
        )
        await lea.says("", media=sent)
        line = (await shop_store.transcript.of(lea.id))[0]
        address = f"{INBOX}/{lea.id}/files/{line.source.replace(' ', '%20')}"
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            assert f'src="{address}/0"' in (await browser.get(f"{INBOX}/{lea.id}")).text
            found = [await browser.get(f"{address}/{number}") for number in range(5)]
            assert [answer.headers["content-type"] for answer in found] == [
                "image/jpeg",
                *["application/octet-stream"] * 3,
                "image/gif",
            ]
            assert Image.open(BytesIO(found[0].content)).size == (64, 48)
            assert [answer.headers["content-disposition"] for answer in found] == [
                'inline; filename="document.jpg"',
                'attachment; filename="photo.heic"',
                'attachment; filename="video.mov"',
                'attachment; filename="audio.m4a"',
                'inline; filename="photo.gif"',
            ]
