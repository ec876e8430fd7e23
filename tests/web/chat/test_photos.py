"""Photos that a visitor sends: drawn anew, on disk before the answer, theirs alone."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from bot.channels.files.file_shelf import FileShelf
from bot.model.events import MessageReceived
from bot.model.message import Media
from bot.store import Store, StoreUnavailable
from bot.web.bodies import MOST_BYTES
from bot.web.chat import photos, presses, visitor
from bot.web.chat.photos import EDGE, NotAPhoto, draw_anew
from bot.web.doors import Doors
from tests.web.doorway import PUBLIC_URL, app_of, client_of, events, open_doors, rows
from tests.web.pictures import heic, noise, picture

HEADERS = {"Sec-Fetch-Site": "same-origin", "Origin": PUBLIC_URL}
HIDDEN = b"<script>window.hurt=1</script>"


@pytest.fixture
def doors(shop_store: Store, shelf: FileShelf) -> Doors:
    return open_doors(shop_store, shelf=shelf)


async def send(client: httpx.AsyncClient, photo: bytes, number: int = 0, **body: Any) -> httpx.Response:
    said = {"key": f"{number:032x}", "photo": base64.b64encode(photo).decode(), **body}
    return await client.post("/chat/messages", json=said, headers=HEADERS)


def files(shelf: FileShelf) -> list[Path]:
    return sorted(shelf._folder.glob("**/*.*"))


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
async def test_a_photo_comes_in_as_from_any_channel(
    lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf, kind: str
) -> None:
    answer = await send(lea, picture(kind), text=" Voici la fuite ")
    assert answer.status_code == 202
    [event] = await events(doors.store)
    assert isinstance(event, MessageReceived)
    address = visitor.address_of(lea.cookies["__Host-visitor"], doors)
    assert (event.address, event.text) == (address, "Voici la fuite")
    [file] = files(shelf)
    assert event.media == (Media("photo", f"web/{address.id}/{file.name}", mime="image/jpeg"),)
    kept = opened(file.read_bytes())
    assert (kept.format, kept.size) == ("JPEG", (64, 48))
    red, blue = kept.getpixel((10, 24)), kept.getpixel((54, 24))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200 > 60 > red[2]
    assert blue[2] > 200 > 60 > blue[0]


async def test_the_same_key_is_the_same_photo(lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf) -> None:
    answers = [await send(lea, picture()) for _ in range(3)]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(files(shelf)) == await rows(doors.store) == 1


async def test_a_photo_whose_message_was_not_kept_is_brought_again(
    lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(doors.store.inbox, "put", fail)
        assert (await send(lea, picture())).status_code == 503
    assert await rows(doors.store) == 0
    assert (await send(lea, picture())).status_code == 202
    assert len(files(shelf)) == await rows(doors.store) == 1


async def test_a_full_disk_acknowledges_nothing(
    lea: httpx.AsyncClient, doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileShelf, "keep", fail)
    answer = await send(lea, picture())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert await rows(doors.store) == 0


@pytest.mark.parametrize(
    ("photo", "status"),
    [
        (b"not a picture at all", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.hurt=1'/>", 415),
        (b"<!doctype html><script>window.hurt=1</script>", 415),
        (b"%PDF-1.7\n", 415),
        (picture("BMP"), 415),
        (picture("TIFF"), 415),
        (picture("PNG")[:-30], 422),
        (noise((200, 200), "JPEG")[:3000], 422),
        (picture("WEBP")[:30], 422),
        (picture("PNG", (5000, 5001), "1"), 422),
    ],
    ids=["text", "svg", "html", "pdf", "bmp", "tiff", "half a png", "half a jpeg", "a webp's head", "a bomb"],
)
async def test_what_is_no_photo_is_refused(
    lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf, photo: bytes, status: int
) -> None:
    answer = await send(lea, photo)
    assert answer.status_code == status
    assert await rows(doors.store) == 0
    assert files(shelf) == []


async def test_five_megabytes_are_too_many(lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf) -> None:
    answer = await send(lea, b"\xff\xd8\xff" + b"0" * 5_000_000)
    assert (answer.status_code, answer.text) == (413, "The request is too large.")
    assert await rows(doors.store) == 0
    assert files(shelf) == []


async def test_the_largest_photo_of_the_page_is_taken(lea: httpx.AsyncClient) -> None:
    photo = noise((1000, 700), "JPEG")
    assert MOST_BYTES // 4 < len(photo) * 4 // 3 < MOST_BYTES - 10_000
    assert (await send(lea, photo)).status_code == 202


async def test_thirty_in_a_row_are_slowed_down_and_a_word_gets_through(
    lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf
) -> None:
    answers = []
    for number in range(30):
        answers.append(await send(lea, picture(), number))
        doors.clock.pass_(seconds=1)  # type: ignore[attr-defined]
    taken = [answer.status_code for answer in answers].count(202)
    assert {answer.status_code for answer in answers} == {202, 429}
    assert taken == len(files(shelf))
    assert 12 <= taken <= 13  # ten at once, then one in ten seconds
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 10
    said = await lea.post("/chat/messages", json={"key": "f" * 32, "text": "Vous les avez ?"}, headers=HEADERS)
    assert said.status_code == 202


async def test_one_too_many_is_refused_for_good(
    lea: httpx.AsyncClient, doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.files.file_shelf.MOST", 1)
    assert [(await send(lea, picture(), number)).status_code for number in range(2)] == [202, 403]
    assert await rows(doors.store) == 1


async def test_a_photo_comes_alone_or_with_words(lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf) -> None:
    place = {"latitude": 45.7, "longitude": 4.8}
    button = presses.close("prompt", 0, visitor.address_of(lea.cookies["__Host-visitor"], doors), doors)
    assert (await send(lea, picture(), location=place)).status_code == 422
    assert (await send(lea, picture(), press=button)).status_code == 422
    body = {"key": "0" * 32, "photo": "no base64"}
    assert (await lea.post("/chat/messages", json=body, headers=HEADERS)).status_code == 422
    assert await rows(doors.store) == 0
    assert files(shelf) == []


async def test_without_a_folder_there_are_no_photos(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store))) as client:
        page = (await client.get("/chat")).text
        assert 'id="attach"' not in page
        assert (await send(client, picture())).status_code == 404
    assert await rows(shop_store) == 0


async def test_a_visitor_gets_their_photo_back_and_nobody_else(lea: httpx.AsyncClient, shelf: FileShelf) -> None:
    await send(lea, picture())
    [file] = files(shelf)
    answer = await lea.get(f"/chat/photos/{file.name}")
    assert answer.content == file.read_bytes()
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-disposition"] == f'attachment; filename="photo-{file.name[:8]}.jpg"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    for token in ("", "w" * 43):
        headers = {"Cookie": "", "X-Visitor": token}
        async with client_of(lea._transport.app) as stranger:  # type: ignore[attr-defined]
            assert (await stranger.get(f"/chat/photos/{file.name}", headers=headers)).status_code == 404


@pytest.mark.parametrize(
    "name", ["none.jpg", "../x.jpg", "..%2fx.jpg", "a" * 32 + ".jpg", "%00.jpg", "%2fetc%2fpasswd"]
)
async def test_nothing_else_is_given(lea: httpx.AsyncClient, name: str) -> None:
    await send(lea, picture())
    assert (await lea.get(f"/chat/photos/{name}")).status_code == 404


def test_what_hid_in_a_photo_stays_behind() -> None:
    exif = Image.Exif()
    exif[0x010E] = HIDDEN.decode()
    exif.get_ifd(0x8825)[1] = "N"
    for kind in ("JPEG", "WEBP"):
        sent = picture(kind, exif=exif) + HIDDEN
        assert sent.count(HIDDEN) == 2
        kept = draw_anew(sent)
        assert HIDDEN not in kept
        assert not opened(kept).getexif()


def test_a_photo_is_turned_upright_made_smaller_and_put_on_white() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was held upright
    assert opened(draw_anew(picture(exif=exif))).size == (48, 64)
    assert max(opened(draw_anew(picture(size=(3200, 1200)))).size) == EDGE
    clear = opened(draw_anew(picture("PNG", mode="RGBA"))).convert("RGB")
    assert clear.size == (64, 48)
    nothing = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(nothing, "PNG")
    assert opened(draw_anew(nothing.getvalue())).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "I;16", "RGBA", "1"])
def test_every_kind_of_colour_can_be_drawn(mode: str) -> None:
    out = BytesIO()
    Image.new("RGB" if mode == "P" else mode, (20, 20)).convert(mode).save(out, "PNG")
    assert opened(draw_anew(out.getvalue())).mode == "RGB"


def test_a_byte_wrong_anywhere_is_a_photo_or_none_and_never_a_crash() -> None:
    for whole in (picture("JPEG", (16, 16)), picture("PNG", (16, 16)), picture("WEBP", (16, 16)), heic()):
        for place in range(0, len(whole), max(1, len(whole) // 150)):
            broken = bytearray(whole)
            broken[place] ^= 0xFF
            try:
                assert opened(draw_anew(bytes(broken))).format == "JPEG"
            except NotAPhoto as fault:
                assert fault.known in {True, False}


def test_one_thread_draws() -> None:
    with photos.one_at_a_time() as threads:
        assert threads._max_workers == 1
