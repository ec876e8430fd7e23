"""Files in a reply: taken as they are chosen, dropped or pasted, and kept until the message leaves.

A file is what its bytes say (`file_kinds`), never what its name or the browser says. A picture is drawn anew, as those
of customers are, so that neither the place where it was taken nor a hidden file leaves with it. Its name is made
harmless, and is never the name of a file of ours. Each file comes by itself, in a body of its own; what stands in the
box is on our side, so that another tab, a page loaded again or a lost connection changes nothing.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.files.file_kinds import JPEG, LARGEST, SENT, FileKind, kind_of
from bot.channels.files.file_shelf import ShelfFull, ref_of_staff
from bot.store import StoreUnavailable
from bot.store.messages.attachments import Attachment
from bot.web.bodies import read_body
from bot.web.chat.photos import LARGEST_PICTURE, NotAPhoto, draw_anew
from bot.web.console import frame
from bot.web.console.threads.inbox import INBOX
from bot.web.console.threads.stepping_in import customer_in, field, staff_of
from bot.web.console.wording.amounts import file_size
from bot.web.console.wording.inert import plain
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

NAME: Final = "x-file-name"  # percent-encoded
MOST: Final = 10  # files in one message
LONGEST_NAME: Final = 100
PATIENCE: Final = 300.0  # seconds for a film over a slow network
TOO_LARGE: Final = marked("This file is too large: 16 MB at most.")
NO_KIND: Final = marked(
    "This kind of file is not taken. Pictures (JPEG, PNG, WebP), PDF, Word, Excel and PowerPoint documents without "
    "macros, MP4 videos and MP3 are."
)
NOT_WHOLE: Final = marked("This picture can’t be read: it is damaged, or has too many pixels.")
TOO_MANY: Final = marked("Ten files fit in one message: send these first.")
NO_ROOM: Final = marked("So many files are kept for this customer already that there is no room for more.")
NO_ADDRESS: Final = marked(
    "By SMS and on WhatsApp a file needs an address of ours that the world can see, and none is set up (PUBLIC_URL)."
)
#: Where the customer's phone, or the provider, fetches a file from us.
_FETCHED: Final = frozenset({"sms", "whatsapp"})
_UNUSUAL: Final = re.compile(r"[^\w ()+&,'’-]+")


class NotTaken(Exception):
    """A file that is refused, for a reason that staff are told."""


async def attach(request: Request) -> Response:
    """Put a file in the reply box and answer with how it stands there; 422 with the reason where it is refused."""
    doors, language = request.app.state.doors, language_of(request)
    if doors.shelf is None:
        raise refuse(404)
    try:
        one = await _taken(request, doors)
    except NotTaken as fault:
        return Response(words(language).gettext(str(fault)), 422, media_type="text/plain")
    attached = [(one, file_size(one.size, language))]
    return await frame.piece(request, "attached.html", attached=attached, customer=customer_in(request), inbox=INBOX)


async def remove(request: Request) -> Response:
    """Take a file out of the reply box again, and off the shelf."""
    doors: Doors = request.app.state.doors
    ref = await doors.store.attachments.drop(customer_in(request), staff_of(request).id, field(request, "attachment"))
    if ref and doors.shelf is not None:
        doors.shelf.forget_one(ref)
    return Response()


def harmless(name: str, kind: FileKind) -> str:
    """Return a file's name without a path, hidden signs or an ending that is not its own; `file` for no name left."""
    last = re.split(r"[/\\\\]", plain(unicodedata.normalize("NFC", name)))[-1]
    stem = last.rpartition(".")[0] or last
    words_left = " ".join(_UNUSUAL.sub("-", stem).split()).strip("-. ")
    return f"{words_left[:LONGEST_NAME].rstrip('-. ') or 'file'}.{kind.ending}"


async def _taken(request: Request, doors: Doors) -> Attachment:
    customer, staff, now = customer_in(request), staff_of(request), doors.clock()
    thread = await doors.store.threads.get(customer, staff.id)
    if thread is not None and thread.channel in _FETCHED and doors.public_url is None:
        raise NotTaken(NO_ADDRESS)
    if len(await doors.store.attachments.waiting(customer, staff.id, now)) >= MOST:
        raise NotTaken(TOO_MANY)
    file, kind = await _read(request)
    id_ = doors.derive("attachment", customer, staff.id, doors.new_token())
    one = Attachment(
        id=id_,
        at=now,
        ref=ref_of_staff(customer, id_, kind.ending),
        name=harmless(unquote(request.headers.get(NAME, "")), kind),
        kind=kind.kind,
        mime=kind.mime,
        size=len(file),
    )
    await _keep(doors, one, file)
    await doors.store.attachments.keep(customer, staff.id, one)
    return one


async def _read(request: Request) -> tuple[bytes, FileKind]:
    try:
        file = await read_body(request, PATIENCE, LARGEST)
    except HTTPException as fault:
        raise NotTaken(TOO_LARGE) if fault.status_code == 413 else fault from None
    kind = kind_of(file)
    if kind not in SENT or kind is None:
        raise NotTaken(NO_KIND)
    if kind.kind != "photo":
        return file, kind
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(request.app.state.drawing, draw_anew, file, LARGEST_PICTURE), JPEG
    except NotAPhoto:
        raise NotTaken(NOT_WHOLE) from None


async def _keep(doors: Doors, one: Attachment, file: bytes) -> None:
    assert doors.shelf is not None
    try:
        await asyncio.to_thread(doors.shelf.put, one.ref, file)
    except ShelfFull:
        raise NotTaken(NO_ROOM) from None
    except OSError as fault:
        raise StoreUnavailable("a file can't be kept") from fault
