"""Staff at a thread: replying, taking over, giving back, closing, notes, labels, plans, an uncertain send.

What changes the customer goes the way of everything that happens: as an event in the inbox. Its turn is waited for, a
moment, so that the page that answers shows what came of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.arrivals import Arrival
from bot.model.events import Event, PlanChanged, StaffGaveBack, StaffTookOver, StaffWrote
from bot.model.staff import Staff
from bot.store.database.times import moment
from bot.store.threads.notes import Note
from bot.web.console import frame
from bot.web.console.threads.inbox import INBOX, REASONS
from bot.web.console.threads.mentions import called_in
from bot.web.console.threads.saved_replies import VARIABLES
from bot.web.console.threads.thread import facts_of, open_thread
from bot.web.console.wording.inert import plain
from bot.web.console.words import marked
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.sent_files import sent_as

LONGEST: Final = 4000  # characters of a message or a note
LONGEST_LABEL: Final = 40
_MOMENT: Final = 3.0  # seconds that a page waits for a turn
_LOOK: Final = 0.02
EMPTY: Final = marked("There is nothing to send yet.")
TOO_LONG: Final = marked("This is too long: 4,000 characters at most.")
#: Nobody's name was known for a saved reply: what stands there in its place is no word for a customer.
UNFILLED: Final = marked("A word in braces is still to be filled in: nothing was sent.")
FILE_GONE: Final = marked("A file is no longer in the box: nothing was sent. Look at what is attached, then send.")
RESENT_ALREADY: Final = marked("This message has been sent again already: it is never sent a third time.")

_log = structlog.get_logger(__name__)


async def reply(request: Request) -> Response:
    """Send what staff wrote; the thread is theirs, and the bot is silent."""
    text, files = field(request, "text"), files_in(request)
    fault = fault_of(text, files)
    if fault:
        return await open_thread(request, fault=fault, draft=text)
    other = await _answers_too(request)
    if other:
        return await open_thread(request, asks=other, draft=text)
    event = await written(request, text, files, request.app.state.doors.clock())
    if event is None:
        return await open_thread(request, fault=FILE_GONE, draft=text)
    await _take(request)
    await happen(request, event)
    return await back(request)


async def written(request: Request, text: str, files: Sequence[str], at: datetime) -> StaffWrote | None:
    """Return what staff wrote, to leave at some time, with the files that stood in the box; None where one is gone."""
    doors: Doors = request.app.state.doors
    staff, id_ = staff_of(request).id, key_of(request, "\x1f".join((text, *files)) if files else text)
    taken = await doors.store.attachments.take(customer_in(request), staff, files, id_)
    if taken is None:
        return None
    return StaffWrote(id=id_, text=text, staff=staff, media=sent_as(taken, doors, at))


def files_in(request: Request) -> list[str]:
    """Return the ids of the files that stood in the box when the form was sent."""
    return list(dict.fromkeys(str(one) for one in request.state.form.getlist("file")))


def fault_of(text: str, files: Sequence[str] = ()) -> str:
    """Return why a message for a customer can't leave as it is; empty for one that can."""
    if not text and not files:
        return EMPTY
    if len(text) > LONGEST:
        return TOO_LONG
    return UNFILLED if any(f"{{{name}}}" in text for name in VARIABLES) else ""


async def note(request: Request) -> Response:
    """Keep a private note."""
    doors: Doors = request.app.state.doors
    text = field(request, "text")
    if not text or len(text) > LONGEST:
        return await open_thread(request, fault=TOO_LONG if text else EMPTY, note_draft=text)
    kept = Note(id=key_of(request, text), at=doors.clock(), staff=staff_of(request).id, text=text)
    await doors.store.notes.write(customer_in(request), kept, called_in(text, await doors.store.staff.names()))
    return await back(request)


async def take_over(request: Request) -> Response:
    """The thread is theirs: the bot is silent from this turn on."""
    await _take(request)
    await happen(request, StaffTookOver(id=key_of(request), staff=staff_of(request).id))
    if request.headers.get("hx-target") == "state":  # they are typing: nothing else on the page may move
        return await frame.piece(request, "thread_state.html", **await facts_of(request, customer_in(request)))
    return await back(request)


async def give_back(request: Request) -> Response:
    """The thread is the bot's again."""
    await happen(request, StaffGaveBack(id=key_of(request), staff=staff_of(request).id))
    return await back(request)


async def close(request: Request) -> Response:
    """Put the thread away, for a reason; who had it in hand gives it back by that."""
    doors: Doors = request.app.state.doors
    reason = field(request, "reason")
    if reason not in {key for key, _ in REASONS}:
        raise refuse(400)
    thread = await doors.store.threads.get(customer_in(request), staff_of(request).id)
    await doors.store.threads.close(customer_in(request), staff_of(request).id, reason, doors.clock())
    if thread is not None and thread.team is not None:
        await happen(request, StaffGaveBack(id=key_of(request), staff=staff_of(request).id))
    return await back(request)


