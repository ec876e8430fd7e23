"""Files in a thread: where a reader finds one, and the console's own door to what customers sent.

A photo is shown, anything else is a download. What a customer sent in the web chat is on our shelf, and the door gives
it to who may read the thread, nobody else; what the playbook sent is where every page finds it. A file that a provider
keeps (Telegram, Twilio) is fetched through us when it is looked at, and given as what its first bytes say that it is:
a picture, or a download that no browser opens (OWASP ASVS 5.0, 5.4). Whatever a customer says it is, is not believed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.channels.base import CannotLook
from bot.channels.kept_files import FileGone
from bot.channels.media_shelf import is_address
from bot.model.message import Media
from bot.web.chat import tables
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

#: The start of a reference to a photo on our shelf (`photo_shelf`): `web/<visitor>/<name>.jpg`.
_ON_OUR_SHELF: Final = "web/"


class Place(NamedTuple):
    """`url` is empty where there is none; `is_shown`: in the page, from our own address."""

    url: str = ""
    is_shown: bool = False


#: Of a file, the part that we sent it with, else the event that brought it and its number there: where it is.
Finder = Callable[[Media, str, str], Place]
#: How the files begin that a browser shows without running anything of theirs.
_PICTURES: Final = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))
_ENDINGS: Final = (
    *((b"OggS", "ogg"), (b"ID3", "mp3"), (b"\xff\xfb", "mp3"), (b"%PDF-", "pdf"), (b"#!AMR", "amr")),
    *((b"\xff\xd8\xff", "jpg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"PK\x03\x04", "zip")),
)
GONE: Final = marked("The provider does not have this file any more.")
LATER: Final = marked("The provider can’t be reached just now. Try again in a moment.")


def finder(doors: Doors, customer: str, inbox: str) -> Finder:
    """Return what says where a file of a customer's thread is."""

    def place(media: Media, part: str, came: str) -> Place:
        if not part:
            return _sent_to_us(media, customer, inbox, came if doors.kept_files is not None else "")
        if media.table is not None:
            return Place(tables.url_of(part, doors), is_shown=True)
        if is_address(media.ref):
            return Place(media.ref)
        return Place(f"/media/{quote(media.ref)}", is_shown=media.kind == "photo")

    return place


def _sent_to_us(media: Media, customer: str, inbox: str, came: str) -> Place:
    if not media.ref.startswith(_ON_OUR_SHELF):
        is_shown = bool(came) and media.kind == "photo"
        return Place(f"{inbox}/{quote(customer)}/files/{quote(came)}" if came else "", is_shown=is_shown)
    return Place(f"{inbox}/{quote(customer)}/photos/{quote(media.ref.removeprefix(_ON_OUR_SHELF))}", is_shown=True)


async def show_photo(request: Request) -> Response:
    """Give a photo that the customer of the thread sent; nobody else's is there."""
    doors: Doors = request.app.state.doors
    visitor, name = request.path_params["visitor"], request.path_params["name"]
    if doors.photos is None or visitor not in await doors.store.visitors(request.path_params["customer"]):
        raise refuse(404)
    file = doors.photos.path(f"{_ON_OUR_SHELF}{visitor}/{name}")
    if file is None:
        raise refuse(404)
    headers = {"cache-control": "private, max-age=3600"}
    return FileResponse(file, media_type="image/jpeg", filename=f"photo-{file.name[:8]}.jpg", headers=headers)


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
    return _given(file, heard.media[number].kind)


def _given(file: bytes, kind: str) -> Response:
    """Answer with a file, under a name of ours: no word of the customer's stands in a header."""
    mime = next((mime for begins, mime in _PICTURES if file.startswith(begins)), None)
    if mime is None and file[:4] == b"RIFF" and file[8:12] == b"WEBP":
        mime = "image/webp"
    ending = next((ending for begins, ending in _ENDINGS if file.startswith(begins)), "")
    ending = ending or ("mp4" if file[4:8] == b"ftyp" else "webp" if mime else "bin")
    name = f"{kind}.{ending}"
    headers = {
        "content-disposition": f'{"inline" if mime else "attachment"}; filename="{name}"',
        "cache-control": "private, max-age=3600",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(file, media_type=mime or "application/octet-stream", headers=headers)


def _sorry(request: Request, said: str, status: int) -> Response:
    text = words(language_of(request)).gettext(said)
    return Response(text, status, {"cache-control": "no-store"}, media_type="text/plain")
