"""Files that a visitor hands in as they are: told by their bytes, on disk before the answer, downloads for all."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from bot.channels.files.file_kinds import LARGEST
from bot.channels.files.file_shelf import FileShelf
from bot.model.events import MessageReceived
from bot.model.message import Media
from bot.store import Store, StoreUnavailable
from bot.web.chat import handed_in, visitor
from bot.web.doors import Doors
from tests.web.chat.test_photos import files
from tests.web.doorway import PUBLIC_URL, app_of, client_of, events, open_doors, rows
from tests.web.pictures import heic, picture

HEADERS = {
    "Sec-Fetch-Site": "same-origin",
    "Origin": PUBLIC_URL,
    "Content-Type": "application/octet-stream",
}
MOV, M4A = b"\0\0\0\x14ftypqt  a film", b"\0\0\0\x1cftypM4A a voice"


@pytest.fixture
def doors(shop_store: Store, shelf: FileShelf) -> Doors:
    return open_doors(shop_store, shelf=shelf)


async def hands_in(client: httpx.AsyncClient, file: bytes, number: int = 0, **headers: str) -> httpx.Response:
    return await client.post("/chat/files", content=file, headers={**HEADERS, "X-Key": f"{number:032x}", **headers})


@pytest.mark.parametrize(
    ("file", "kind", "mime"), [(MOV, "video", "video/quicktime"), (M4A, "audio", "audio/mp4")], ids=["mov", "m4a"]
)
async def test_what_a_phone_films_or_records_is_kept_as_it_came_and_is_a_download(
    lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf, file: bytes, kind: str, mime: str
) -> None:
    answers = [await hands_in(lea, file) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1
    [event] = await events(doors.store)
    [kept] = files(shelf)
    assert kept.read_bytes() == file
    assert isinstance(event, MessageReceived)
    address = visitor.address_of(lea.cookies["__Host-visitor"], doors)
    assert (event.address, event.text) == (address, "")
    assert event.media == (Media(kind, f"web/{address.id}/{kept.name}", mime=mime, size=len(file)),)  # type: ignore[arg-type]
    given = await lea.get(f"/chat/photos/{kept.name}")
    assert (given.content, given.headers["content-type"]) == (file, "application/octet-stream")
    assert given.headers["content-disposition"] == f'attachment; filename="file-{kept.name[:8]}{kept.suffix}"'
    async with client_of(lea._transport.app) as stranger:  # type: ignore[attr-defined]
        await stranger.get("/chat")
        assert (await stranger.get(f"/chat/photos/{kept.name}")).status_code == 404


@pytest.mark.parametrize("file", [heic(), picture(), picture("GIF")], ids=["heic", "jpeg", "gif"])
async def test_a_picture_is_drawn_anew(lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf, file: bytes) -> None:
    assert (await hands_in(lea, file)).status_code == 202
    [event] = await events(doors.store)
    assert isinstance(event, MessageReceived)
    assert (event.media[0].kind, event.media[0].mime) == ("photo", "image/jpeg")
    [kept] = files(shelf)
    drawn = Image.open(BytesIO(kept.read_bytes()))
    red = drawn.getpixel((10, 24))
    assert (drawn.format, drawn.size) == ("JPEG", (64, 48))
    assert isinstance(red, tuple)
    assert red[0] > 190 > 80 > red[2]


@pytest.mark.parametrize(
    ("file", "status"),
    [
        (b"", 415),
        (b"<script>alert(1)</script>", 415),
        (b"%PDF-1.7", 415),
        (b"PK\x03\x04 packed", 415),
        (b"MZ\x90", 415),
        (heic()[:200], 415),
        (heic()[:-60], 422),
    ],
    ids=["nothing", "html", "pdf", "zip", "exe", "a heic's head", "half a heic"],
)
async def test_another_kind_of_file_is_refused(
    lea: httpx.AsyncClient, doors: Doors, shelf: FileShelf, file: bytes, status: int
) -> None:
    assert (await hands_in(lea, file)).status_code == status
    assert (await rows(doors.store), files(shelf)) == (0, [])


async def test_a_request_that_a_form_of_another_site_could_send_is_none(lea: httpx.AsyncClient, doors: Doors) -> None:
    headers: tuple[tuple[dict[str, Any], int], ...] = (
        ({"Content-Type": "application/json"}, 415),
        ({"Content-Type": "multipart/form-data"}, 415),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"X-Key": "../x"}, 422),
        ({"Cookie": ""}, 401),
    )
    for header, status in headers:
        assert (await hands_in(lea, MOV, **header)).status_code == status
    assert await rows(doors.store) == 0


async def test_sixteen_megabytes_are_the_most(lea: httpx.AsyncClient) -> None:
    assert (await hands_in(lea, MOV + bytes(LARGEST - len(MOV)))).status_code == 202
    assert (await hands_in(lea, MOV + bytes(LARGEST), 1)).status_code == 413


async def test_who_hurries_waits_and_a_word_gets_through(lea: httpx.AsyncClient) -> None:
    answers = [await hands_in(lea, MOV, number) for number in range(8)]
    assert [answer.status_code for answer in answers] == [202] * 6 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) <= 50
    said = await lea.post(
        "/chat/messages",
        json={"key": "f" * 32, "text": "Vous les avez ?"},
        headers={**HEADERS, "Content-Type": "application/json"},
    )
    assert said.status_code == 202


async def test_few_are_read_at_a_time(lea: httpx.AsyncClient) -> None:
    room: asyncio.Semaphore = lea._transport.app.state.reading  # type: ignore[attr-defined]
    for _ in range(handed_in.AT_ONCE):
        await room.acquire()
    assert ((busy := await hands_in(lea, MOV)).status_code, busy.headers["retry-after"]) == (429, "5")
    room.release()
    assert (await hands_in(lea, MOV)).status_code == 202


async def test_one_too_many_is_refused_and_a_full_disk_acknowledges_nothing(
    lea: httpx.AsyncClient, doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    async def lost(*_: object, **__: object) -> None:
        raise StoreUnavailable("disk full")

    monkeypatch.setattr("bot.channels.files.file_shelf.MOST", 1)
    assert [(await hands_in(lea, MOV, number)).status_code for number in range(2)] == [202, 403]
    with monkeypatch.context() as broken:
        broken.setattr(doors.store.inbox, "put", lost)
        assert (await hands_in(lea, MOV)).status_code == 503
    monkeypatch.setattr(FileShelf, "keep", fail)
    assert (await hands_in(lea, M4A, 3)).status_code == 503
    assert await rows(doors.store) == 1


async def test_without_a_folder_none_are_taken(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store))) as client:
        await client.get("/chat")
        assert (await hands_in(client, MOV)).status_code == 404