async def reopen(request: Request) -> Response:
    """Take a closed thread out again."""
    await request.app.state.doors.store.threads.reopen(customer_in(request))
    return await back(request)


async def assign(request: Request) -> Response:
    """Say who looks after a thread: somebody who works here, or nobody."""
    doors: Doors = request.app.state.doors
    chosen = field(request, "staff")
    known = await doors.store.staff.get(chosen) if chosen else None
    if chosen and (known is None or known.disabled):
        raise refuse(400)
    await doors.store.threads.assign(customer_in(request), known.id if known is not None else None)
    return await back(request)


async def label(request: Request) -> Response:
    """Put a label on a thread, or take one off (`remove`)."""
    doors: Doors = request.app.state.doors
    word = " ".join(plain(field(request, "label")).split())[:LONGEST_LABEL]
    if field(request, "remove"):
        await doors.store.threads.unlabel(customer_in(request), str(request.state.form.get("label", "")))
    elif word:
        await doors.store.threads.label(customer_in(request), word)
    return await back(request)


async def unread(request: Request) -> Response:
    """Leave the thread for later: it is unread again, and the list is what one sees."""
    await request.app.state.doors.store.threads.unread(customer_in(request), staff_of(request).id)
    return _to(request, INBOX)


async def change_plan(request: Request) -> Response:
    """Call something planned off, pass it over this time, or let it be decided now."""
    how: Any = field(request, "how")
    if how not in ("cancel", "skip", "now"):
        raise refuse(400)
    await happen(
        request,
        PlanChanged(id=key_of(request), timer=field(request, "timer")[:64], how=how, staff=staff_of(request).id),
    )
    return await back(request)


async def resend(request: Request) -> Response:
    """Send an uncertain message once more, deliberately."""
    doors: Doors = request.app.state.doors
    part = await doors.store.outbox.get(field(request, "part"))
    if part is None or part.customer != customer_in(request):
        raise refuse(404)
    if not await doors.store.resending.resend(part.id, staff_of(request).id, doors.clock()):
        return await open_thread(request, fault=RESENT_ALREADY)
    return await back(request)


async def _answers_too(request: Request) -> str:
    """Claim the answer; return who else answers, or has since the page was read, where this one does not know it."""
    doors: Doors = request.app.state.doors
    given, now = field(request, "seen"), doors.clock()
    seen = moment(int(given)) if given.isascii() and given.isdigit() and len(given) < 19 else now
    anyway = bool(field(request, "anyway"))
    other = await doors.store.presence.claim(customer_in(request), staff_of(request).id, seen, now, anyway=anyway)
    return (await doors.store.staff.names()).get(other, other) if other else ""


async def _take(request: Request) -> None:
    """Let who steps in look after a thread that nobody looked after, and which is open again by that."""
    doors: Doors = request.app.state.doors
    customer, staff = customer_in(request), staff_of(request)
    thread = await doors.store.threads.get(customer, staff.id)
    if thread is not None and thread.closed_at is not None:
        await doors.store.threads.reopen(customer)
    if thread is not None and thread.assignee is None:
        await doors.store.threads.assign(customer, staff.id)


async def happen(request: Request, event: Event, source: str = "console") -> None:
    """Put an event in the inbox, and give its turn a moment; the same form sent twice is one event."""
    doors: Doors = request.app.state.doors
    customer = customer_in(request)
    arrival = Arrival(event=event, received_at=doors.clock(), customer=customer, source=source)
    await doors.store.inbox.put([arrival])
    _log.info("staff stepped in", event_id=event.id, customer=customer, staff=staff_of(request).id)
    loop = asyncio.get_running_loop()
    until = loop.time() + _MOMENT
    with doors.store.bell.listen("outbox") as listener:
        while not await doors.store.threads.is_met(event.id) and loop.time() < until:
            await listener.rung(_LOOK)


async def back(request: Request) -> Response:
    """Answer with the thread as it is now."""
    if request.headers.get("hx-request"):
        return await open_thread(request)
    return _to(request, f"{INBOX}/{customer_in(request)}")


def _to(request: Request, address: str) -> Response:
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"hx-redirect": address})
    return RedirectResponse(address, 303)


def customer_in(request: Request) -> str:
    """Return the customer that an address names."""
    return str(request.path_params["customer"])


def staff_of(request: Request) -> Staff:
    """Return who is signed in."""
    staff: Staff = request.state.staff
    return staff


def field(request: Request, name: str) -> str:
    """Return what a form says in a field, in the line ends of one kind."""
    return str(request.state.form.get(name, "")).replace("\r\n", "\n").strip()


def key_of(request: Request, text: str = "") -> str:
    """Return the id of what a form does: the same form is the same deed, however often it is sent. One whose answer was
    lost may be sent once more with another text, which is another deed.
    """
    doors: Doors = request.app.state.doors
    key = field(request, "key") or doors.new_token()
    return doors.derive("console", staff_of(request).id, customer_in(request), request.url.path, key, text)
