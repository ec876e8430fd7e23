"""`GET /chat/files/…`: a file that staff sent to a visitor of the web chat.

As with tables, the address holds the part and a word that only we can make of it: a frame without cookies sees the
file too, and nobody can guess another's. A picture is shown, anything else is a download under its harmless name.
"""

from __future__ import annotations

import hmac
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.web.doors import Doors
from bot.web.guard import refuse

FILES: Final = "/chat/files"
_PURPOSE: Final = "file of a part"


def url_of(part: str, doors: Doors) -> str:
    """Return where the file of a part is."""
    return f"{FILES}/{part}/{doors.derive(_PURPOSE, part)}"


async def show(request: Request) -> Response:
    """Give the file. 404 for what was never sent, is not kept any more or has another's address."""
    doors: Doors = request.app.state.doors
    part, word = request.path_params["part"], request.path_params["word"]
    if doors.shelf is None or not hmac.compare_digest(word.encode(), doors.derive(_PURPOSE, part).encode()):
        raise refuse(404)
    sent = await doors.store.outbox.get(part)
    media = sent.body.media if sent is not None else None
    file = doors.shelf.path(media.ref) if media is not None else None
    if media is None or file is None:
        raise refuse(404)
    return FileResponse(
        file,
        media_type=media.mime,
        filename=media.name or file.name,
        content_disposition_type="inline" if media.kind == "photo" else "attachment",
        headers={"cache-control": "private, max-age=86400, immutable"},
    )
