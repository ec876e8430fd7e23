"""`GET /files/…`: what staff send to a customer, for a provider who fetches it and a phone that opens its address.

The address is signed and good for a while: the file's id, until when, and a word that only this installation can make
of the two. Whoever has it has the file, as with any message that is passed on; nobody can guess another's, and it ends
with the file's erasure at the latest. Twilio asks with HEAD and GET, believes the type that it is told, and shows a
name of at most 20 plain characters ("Accepted content types for media", twilio.com/docs).
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.model.message import Media
from bot.store.messages.attachments import Attachment
from bot.web.doors import Doors

FILES: Final = "/files"
#: How long after it was sent a file may be fetched: a phone may be off for a while, and the message is read again.
GOOD_FOR: Final = timedelta(days=30)
_ID, _UNTIL, _WORD = 16, 4, 16  # bytes
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{48}")
_PLAIN: Final = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST_STEM: Final = 15
_GONE: Final = "Ce fichier n’est plus disponible.\nThis file is no longer available.\n"


def sent_as(files: Sequence[Attachment], doors: Doors, at: datetime) -> tuple[Media, ...]:
    """Return files as a message that leaves at some time has them, each with its address where there is one."""
    return tuple(
        Media(
            one.kind, one.ref, name=one.name, mime=one.mime, size=one.size, link=link_of(one.id, doors, at + GOOD_FOR)
        )
        for one in files
    )


def link_of(id_: str, doors: Doors, until: datetime) -> str | None:
    """Return where a file may be fetched until some time; None where the world does not see us."""
    if doors.public_url is None:
        return None
    known = bytes.fromhex(id_) + int(until.timestamp()).to_bytes(_UNTIL, "big")
    return f"{doors.public_url}{FILES}/{urlsafe_b64encode(known + _word(known, doors)).decode()}"


async def show(request: Request) -> Response:
    """Give a file: 404 for an address that is none of ours, 410 once its time is over or the file is gone."""
    doors: Doors = request.app.state.doors
    token: str = request.path_params["token"]
    read = urlsafe_b64decode(token) if _TOKEN.fullmatch(token) else b""
    known, word = read[: _ID + _UNTIL], read[_ID + _UNTIL :]
    if doors.shelf is None or not hmac.compare_digest(word, _word(known, doors)):
        return _told(404)
    if datetime.fromtimestamp(int.from_bytes(known[_ID:], "big"), UTC) < doors.clock():
        return _told(410)
    one = await doors.store.attachments.get(known[:_ID].hex())
    file = doors.shelf.path(one.ref) if one is not None else None
    if one is None or file is None:
        return _told(410)
    headers = {
        "cache-control": "private, max-age=3600",
        "x-robots-tag": "noindex",
        "content-disposition": f'inline; filename="{plain_name(one.name)}"',
    }
    return FileResponse(file, media_type=one.mime, headers=headers)


def plain_name(name: str) -> str:
    """Return a file's name in at most 20 characters that every phone knows."""
    stem, _, ending = name.rpartition(".")
    return f"{_PLAIN.sub('-', stem)[:_LONGEST_STEM].strip('-') or 'file'}.{ending}"


def _word(known: bytes, doors: Doors) -> bytes:
    return bytes.fromhex(doors.derive("sent file", known.hex()))


def _told(status: int) -> Response:
    headers = {"cache-control": "no-store", "x-robots-tag": "noindex"}
    return Response(_GONE, status, headers, media_type="text/plain")
