"""What every route shares: security headers, plain errors that tell nothing of ours, a log line for our own faults.

It is the one layer between the server and the routes, in place of Starlette's two for errors, which each webhook would
pay for. A route that needs another policy (the chat may be framed) sets its own header, which is then left alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.problems import problem

_log = structlog.get_logger(__name__)
#: What is answered where a route raised this.
Answers = Mapping[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]

#: OWASP ASVS 5.0, 3.4: nothing may be loaded or framed unless a route says so.
HEADERS: Final = {
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
#: What a 200 without a body needs of them, as every webhook gets: the others are about what is loaded or framed.
OF_NOTHING: Final = frozenset({b"cache-control", b"strict-transport-security"})
_EMPTY: Final = (b"content-length", b"0")
#: Two years; without includeSubDomains, because the shop's other sites are not ours to decide for.
HSTS: Final = "max-age=63072000"


class Guard:
    """ASGI middleware; `secure` says that the world reaches us over https only. `answers` are for exceptions by which a
    route ends a request; any other is a fault of ours.
    """

    def __init__(self, app: ASGIApp, *, secure: bool, answers: Answers | None = None) -> None:
        self._app = app
        self._answers = answers or {}
        self._foreseen = tuple(self._answers)
        headers = {**HEADERS, **({"strict-transport-security": HSTS} if secure else {})}
        self._headers = tuple((name.encode(), value.encode()) for name, value in headers.items())
        self._of_nothing = tuple(pair for pair in self._headers if pair[0] in OF_NOTHING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer a plain 500 where the app failed before it began to answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = False

        async def send_guarded(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                self._set_headers(message)
            await send(message)

        try:
            try:
                await self._app(scope, receive, send_guarded)
            except self._foreseen as fault:
                if began:
                    raise
                answer = await self._answer_of(fault)(Request(scope, receive), fault)
                await answer(scope, receive, send_guarded)
        except ClientDisconnect:
            _log.info("caller left", path=scope["path"])
        except Exception:
            _log.exception("request failed", path=scope["path"])
            if not began:
                answer = problem(500, phrase(500)) if is_under("/api", scope["path"]) else plain(500)
                await answer(scope, receive, send_guarded)

    def _answer_of(self, fault: Exception) -> Callable[[Request, Exception], Awaitable[Response]]:
        return next(self._answers[kind] for kind in type(fault).__mro__ if kind in self._answers)

    def _set_headers(self, start: Message) -> None:
        """Add what the route has not set itself. On bytes, because every webhook comes through here."""
        given = start.get("headers", ())
        ours = self._of_nothing if start["status"] == 200 and _EMPTY in given else self._headers
        names = {name.lower() for name, _ in given}
        start["headers"] = [*given, *(pair for pair in ours if pair[0] not in names)]


def is_under(root: str, path: str) -> bool:
    """Return whether a path is a part of the site's."""
    return path == root or path.startswith(f"{root}/")


def plain(status: int, headers: dict[str, str] | None = None) -> PlainTextResponse:
    """Return an answer that says its status and nothing else."""
    return PlainTextResponse(phrase(status), status, headers)


def phrase(status: int) -> str:
    """Return what may be said of a failure to anybody."""
    return _PHRASES.get(status, "Something went wrong.")


def refuse(status: int, *, retry_after: int | None = None) -> HTTPException:
    """Return the exception that ends a request with this status; `retry_after` in seconds."""
    return HTTPException(status, headers={"retry-after": str(retry_after)} if retry_after else None)


_PHRASES: Final = {
    400: "This request can't be read.",
    401: "Not authorised.",
    403: "Not allowed.",
    404: "Nothing is here.",
    405: "This can't be done here.",
    408: "The request took too long.",
    413: "The request is too large.",
    415: "This kind of content is not taken here.",
    422: "This request can't be used.",
    429: "Too many requests; please wait a moment.",
    500: "Something went wrong on our side.",
    503: "Not available for the moment; please try again.",
}
