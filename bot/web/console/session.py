"""Who is asking: the cookie of a session, and the proof that a change comes from a page of ours.

The cookie holds a random token and nothing else; the database holds its hash. Lax and not Strict, so that a link in
an alert opens the thread it names: no GET changes anything.
"""

from __future__ import annotations

import hmac
import re
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.store.staff.staff_sessions import LONGEST, Proof, Session
from bot.web.chat.visitor import is_secure
from bot.web.doors import Doors

FIELD: Final = "csrf"
HEADER: Final = "x-csrf"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits, URL-safe
_KNOWN_FOR: Final = 180 * 24 * 3600  # seconds


async def who(request: Request) -> tuple[Staff, Session] | None:
    """Return who is signed in with this browser, and their session."""
    doors: Doors = request.app.state.doors
    token = _cookie(request, "sid")
    return await doors.store.sessions.find(token, doors.clock()) if token is not None else None


def begun(request: Request, proof: Proof) -> tuple[str, Session]:
    """Return a new token and the session that it opens; whoever signs in gets a new one, whatever they had."""
    doors: Doors = request.app.state.doors
    now = doors.clock()
    browser = request.headers.get("user-agent", "")[:300]
    session = Session(
        id=doors.new_token()[:22], proof=proof, browser=browser, place=place_of(request), created_at=now, seen_at=now
    )
    return doors.new_token(), session


def place_of(request: Request) -> str:
    """Return the network address of who asks."""
    return request.client.host if request.client is not None else ""


def keep(response: Response, token: str, request: Request) -> None:
    """Give the browser its session."""
    _set(response, request, "sid", token, int(LONGEST.total_seconds()))


def drop(response: Response, request: Request) -> None:
    """Take the session from the browser."""
    _set(response, request, "sid", "", 0)


def is_known(request: Request, email: str) -> bool:
    """Tell whether somebody was signed in to this account with this browser before."""
    return hmac.compare_digest(request.cookies.get(_name(request, "known"), ""), _known(request, email))


def remember(response: Response, request: Request, email: str) -> None:
    """Let the browser be known: a stranger who tries passwords does not slow it down."""
    _set(response, request, "known", _known(request, email), _KNOWN_FOR)


def comes_from_us(request: Request) -> bool:
    """Tell whether a request was made by a page of ours, as far as the browser says (Fetch Metadata, else Origin)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    doors: Doors = request.app.state.doors
    origin = request.headers.get("origin")
    ours = {f"{request.url.scheme}://{request.url.netloc}"}
    if doors.public_url is not None:
        parts = urlsplit(doors.public_url)
        ours = {f"{parts.scheme}://{parts.netloc}"}
    return origin in ours


def csrf_of(request: Request) -> str:
    """Return the token that this browser's forms carry, bound to its session, or to a cookie until there is one."""
    doors: Doors = request.app.state.doors
    return doors.derive("csrf", _cookie(request, "sid") or before(request))


def before(request: Request) -> str:
    """Return the browser's token before it is signed in; a new one where it has none, which `keep_before` gives it."""
    known = _cookie(request, "pre")
    if known is not None:
        return known
    if not hasattr(request.state, "pre"):
        request.state.pre = request.app.state.doors.new_token()
    return str(request.state.pre)


def keep_before(response: Response, request: Request) -> None:
    """Give the browser the token that `before` made for it, where it made one."""
    if hasattr(request.state, "pre"):
        _set(response, request, "pre", request.state.pre, int(LONGEST.total_seconds()))


def has_token(request: Request, given: str) -> bool:
    return hmac.compare_digest(given.encode(), csrf_of(request).encode())


def _known(request: Request, email: str) -> str:
    doors: Doors = request.app.state.doors
    return doors.derive("known browser", email)


def _cookie(request: Request, name: str) -> str | None:
    given = request.cookies.get(_name(request, name))
    return given if given is not None and _TOKEN.fullmatch(given) else None


def _name(request: Request, name: str) -> str:
    """`__Host-` binds the cookie to this very host over https; browsers refuse the prefix over http."""
    return f"__Host-{name}" if is_secure(request, request.app.state.doors) else name


def _set(response: Response, request: Request, name: str, value: str, seconds: int) -> None:
    secure = "; Secure" if is_secure(request, request.app.state.doors) else ""
    cookie = f"{_name(request, name)}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    response.headers.append("set-cookie", cookie)
