"""Files in a thread: where a reader finds one, and the console's own door to what customers sent.

A photo is shown, anything else is a download. What a customer sent in the web chat and what staff sent is on our
shelf, and the door gives it to who may read the thread, nobody else; what the playbook sent is where every page finds
it. A file that a provider keeps (Telegram, Twilio) is fetched through us when it is looked at, and given as what its
first bytes say that it is: a picture, or a download that no browser opens (OWASP ASVS 5.0, 5.4). An iPhone's HEIC is
drawn as a JPEG, as few browsers show it. Whatever a customer says it is, is not believed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.channels.base import CannotLook
from bot.channels.files.file_kinds import HEIC, kind_of
from bot.channels.files.file_shelf import is_kept
from bot.channels.files.kept_files import FileGone
from bot.channels.files.media_shelf import is_address
from bot.model.message import Media
from bot.web.chat import tables
from bot.web.chat.photos import LARGEST_PICTURE, NotAPhoto, draw_anew, harmless_name
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse


class Place(NamedTuple):
    """`url` is empty where there is none; `is_shown`: in the page, from our own address."""

    url: str = ""
    is_shown: bool = False


#: Of a file, the part that we sent it with, else the event that brought it and its number there: where it is.
Finder = Callable[[Media, str, str], Place]
GONE: Final = marked("The provider does not have this file any more.")
LATER: Final = marked("The provider can’t be reached just now. Try again in a moment.")


def finder(doors: Doors, customer: str, inbox: str) -> Finder:
    """Return what says where a file of a customer's thread is."""

    def place(media: Media, part: str, came: str) -> Place:
        if is_kept(media.ref):
            url = f"{inbox}/{quote(customer)}/shelf/{quote(media.ref.partition('/')[2])}"
            return Place(url, is_shown=media.kind == "photo")
        if not part:
            is_shown = media.is_picture and doors.kept_files is not None
            return Place(f"{inbox}/{quote(customer)}/files/{quote(came)}" if doors.kept_files else "", is_shown)
        if media.table is not None:
            return Place(tables.url_of(part, doors), is_shown=True)
        if is_address(media.ref):
            return Place(media.ref)
        return Place(f"/media/{quote(media.ref)}", is_shown=media.kind == "photo")

    return place


async def show_shelved(request: Request) -> Response:
    """Give a photo that the customer of the thread sent in the web chat, or what staff sent them; nobody else's."""
    doors: Doors = request.app.state.doors
    owner, name = request.path_params["owner"], request.path_params["name"]
    if doors.shelf is None or owner not in await doors.store.owners(request.path_params["customer"]):
        raise refuse(404)
    file = doors.shelf.path(f"web/{owner}/{name}")
    if file is None:
        raise refuse(404)
    attached = await doors.store.attachments.get(file.stem)
    is_picture = file.suffix == ".jpg"
    return FileResponse(
        file,
        media_type="image/jpeg" if is_picture else "application/octet-stream",
        filename=attached.name if attached is not None else harmless_name(file),
        content_disposition_type="inline" if is_picture else "attachment",
        headers={"cache-control": "private, max-age=3600"},
    )


async def show_kept(request: Request) -> Response:
    """Give a file that the customer of the thread sent and a provider keeps: 410 where it is gone, 503 for later."""
    doors: Doors = request.app.state.doors
    given = request.path_params["number"]
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 3 else -1
    found = await doors.store.transcript.heard(request.path_params["customer"], request.path_params["event"])
    if found is None or doors.kept_files is None or not 0 <= number < len(found[1].media):
        raise refuse(404)
    channel, heard = found
    try:
        file = await doors.kept_files.fetch(channel, heard.media[number].ref)
    except FileGone:
        return _sorry(request, GONE, 410)
    except CannotLook:
        return _sorry(request, LATER, 503)
    if kind_of(file) == HEIC:
        file = await _drawn(file, request)
    return _given(file, heard.media[number].kind)


async def _drawn(file: bytes, request: Request) -> bytes:
    """Return a HEIC picture as a JPEG; one that can't be drawn as it is."""
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(request.app.state.drawing, draw_anew, file, LARGEST_PICTURE)
    except NotAPhoto:
        return file


def _given(file: bytes, kind: str) -> Response:
    """Answer with a file, under a name of ours: no word of the customer's stands in a header."""
    known = kind_of(file)
    is_picture = known is not None and known.kind == "photo" and known != HEIC
    name = f"{kind}.{known.ending if known is not None else 'bin'}"
    headers = {
        "content-disposition": f'{"inline" if is_picture else "attachment"}; filename="{name}"',
        "cache-control": "private, max-age=3600",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    mime = known.mime if known is not None and is_picture else "application/octet-stream"
    return Response(file, media_type=mime, headers=headers)


def _sorry(request: Request, said: str, status: int) -> Response:
    text = words(language_of(request)).gettext(said)
    return Response(text, status, {"cache-control": "no-store"}, media_type="text/plain")
