"""Outgoing webhooks: what the shop's systems were told, what is still to be told, and telling one once more."""

from __future__ import annotations

import re
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.effects import Emit, PlaceOrder
from bot.model.staff import Staff
from bot.rules.access import reaches
from bot.store.messages.webhooks import END, Sending
from bot.web.console import frame
from bot.web.console.door import ROOT
from bot.web.console.threads.inbox import name_of
from bot.web.console.wording.clock import said_at
from bot.web.console.wording.reasons import reason_in_words
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

#: `bot.work.errands` notes so where there is nowhere to pass anything on to.
NOWHERE: Final = marked("no OUTGOING_WEBHOOK_URL is set")
#: What `bot.work.errands.outgoing` notes of a try where it is a sentence of its own.
_REASONS: Final = {
    NOWHERE: NOWHERE,
    "the receiver wants no more of these (410)": marked("the receiver wants no more of these (410)"),
}
_AFTER: Final = re.compile(r"not delivered after (\d+) tries: (.*)")
PAGE: Final = f"{ROOT}/tokens/outgoing"
SHOWN: Final = 50  # rows of a page
#: The states of one, as they are said.
STATES: Final = {
    "waiting": marked("To be passed on"),
    "delivered": marked("Passed on"),
    "failed": marked("Given up"),
}
#: How a try ended, as it is said.
OUTCOMES: Final = {
    "delivered": marked("Passed on"),
    "again": marked("Not passed on, to be tried again"),
    "given_up": marked("Given up"),
    "replayed": marked("To be passed on once more, said %(name)s"),
}


async def scope(request: Request) -> str | None:
    """Return the point of sale of whose customer a webhook is about. Raises 404 for none."""
    doors: Doors = request.app.state.doors
    sending = await doors.store.webhooks.get(request.path_params["delivery"])
    if sending is None:
        raise refuse(404)
    root = (await doors.store.lists.roots([sending.customer])).get(sending.customer)
    return root.point_of_sale if root is not None else None


async def show(request: Request) -> Response:
    """Answer with the newest ones, those of one state (`?state=`), or older ones (`?before=`)."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    state = request.query_params.get("state", "")
    state = state if state in STATES else ""
    before = request.query_params.get("before", "")
    start = int(before) if before.isdecimal() and len(before) < 19 else END
    found = await doors.store.webhooks.latest(start, SHOWN, state)
    seen = await _within(doors, staff, found)
    return await frame.page(
        request,
        "outgoing.html",
        rows=[_row(request, sending) for sending in seen],
        counts={} if staff.points_of_sale else await doors.store.webhooks.counts(),
        state=state,
        states=STATES,
        older=found[-1].position if len(found) == SHOWN else None,
    )


async def show_one(request: Request) -> Response:
    """Answer with one and all its tries."""
    doors: Doors = request.app.state.doors
    sending = await doors.store.webhooks.get(request.path_params["delivery"])
    if sending is None:
        raise refuse(404)
    language = language_of(request)
    tries = [
        {
            "at": said_at(request, one.at),
            "outcome": OUTCOMES[one.outcome],
            "reason": _why(one.reason, language),
            "by": one.by,
        }
        for one in await doors.store.webhooks.tries(sending.id)
    ]
    thread = await doors.store.threads.get(sending.customer, request.state.staff.id)
    return await frame.page(
        request,
        "outgoing_one.html",
        row=_row(request, sending),
        name=name_of(thread, language) if thread is not None else "",
        says=_says(sending.effect),
        tries=tries,
        states=STATES,
    )


async def replay(request: Request) -> Response:
    """Have one told once more; one that waits for its next try is told then."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    id_ = request.path_params["delivery"]
    await doors.store.webhooks.replay(id_, staff.name, doors.clock(), who=staff.id)
    return RedirectResponse(f"{PAGE}/{id_}", 303)


def _says(effect: Emit | PlaceOrder) -> str:
    """Return what the shop's systems are told, as JSON that people can read."""
    told = effect.data if isinstance(effect, Emit) else effect
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()


def _why(reason: str, language: str) -> str:
    """Return what went wrong in words; what the other side said, as it said it."""
    say = words(language).gettext
    after = _AFTER.fullmatch(reason)
    if after is not None:
        return say(marked("not passed on after %(tries)s tries: %(reason)s")) % {
            "tries": after[1],
            "reason": _why(after[2], language),
        }
    return say(_REASONS[reason]) if reason in _REASONS else reason_in_words(reason, language)


async def _within(doors: Doors, staff: Staff, found: list[Sending]) -> list[Sending]:
    roots = await doors.store.lists.roots({sending.customer for sending in found})
    return [
        sending
        for sending in found
        if reaches(staff, roots[sending.customer].point_of_sale if sending.customer in roots else None)
    ]


def _row(request: Request, sending: Sending) -> dict[str, object]:
    return {
        "id": sending.id,
        "type": sending.effect.name,
        "customer": sending.customer,
        "state": sending.state,
        "made": said_at(request, sending.created_at),
        "next": said_at(request, sending.due_at) if sending.state == "waiting" else None,
        "attempts": sending.attempts,
        "error": _why(sending.error, language_of(request)),
    }
