"""The emulators take of files what Telegram and Twilio publish, and nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from tests.emulators.media import MB, NotTaken, look_at_address, look_at_upload
from tests.web.pictures import picture

PDF, FILM = b"%PDF-1.7", b"\0\0\0\x18ftypmp42"


@pytest.mark.parametrize(
    ("kind", "content"),
    [("photo", picture()), ("video", FILM), ("voice", b"OggS"), ("audio", b"ID3"), ("document", b"anything")],
)
def test_telegram_takes_a_file_as_what_it_is(kind: str, content: bytes) -> None:
    look_at_upload(kind, content)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("photo", PDF),
        ("photo", b"x" * (10 * MB + 1)),
        ("photo", picture("PNG", (9_999, 2))),
        ("photo", picture(size=(2_100, 100))),
        ("video", PDF),
        ("voice", picture()),
        ("audio", b"OggS"),
        ("document", b"x" * (50 * MB + 1)),
    ],
)
def test_telegram_refuses_what_is_no_such_file_or_too_large(kind: str, content: bytes) -> None:
    with pytest.raises(NotTaken):
        look_at_upload(kind, content)


@contextlib.asynccontextmanager
async def at_an_address(content: bytes, mime: str, name: str = "a.bin", status: int = 200) -> AsyncIterator[str]:
    async def give(_: web.Request) -> web.Response:
        headers = {"content-type": mime, "content-disposition": f'inline; filename="{name}"'}
        return web.Response(body=content, status=status, headers=headers)

    app = web.Application()
    app.add_routes([web.get("/file", give)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/file"
    await runner.cleanup()


@pytest.mark.parametrize(
    ("to", "mime", "content", "given", "code"),
    [
        ("whatsapp:+33612345678", "application/pdf", PDF, {}, None),
        ("whatsapp:+33612345678", "application/pdf", PDF, {"body": "words"}, 63021),
        ("whatsapp:+33612345678", "image/jpeg", picture(), {"body": "words"}, None),
        ("whatsapp:+33612345678", "video/mp4", FILM + b"x" * (6 * MB), {}, None),
        ("whatsapp:+33612345678", "video/mp4", FILM + b"x" * (17 * MB), {}, 11751),
        ("whatsapp:+33612345678", "image/png", PDF, {}, 12300),
        ("whatsapp:+33612345678", "text/html", b"<p>", {}, 12300),
        ("whatsapp:+33612345678", "application/pdf", PDF, {"name": "une facture bien trop longue.pdf"}, 12300),
        ("whatsapp:+33612345678", "application/pdf", PDF, {"status": 404}, 63019),
        ("+12025550123", "image/jpeg", picture(), {"body": "words"}, None),
        ("+33612345678", "image/jpeg", picture(), {}, 21612),
    ],
)
async def test_twilio_fetches_a_file_and_looks_at_it(
    to: str, mime: str, content: bytes, given: dict[str, str | int], code: int | None
) -> None:
    body = str(given.pop("body", ""))
    async with at_an_address(content, mime, **given) as url, aiohttp.ClientSession() as client:  # type: ignore[arg-type]
        if code is None:
            assert await look_at_address(client, url, to, body) == content
            return
        with pytest.raises(NotTaken) as refused:
            await look_at_address(client, url, to, body)
        assert refused.value.code == code
