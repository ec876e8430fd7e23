"""Many threads at once: assigned, labelled, snoozed or closed together, and the way back where there is one.

Each is asked for again within the reader's points of sale: what they could not open they can't change either. Closing
gives back what was in somebody's hands, which the bot tells the customer: that has no way back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.arrivals import Arrival
from bot.model.events import StaffGaveBack
from bot.store.threads.threads import ThreadRow
from bot.web.console import frame
from bot.web.console.threads.inbox import REASONS, listing
from bot.web.console.threads.putting_off import chosen_time
from bot.web.console.threads.stepping_in import LONGEST_LABEL, field, staff_of
from bot.web.console.wording.clock import clock_of
from bot.web.console.wording.inert import plain
from bot.web.doors import Doors
from bot.web.guard import refuse

MOST: Final = 200
ACTS: Final = ("assign", "label", "snooze", "close")


class Done(Struct, frozen=True, kw_only=True):
    """What was done to how many, and what takes it back: pairs of a customer and how it was."""

    act: str
    count: int
    value: str = ""
    before: tuple[tuple[str, str], ...] = ()


async def change(request: Request) -> Response:
    """Do something to all threads that were ticked, and show the list with the way back."""
    act = field(request, "act")
    if act not in ACTS:
        raise refuse(400)
    threads = await _reached(request, request.state.form.getlist("customer"))
    done = await {"assign": _assign, "label": _label, "snooze": _snooze, "close": _close}[act](request, threads)
    return await _shown(request, done)


async def undo(request: Request) -> Response:
    """Take back what was done: each thread is as it was, unless its customer was merged or erased meanwhile."""
    doors: Doors = request.app.state.doors
    act, value = field(request, "act"), plain(field(request, "value"))
    pairs = [str(pair).partition(":") for pair in request.state.form.getlist("before")]
    known = {thread.customer for thread in await _reached(request, [customer for customer, _, _ in pairs])}
    staff = {one.id for one in await doors.store.staff.all()}
    for customer, _, before in pairs:
        if customer not in known:
            continue
        match act:
            case "assign":
                await doors.store.threads.assign(customer, before if before in staff else None)
            case "label":
                await doors.store.threads.unlabel(customer, value)
            case "snooze":
                await doors.store.threads.wake(customer)
            case "close":
                await doors.store.threads.reopen(customer)
            case _:
                raise refuse(400)
    return await _shown(request, None)


async def _reached(request: Request, customers: Sequence[Any]) -> list[ThreadRow]:
    doors: Doors = request.app.state.doors
    staff = staff_of(request)
    named = list(dict.fromkeys(str(customer) for customer in customers))
    if len(named) > MOST:
        raise refuse(400)
    return await doors.store.threads.some(named, staff.id, staff.points_of_sale) if named else []


async def _assign(request: Request, threads: Sequence[ThreadRow]) -> Done:
    doors: Doors = request.app.state.doors
    chosen = field(request, "staff")
    known = await doors.store.staff.get(chosen) if chosen else None
    if chosen and (known is None or known.disabled):
        raise refuse(400)
    for thread in threads:
        await doors.store.threads.assign(thread.customer, known.id if known is not None else None)
    before = tuple((thread.customer, thread.assignee or "") for thread in threads)
    return Done(act="assign", count=len(threads), before=before)


async def _label(request: Request, threads: Sequence[ThreadRow]) -> Done:
    doors: Doors = request.app.state.doors
    word = " ".join(plain(field(request, "label")).split())[:LONGEST_LABEL]
    if not word:
        raise refuse(400)
    new = [thread for thread in threads if word not in thread.labels]
    for thread in new:
        await doors.store.threads.label(thread.customer, word)
    before = tuple((thread.customer, "") for thread in new)
    return Done(act="label", count=len(threads), value=word, before=before)


async def _snooze(request: Request, threads: Sequence[ThreadRow]) -> Done:
    doors: Doors = request.app.state.doors
    until = chosen_time(field(request, "when"), clock_of(request))
    if until is None:
        raise refuse(400)
    awake = [thread for thread in threads if thread.folder not in ("closed", "snoozed")]
    for thread in awake:
        await doors.store.threads.snooze(thread.customer, staff_of(request).id, until, doors.clock())
    return Done(act="snooze", count=len(awake), before=tuple((thread.customer, "") for thread in awake))


async def _close(request: Request, threads: Sequence[ThreadRow]) -> Done:
    doors: Doors = request.app.state.doors
    staff, reason, now = staff_of(request), field(request, "reason"), doors.clock()
    if reason not in dict(REASONS):
        raise refuse(400)
    open_ = [thread for thread in threads if thread.folder != "closed"]
    for thread in open_:
        await doors.store.threads.close(thread.customer, staff.id, reason, now)
    held = [thread for thread in open_ if thread.team is not None]
    key = field(request, "key") or doors.new_token()
    events = [StaffGaveBack(id=doors.derive("close", key, thread.customer), staff=staff.id) for thread in held]
    if events:
        await doors.store.inbox.put(
            [
                Arrival(event=event, received_at=now, customer=thread.customer, source="console")
                for event, thread in zip(events, held, strict=True)
            ]
        )
    back = tuple((thread.customer, "") for thread in open_ if thread.team is None)
    return Done(act="close", count=len(open_), before=back)


async def _shown(request: Request, done: Done | None) -> Response:
    facts = await listing(request)
    return await frame.page(request, "inbox.html", pane="list", thread=None, card=None, done=done, **facts)
