"""Who is chatting: a random token that the browser keeps, and the address that is derived from it.

The token never leaves this module for the database or a log: the address is a keyed hash of it, so that nobody who
reads the database can take a visitor's place.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.model.address import Address
from bot.web.doors import Doors

HEADER: Final = "x-visitor"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits, URL-safe
_KEPT: Final = 180 * 24 * 3600  # seconds; begun again with every visit


def is_secure(request: Request, doors: Doors) -> bool:
    """Tell whether the browser reaches us over https."""
    return request.url.scheme == "https" or (doors.public_url or "").startswith("https://")


def is_framed(request: Request) -> bool:
    """Tell whether the page is asked for by a frame: the browser says so, or the embedding script where it doesn't."""
    return request.headers.get("sec-fetch-dest") in {"iframe", "frame"} or "framed" in request.query_params


def token_of(request: Request, doors: Doors) -> str | None:
    """Return the visitor's token, from the header (a frame without cookies) or the cookie; None for a stranger."""
    given = request.headers.get(HEADER) or request.cookies.get(_cookie_name(request, doors))
    return given if given and _TOKEN.fullmatch(given) else None


def address_of(token: str, doors: Doors) -> Address:
    return Address("web", doors.derive("web visitor", token))


def keep(response: Response, token: str, request: Request, doors: Doors) -> None:
    """Ask the browser to keep the token, until half a year after the last visit."""
    secure = is_secure(request, doors)
    cookie = f"{_cookie_name(request, doors)}={token}; Path=/; Max-Age={_KEPT}; HttpOnly"
    if secure and is_framed(request):
        cookie += "; Secure; SameSite=None; Partitioned"
    else:
        cookie += "; SameSite=Lax" + ("; Secure" if secure else "")
    response.headers.append("set-cookie", cookie)


def _cookie_name(request: Request, doors: Doors) -> str:
    """`__Host-` binds the cookie to this very host over https; browsers refuse the prefix over http."""
    return "__Host-visitor" if is_secure(request, doors) else "visitor"
