"""Filters of the inbox that somebody keeps under a name: `POST /console/inbox/filters`."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.store.threads.saved_filters import SavedFilter
from bot.web.console.threads.inbox import INBOX
from bot.web.console.threads.stepping_in import field, staff_of
from bot.web.console.wording.inert import plain
from bot.web.doors import Doors
from bot.web.guard import refuse

LONGEST_NAME: Final = 40
LONGEST: Final = 1000
#: What of an address is a filter.
_NAMES: Final = frozenset(
    {"folder", "stage", "direction", "standing", "channel", "language", "label", "point_of_sale", "by", "waiting", "q"}
)


async def save(request: Request) -> Response:
    """Keep the filter of a query under a name, or forget one of one's own (`forget`)."""
    doors: Doors = request.app.state.doors
    staff = staff_of(request)
    gone = field(request, "forget")
    if gone:
        await doors.store.saved_filters.forget(staff.id, gone)
        return RedirectResponse(INBOX, 303)
    name = " ".join(plain(field(request, "name")).split())[:LONGEST_NAME]
    query = cleaned(field(request, "query")[:LONGEST])
    if not name or not query:
        raise refuse(400)
    kept = SavedFilter(doors.derive("saved filter", staff.id, name, query), name, query)
    await doors.store.saved_filters.keep(staff.id, kept)
    return RedirectResponse(f"{INBOX}?{query}", 303)


def cleaned(query: str) -> str:
    """Return the part of a query that filters threads."""
    return urlencode([(name, value) for name, value in parse_qsl(query, max_num_fields=40) if name in _NAMES])
