"""The web app: every route that the outside may rely on, behind one guard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.store import StoreUnavailable
from bot.web import assets, health, media, sent_files
from bot.web.api.bearer import paces, tries
from bot.web.api.serving import routes
from bot.web.chat import handed_in, page, photos, stream, tables, talk
from bot.web.chat import sent_files as chat_files
from bot.web.chat.lines import PHOTOS
from bot.web.console import frame
from bot.web.console import routes as console
from bot.web.console.door import ROOT
from bot.web.doors import Doors
from bot.web.guard import Answers, Guard, is_under, phrase, plain
from bot.web.problems import Problem, problem
from bot.web.providers import telegram, twilio
from bot.web.shop import shop_events, shop_webhooks
from bot.web.streams import Streams

Endpoint = Callable[[Request], Awaitable[Response]]


#: As somebody may type them; everything else has one address.
_PAGES_WITH_A_SLASH: Final = frozenset({"/chat/", f"{ROOT}/"})


async def _to_chat(_request: Request) -> Response:
    return RedirectResponse("/chat", 307)


class _Webhook(Route):
    """The busiest doors: without the handler of exceptions that Starlette puts around each, as the guard is one."""

    def __init__(self, path: str, endpoint: Endpoint) -> None:
        super().__init__(path, endpoint, methods=["POST"])

        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            answer = await endpoint(Request(scope, receive, send))
            await answer(scope, receive, send)

        self.app = serve


#: The contract's routes; the busiest first, because they are tried in order.
ROUTES: Final = (
    _Webhook("/webhooks/telegram", telegram.receive_update),
    _Webhook("/webhooks/twilio", twilio.receive_message),
    _Webhook("/webhooks/twilio/status", twilio.receive_status),
    _Webhook("/webhooks/shopify", shop_webhooks.receive_shopify),
    _Webhook("/webhooks/woocommerce", shop_webhooks.receive_woocommerce),
    *routes(shop_events.receive_event),
    Route("/chat", page.show, methods=["GET"]),
    Route("/chat/hello", talk.open_chat, methods=["POST"]),
    Route("/chat/messages", talk.say, methods=["POST"]),
    Route("/chat/files", handed_in.take, methods=["POST"]),
    Route("/chat/stream", stream.follow, methods=["GET"]),
    Route(f"{tables.TABLES}/{{part}}/{{word}}.png", tables.show, methods=["GET"]),
    Route(f"{PHOTOS}/{{name}}", photos.show, methods=["GET"]),
    Route(f"{chat_files.FILES}/{{part}}/{{word}}", chat_files.show, methods=["GET"]),
    Route("/chat/embed.js", assets.show_embed, methods=["GET"]),
    Route(f"{assets.ASSETS.path}/{{name}}", assets.ASSETS.show, methods=["GET"]),
    Route("/media/{path:path}", media.show_media, methods=["GET"]),
    Route(f"{sent_files.FILES}/{{token}}", sent_files.show, methods=["GET"]),
    Route("/healthz", health.alive, methods=["GET"]),
    *console.routes(),
    Route("/readyz", health.ready, methods=["GET"]),
    Route("/metrics", health.metrics, methods=["GET"]),
    Route("/", _to_chat, methods=["GET"]),
)


class _App(Starlette):
    """Starlette's routes and state, behind the guard and nothing else."""

    def __init__(self, routes: list[BaseRoute], *, secure: bool) -> None:
        super().__init__(routes=routes)
        self._guard = Guard(self.router.app, secure=secure, answers=_ANSWERS)

    def build_middleware_stack(self) -> ASGIApp:
        return self._guard


def create_app(doors: Doors) -> Starlette:
    """Return the ASGI app of webhooks, events, web chat, console and health."""
    app = _App(list(ROUTES), secure=(doors.public_url or "").startswith("https://"))
    app.router.redirect_slashes = False
    app.state.doors = doors
    app.state.paces = talk.Paces()
    app.state.api_paces = paces()
    app.state.api_tries = tries()
    app.state.streams = Streams()
    app.state.drawing = photos.one_at_a_time()
    app.state.reading = asyncio.Semaphore(handed_in.AT_ONCE)
    console.prepare(app)
    return app


def _is_api(request: Request) -> bool:
    return is_under("/api", request.url.path)


def _is_console(request: Request) -> bool:
    return is_under(ROOT, request.url.path)


async def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    headers = dict(fault.headers or {})
    path = request.url.path
    if fault.status_code == 404 and path in _PAGES_WITH_A_SLASH and request.method in {"GET", "HEAD"}:
        return RedirectResponse(path.rstrip("/"), 308)
    if _is_console(request):
        return await frame.error(request, fault.status_code, headers)
    if _is_api(request):
        return problem(fault.status_code, phrase(fault.status_code), headers=headers)
    return plain(fault.status_code, headers)


async def _located(_request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Problem)
    return problem(fault.status, fault.detail, fault.faults, fault.headers)


async def _unavailable(request: Request, _fault: Exception) -> Response:
    """Nothing was written, and nothing was acknowledged: whoever brought it will bring it again."""
    return await _refused(request, HTTPException(503, headers={"retry-after": "5"}))


_ANSWERS: Final[Answers] = {HTTPException: _refused, Problem: _located, StoreUnavailable: _unavailable}
