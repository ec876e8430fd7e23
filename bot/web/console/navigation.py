"""Where one can go: the console's pages, in the order of the side bar. Shown are those that exist and one may read.

A page appears here by its line in `routes.DOORS`; `count` is what waits there, None where nothing does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from msgspec import Struct
from starlette.requests import Request

from bot.model.staff import Act, Staff
from bot.rules.access import may
from bot.web.console.words import marked

Count = Callable[[Request], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the product. `key` goes there after `g`; `tab` says that it stands at the bottom of a phone."""

    path: str
    label: str
    icon: str
    key: str
    count: Count | None = None
    tab: bool = False


class Entry(Struct, frozen=True, kw_only=True):
    """A place as one reader sees it."""

    path: str
    label: str
    icon: str
    key: str
    tab: bool
    current: bool
    count: int


async def _waiting_for_us(request: Request) -> int:
    staff: Staff = request.state.staff
    return int(await request.app.state.doors.store.thread_counts.waiting(staff.points_of_sale))


PLACES: Final = (
    Place("/console/inbox", marked("Inbox"), "inbox", "b", count=_waiting_for_us, tab=True),
    Place("/console/journey", marked("Journey"), "map", "p", tab=True),
    Place("/console/flows", marked("Conversations"), "flow", "c", tab=True),
    Place("/console/feedback", marked("Feedback"), "star", "a"),
    Place("/console/sending", marked("Sending"), "send", "e"),
    Place("/console/playbook", marked("Playbook"), "book", "l", tab=True),
)
#: The shop's own: below the product, and behind « More » on a phone.
ADMINISTRATION: Final = (
    Place("/console/team", marked("Team"), "people", "t"),
    Place("/console/promises", marked("Promised times"), "clock", "w"),
    Place("/console/tokens", marked("API and webhooks"), "bolt", "k"),
    Place("/console/audit", marked("Audit"), "shield", "j"),
)


async def entries(request: Request) -> tuple[Entry, ...]:
    """Return the places of the product that the reader may go to."""
    return await _readable(request, PLACES)


async def administration(request: Request) -> tuple[Entry, ...]:
    """Return the places where the shop is run, as far as the reader may go there."""
    return await _readable(request, ADMINISTRATION)


async def _readable(request: Request, places: tuple[Place, ...]) -> tuple[Entry, ...]:
    acts: Mapping[str, Act] = request.app.state.console_pages
    staff: Staff = request.state.staff
    return tuple(
        [await _entry(request, place) for place in places if place.path in acts and may(staff, acts[place.path])]
    )


async def _entry(request: Request, place: Place) -> Entry:
    path = request.url.path
    return Entry(
        path=place.path,
        label=place.label,
        icon=place.icon,
        key=place.key,
        tab=place.tab,
        current=path == place.path or path.startswith(f"{place.path}/"),
        count=await place.count(request) if place.count is not None else 0,
    )
