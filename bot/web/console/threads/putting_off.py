"""What staff put off: a thread snoozed until a time, a message that leaves later, and both taken back.

A message for later is an event that waits in the inbox: it is met, and the policy asked, when its time has come.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.model.arrivals import Arrival
from bot.store.messages.later import SOURCE
from bot.web.console.threads.stepping_in import (
    FILE_GONE,
    back,
    customer_in,
    fault_of,
    field,
    files_in,
    staff_of,
    written,
)
from bot.web.console.threads.thread import open_thread
from bot.web.console.wording.clock import Clock, clock_of
from bot.web.console.words import marked
from bot.web.doors import Doors

FURTHEST: Final = timedelta(days=366)
NOT_A_TIME: Final = marked("Choose a time to come, within a year.")
GONE_ALREADY: Final = marked("Too late: this message has left already.")
_MORNING: Final = time(9)


async def snooze(request: Request) -> Response:
    """Put the thread aside until a time; the customer's next word takes it out before."""
    doors: Doors = request.app.state.doors
    until = chosen_time(field(request, "when"), clock_of(request))
    if until is None:
        return await open_thread(request, fault=NOT_A_TIME)
    await doors.store.threads.snooze(customer_in(request), staff_of(request).id, until, doors.clock())
    return await back(request)


async def wake(request: Request) -> Response:
    """Take a snoozed thread out again."""
    await request.app.state.doors.store.threads.wake(customer_in(request))
    return await back(request)


async def send_later(request: Request) -> Response:
    """Keep what staff wrote until its time."""
    doors: Doors = request.app.state.doors
    text, files = field(request, "text"), files_in(request)
    fault = fault_of(text, files)
    if fault:
        return await open_thread(request, fault=fault, draft=text)
    at = chosen_time(field(request, "when") or field(request, "at"), clock_of(request))
    if at is None:
        return await open_thread(request, fault=NOT_A_TIME, draft=text)
    event = await written(request, text, files, at)
    if event is None:
        return await open_thread(request, fault=FILE_GONE, draft=text)
    customer, now = customer_in(request), doors.clock()
    await doors.store.inbox.put([Arrival(event=event, received_at=now, customer=customer, source=SOURCE, due_at=at)])
    return await back(request)


async def call_off(request: Request) -> Response:
    """Take back a message that waits for its time."""
    doors: Doors = request.app.state.doors
    if not await doors.store.later.call_off(customer_in(request), field(request, "message")[:64]):
        return await open_thread(request, fault=GONE_ALREADY)
    return await back(request)


def chosen_time(said: str, clock: Clock) -> datetime | None:
    """Return the time of a choice, or of a date and hour in the reader's zone; None for one that is not to come."""
    here = clock.now.astimezone(clock.zone)
    days = {"tomorrow": 1, "monday": 7 - here.weekday()}
    if said in ("hour", "hours"):
        return clock.now + timedelta(hours=1 if said == "hour" else 3)
    if said in days:
        return datetime.combine(here.date() + timedelta(days=days[said]), _MORNING, clock.zone).astimezone(
            clock.now.tzinfo
        )
    try:
        at = datetime.fromisoformat(said).replace(tzinfo=clock.zone).astimezone(clock.now.tzinfo)
    except ValueError:
        return None
    return at if clock.now < at <= clock.now + FURTHEST else None
