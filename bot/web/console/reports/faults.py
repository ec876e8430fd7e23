"""`GET /console/sending/faults`: events that a fault of ours kept from being met, and meeting them again."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Act, Staff
from bot.rules.access import may, reaches
from bot.store.messages.inbox import DeadLetter
from bot.store.staff.audit import Entry
from bot.web.console import frame
from bot.web.console.reports import behind
from bot.web.console.reports.behind import Found
from bot.web.console.wording.clock import clock_of
from bot.web.doors import Doors
from bot.web.guard import refuse

SENDING: Final = "/console/sending"
_MOST_FAULTS: Final = 100
_EVENT: Final = msgspec.json.Decoder(dict[str, Any])


async def show(request: Request) -> Response:
    """Answer with events that a fault of ours kept from being met."""
    staff: Staff = request.state.staff
    clock = clock_of(request)
    faults = await faults_of(request)
    found = [Found(customer=one.customer, at=one.received_at) for one in faults]
    rows = zip(faults, await behind.rows_of(request, found), strict=True)
    return await frame.page(
        request,
        "faults.html",
        rows=[
            {
                "id": one.event_id,
                "row": row,
                "kind": _kind(one.event),
                "fault": (one.traceback.strip().splitlines() or [""])[-1][:300],
                "attempts": one.attempts,
                "ago": clock.ago(one.received_at),
                "readable": one.event != "null",
            }
            for one, row in rows
        ],
        may_retry=may(staff, Act.RESEND),
        back=SENDING,
    )


async def retry(request: Request) -> Response:
    """Have an event met again, once the fault is mended; noted in the audit."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    id_ = str(request.state.form.get("event", ""))
    if id_ not in {one.event_id for one in await faults_of(request) if one.event != "null"}:
        raise refuse(404)
    await doors.store.audit.note(Entry(at=doors.clock(), who=staff.id, act="event.retried", subject=id_, details={}))
    await doors.store.inbox.revive(id_)
    return RedirectResponse(f"{SENDING}/faults", 303)


async def faults_of(request: Request) -> list[DeadLetter]:
    """The dead letters that the reader may see; those of nobody known are for who sees every point of sale."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    found = await doors.store.inbox.dead(limit=_MOST_FAULTS)
    if not staff.points_of_sale:
        return found
    roots = await doors.store.lists.roots({one.customer for one in found})
    return [one for one in found if one.customer in roots and reaches(staff, roots[one.customer].point_of_sale)]


def _kind(event: str) -> str:
    try:
        return str(_EVENT.decode(event).get("type", ""))
    except msgspec.MsgspecError:
        return ""
