"""`POST /console/inbox/{customer}/typing`: somebody is writing, and who else is at the thread sees it.

That they have it open is kept by their stream of news (`live`).
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.web.console.threads.stepping_in import customer_in, staff_of
from bot.web.doors import Doors


async def tell_typing(request: Request) -> Response:
    """Keep it for some seconds."""
    doors: Doors = request.app.state.doors
    await doors.store.presence.type(customer_in(request), staff_of(request).id, doors.clock())
    return Response(status_code=204)
