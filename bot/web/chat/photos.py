"""Photos in the web chat: drawn anew as they come in, shown to their visitor only.

A picture is never kept as it is. Its kind is told from its bytes, and it is drawn anew as a JPEG of our own: what hid
in the file (a script, another file, the place where it was taken) stays behind. An iPhone's HEIC is drawn by pi-heif,
of a GIF its first picture. `GET /chat/photos/<name>` gives back what a visitor sent to who sent it, from a folder that
their own token names; it is a download to a browser that follows the address (OWASP ASVS 5.0, 5.4).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.channels.files.file_shelf import FileShelf, ShelfFull, ref_of
from bot.model.address import Address
from bot.model.message import Media
from bot.store import StoreUnavailable
from bot.web.chat import visitor
from bot.web.doors import Doors
from bot.web.guard import refuse

EDGE: Final = 1600  # pixels of the longer side: enough for a serial number, the page sends no more either
MOST_PIXELS: Final = 25_000_000  # of what comes in, a phone's usual photo: some 100 MB while it is drawn
LARGEST_PICTURE: Final = 50_000_000  # pixels of what staff send, or look at: a phone's largest
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
_QUALITY: Final = 85
pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


class NotAPhoto(Exception):
    """`known`: it begins like a picture that we take, and then is none."""

    def __init__(self, *, known: bool) -> None:
        super().__init__("no photo")
        self.known = known


def one_at_a_time() -> ThreadPoolExecutor:
    """Return the thread that draws: however many come at once, the memory of one is taken."""
    return ThreadPoolExecutor(1, "photos")


async def keep(photo: bytes, address: Address, key: str, request: Request) -> Media:
    """Keep what a visitor sent and return what their message says of it. The same key again is the same photo.

    Refuses: 404 where photos are off, 415 what is no picture, 422 a broken one, 403 one too many.
    Raises `StoreUnavailable` where the disk won't take it.
    """
    doors: Doors = request.app.state.doors
    if doors.shelf is None:
        raise refuse(404)
    name = doors.derive("web photo", address.id, key)
    loop = asyncio.get_running_loop()
    with shelving():
        try:
            return await loop.run_in_executor(request.app.state.drawing, _keep, doors.shelf, address.id, name, photo)
        except NotAPhoto as fault:
            raise refuse(422 if fault.known else 415) from None


@contextmanager
def shelving() -> Iterator[None]:
    """Refuse with 403 one file too many; raise `StoreUnavailable` where the disk won't take it."""
    try:
        yield
    except ShelfFull:
        raise refuse(403) from None
    except OSError as fault:
        raise StoreUnavailable("a file can't be kept") from fault


def _keep(shelf: FileShelf, visitor_id: str, name: str, photo: bytes) -> Media:
    ref = ref_of(visitor_id, name)
    if shelf.path(ref) is None:
        shelf.keep(visitor_id, name, draw_anew(photo))
    return Media("photo", ref, mime="image/jpeg")


def draw_anew(photo: bytes, most: int = MOST_PIXELS) -> bytes:
    """Return a JPEG of at most `EDGE` pixels a side, upright, on white, without metadata. Raises `NotAPhoto`, of more
    than `most` pixels too."""
    try:
        with Image.open(BytesIO(photo), formats=FORMATS) as picture:
            return _jpeg(picture, most)
    except UnidentifiedImageError:
        raise NotAPhoto(known=False) from None
    except Exception as fault:  # whatever a decoder stumbles over, it is the picture's fault
        raise NotAPhoto(known=True) from fault


def _jpeg(picture: Image.Image, most: int) -> bytes:
    if picture.width * picture.height > most:
        raise ValueError("too many pixels")
    picture.draft("RGB", (EDGE, EDGE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((EDGE, EDGE))
    clear = upright.convert("RGBA") if upright.has_transparency_data else None
    flat = Image.new("RGB", upright.size, "white") if clear else upright.convert("RGB")
    if clear:
        flat.paste(clear, mask=clear)
    out = BytesIO()
    flat.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


async def show(request: Request) -> Response:
    """Give a photo or a file back to the visitor who sent it; to anybody else it is not there."""
    doors: Doors = request.app.state.doors
    token = visitor.token_of(request, doors)
    if token is None or doors.shelf is None:
        raise refuse(404)
    file = doors.shelf.path(f"web/{visitor.address_of(token, doors).id}/{request.path_params['name']}")
    if file is None:
        raise refuse(404)
    headers = {"cache-control": "private, max-age=86400, immutable", "vary": "Cookie, X-Visitor"}
    mime = "image/jpeg" if file.suffix == ".jpg" else "application/octet-stream"
    return FileResponse(file, media_type=mime, filename=harmless_name(file), headers=headers)


def harmless_name(file: Path) -> str:
    """Return what a visitor's file is called for who downloads it."""
    return f"{'photo' if file.suffix == '.jpg' else 'file'}-{file.name[:8]}{file.suffix}"
