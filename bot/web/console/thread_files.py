"""Files in a thread: where a reader finds one, and the console's own door to customers' photos.

A photo is shown, anything else is a download. What a customer sent in the web chat is on our shelf, and the door gives
it to who may read the thread, nobody else; what the playbook sent is where every page finds it. A file that a provider
keeps (Telegram, Twilio) has no address that a browser may follow: it is named, no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.channels.media_shelf import is_address
from bot.model.message import Media
from bot.web.chat import tables
from bot.web.doors import Doors
from bot.web.guard import refuse

#: The start of a reference to a photo on our shelf (`photo_shelf`): `web/<visitor>/<name>.jpg`.
_ON_OUR_SHELF: Final = "web/"


class Place(NamedTuple):
    """`url` is empty where there is none; `is_shown`: in the page, from our own address."""

    url: str = ""
    is_shown: bool = False


#: Of a file, whether we sent it (the part's id, else empty): where it is.
Finder = Callable[[Media, str], Place]


def finder(doors: Doors, customer: str, inbox: str) -> Finder:
    """Return what says where a file of a customer's thread is."""

    def place(media: Media, part: str) -> Place:
        if not part:
            return _sent_to_us(media, customer, inbox)
        if media.table is not None:
            return Place(tables.url_of(part, doors), is_shown=True)
        if is_address(media.ref):
            return Place(media.ref)
        return Place(f"/media/{quote(media.ref)}", is_shown=media.kind == "photo")

    return place


def _sent_to_us(media: Media, customer: str, inbox: str) -> Place:
    if not media.ref.startswith(_ON_OUR_SHELF):
        return Place()
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
