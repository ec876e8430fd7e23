"""A door of the console and its guard: who is signed in, what their role allows, where a change comes from.

Everything is refused unless the door's line in the table lets it through (OWASP ASVS 5.0, 8.3.1 and 16.5.3):

1. a stranger is shown to the sign-in page, and comes back to where they were going;
2. who must have a second factor and has none sets it up first;
3. a request that changes something comes from our own page and carries its token;
4. the role allows the act, and what is asked for is within the points of sale: out of scope is as good as absent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.model.staff import Act, Staff
from bot.rules.access import NEED_SECOND_FACTOR, may, reaches
from bot.store.staff.staff_sessions import Session
from bot.web.bodies import read_body
from bot.web.console import session
from bot.web.guard import refuse

Handler = Callable[[Request], Awaitable[Response]]
#: The point of sale that what is asked for belongs to; None for none yet. Raises 404 for what is not there.
Scope = Callable[[Request], Awaitable[str | None]]

ROOT: Final = "/console"
SIGN_IN: Final = f"{ROOT}/sign-in"
SECOND_FACTOR: Final = f"{ROOT}/account/second-factor"
_FORM: Final = "application/x-www-form-urlencoded"
_READS: Final = frozenset({"GET", "HEAD"})
_MOST_FIELDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Door:
    """`path` goes on after `/console`; `act` None is for strangers too. `at_once`: open before a second factor is set.

    What a handler may count on: `request.state.staff` and `.session` (None for a stranger at a door for strangers) and
    `request.state.form`, the fields of a form that was sent.
    """

    path: str
    method: str
    act: Act | None
    handler: Handler
    scope: Scope | None = None
    at_once: bool = False

    def route(self) -> Route:
        """Return the door as a route of the app, behind its guard."""
        return Route(f"{ROOT}{self.path}", _guarded(self), methods=[self.method])


def _guarded(door: Door) -> Handler:
    async def enter(request: Request) -> Response:
        known = await session.who(request)
        request.state.staff, request.state.session = known or (None, None)
        request.state.form = FormData()
        if known is None and door.act is not None:
            return _to_sign_in(request)
        if request.method not in _READS:
            await _refuse_forged(request)
        if door.act is not None and known is not None:
            if not door.at_once and lacks_second_factor(*known):
                return _to(request, SECOND_FACTOR)
            await _refuse_without_right(request, door, door.act)
        return await door.handler(request)

    return enter


def lacks_second_factor(staff: Staff, held: Session) -> bool:
    """Tell whether somebody must set up a second factor before anything else. A link from the terminal is proof enough
    for its one session.
    """
    return staff.role in NEED_SECOND_FACTOR and not staff.has_second_factor and held.proof != "link"


async def _refuse_without_right(request: Request, door: Door, act: Act) -> None:
    staff: Staff = request.state.staff
    if not may(staff, act):
        raise refuse(403)
    if door.scope is not None and not reaches(staff, await door.scope(request)):
        raise refuse(404)


async def _refuse_forged(request: Request) -> None:
    """Raise 403 for a change that does not come from a page of ours."""
    if not session.comes_from_us(request):
        raise refuse(403)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM:
        request.state.form = _form(await read_body(request))
    given = request.headers.get(session.HEADER) or request.state.form.get(session.FIELD) or ""
    if not session.has_token(request, str(given)):
        raise refuse(403)


def _form(body: bytes) -> FormData:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise refuse(400) from None
    return FormData([*pairs])


def _to_sign_in(request: Request) -> Response:
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.headers.get("hx-request"):  # a piece of a page: they come back to the whole of it
        page = urlsplit(request.headers.get("hx-current-url", ""))
        back = page.path + (f"?{page.query}" if page.query else "")
    elif request.method not in _READS:
        return _to(request, SIGN_IN)
    if back.partition("?")[0] != ROOT and not back.startswith(f"{ROOT}/"):
        return _to(request, SIGN_IN)
    return _to(request, SIGN_IN if back == ROOT else f"{SIGN_IN}?next={quote(back, safe='/')}")


def _to(request: Request, address: str) -> Response:
    """Send the browser elsewhere: the whole page, also where htmx asked for a piece of it."""
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"hx-redirect": address})
    return RedirectResponse(address, 303)
