"""`GET /console/replies`: the replies that staff keep for use again: written, changed and forgotten here."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Staff
from bot.store.threads.saved_replies import SavedReply
from bot.web.console import frame
from bot.web.console.words import LANGUAGES
from bot.web.doors import Doors
from bot.web.guard import refuse

PATH: Final = "/console/replies"
LONGEST_NAME: Final = 60
LONGEST: Final = 2000
#: What stands in a reply for what is known of the customer, the reader and the shop.
VARIABLES: Final = ("first_name", "last_name", "staff", "store")


async def show(request: Request) -> Response:
    """Answer with all of them, and a form for one more."""
    doors: Doors = request.app.state.doors
    replies = await doors.store.saved_replies.all()
    return await frame.page(request, "saved_replies.html", replies=replies, languages=LANGUAGES, variables=VARIABLES)


async def save(request: Request) -> Response:
    """Keep one, new or in the place of another; without any text it is forgotten."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    form = {name: str(value).replace("\r\n", "\n").strip() for name, value in request.state.form.items()}
    id_, name, text = form.get("id", "")[:64], form.get("name", "")[:LONGEST_NAME], form.get("text", "")[:LONGEST]
    if form.get("language") not in LANGUAGES or (not id_ and not (name and text)):
        raise refuse(400)
    if id_ and not text:
        await doors.store.saved_replies.forget(id_)
    else:
        reply = SavedReply(id=id_ or doors.new_token()[:22], name=name or id_, language=form["language"], text=text)
        await doors.store.saved_replies.save(reply, staff.id, doors.clock())
    return RedirectResponse(PATH, 303)
