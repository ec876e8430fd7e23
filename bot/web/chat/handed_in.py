"""`POST /chat/files`: a file that a visitor hands in as it is, one a request: what the page could not draw itself.

A body of bytes beside `x-key`, the message's key. What it is, is told from its bytes, never from its name or what the
browser says. A picture (an iPhone's HEIC) is drawn anew as any photo; a film or what was spoken is kept as it came and
is a download to everybody, staff too (OWASP ASVS 5.0, 5.4). Few are read at a time, as each is in memory meanwhile.
"""

from __future__ import annotations

import asyncio
import re
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.files.file_kinds import LARGEST, TAKEN, kind_of
from bot.model.address import Address
from bot.model.events import MessageReceived
from bot.model.message import Media
from bot.web.bodies import read_body
from bot.web.chat import photos
from bot.web.chat.talk import enter, put, slow_down, who_speaks
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.limits import network_of

PATIENCE: Final = 180.0  # seconds for a film over a phone's network
AT_ONCE: Final = 6  # bodies of `LARGEST` bytes in memory
_KEY: Final = re.compile(r"[0-9a-f]{32}")


async def take(request: Request) -> Response:
    """Answer 202 with the event's id once file and message are on disk; the same key again is the same message.

    Refuses: 401 a stranger, 404 where no files are taken, 413 over 16 MB, 415 another kind of file, 422 a picture that
    can't be read, 429 who hurries or comes when all hands are full, 403 one file too many.
    """
    doors, paces = enter(request, "application/octet-stream")
    address, key = who_speaks(request, doors, paces), request.headers.get("x-key", "")
    if doors.shelf is None:
        raise refuse(404)
    if not _KEY.fullmatch(key):
        raise refuse(422)
    now, room = doors.clock(), request.app.state.reading
    slow_down(paces.files.take(address.id, now) or paces.files_of_networks.take(network_of(request), now))
    if room.locked():
        raise refuse(429, retry_after=5)
    async with room:
        media = await _kept(await read_body(request, PATIENCE, LARGEST), address, key, request)
    id_ = doors.derive("web message", address.id, key)
    await put(doors, MessageReceived(id=id_, address=address, message_id=key, text="", media=(media,)))
    doors.store.bell.ring(f"web:{address.id}")
    return JSONResponse({"id": id_}, 202)


async def _kept(file: bytes, address: Address, key: str, request: Request) -> Media:
    doors: Doors = request.app.state.doors
    assert doors.shelf is not None
    kind = kind_of(file)
    if kind is not None and kind.kind == "photo":
        return await photos.keep(file, address, key, request)
    if kind is None or kind not in TAKEN:
        raise refuse(415)
    with photos.shelving():
        name = doors.derive("web file", address.id, key)
        ref = await asyncio.to_thread(doors.shelf.keep, address.id, name, file, kind.ending)
    return Media(kind.kind, ref, mime=kind.mime, size=len(file))
