"""`GET /chat/tables/…`: the picture of a table that a visitor was sent, drawn when it is looked at.

The address holds the part and a word that only we can make of it, so that a frame without cookies sees the picture too
and nobody can guess another's.
"""

from __future__ import annotations

import asyncio
import hmac
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.cutting.table_picture import png_of
from bot.web.doors import Doors
from bot.web.guard import refuse

TABLES: Final = "/chat/tables"
_PURPOSE: Final = "table picture"

_log = structlog.get_logger(__name__)


def url_of(part: str, doors: Doors) -> str:
    """Return where the picture of a part's table is."""
    return f"{TABLES}/{part}/{doors.derive(_PURPOSE, part)}.png"


async def show(request: Request) -> Response:
    """Draw the table. 404 for what was never sent, is no table, can't be drawn or has another's address."""
    doors: Doors = request.app.state.doors
    part, word = request.path_params["part"], request.path_params["word"]
    if not hmac.compare_digest(word.encode(), doors.derive(_PURPOSE, part).encode()):
        raise refuse(404)
    sent = await doors.store.outbox.get(part)
    if sent is None or sent.body.media is None or sent.body.media.table is None:
        raise refuse(404)
    loop = asyncio.get_running_loop()
    try:
        picture = await loop.run_in_executor(request.app.state.drawing, png_of, sent.body.media.table)
    except Exception:  # whatever the renderer says: the page then shows the words
        _log.exception("table not drawn", part=part)
        raise refuse(404) from None
    headers = {"cache-control": "private, max-age=86400, immutable"}
    return Response(picture, media_type="image/png", headers=headers)
