"""A request on its way through `/api`: token, pace, scope, question or body, key, operation, answer; in this order.

Whatever is refused is a problem document (RFC 9457), our own faults too.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Final

import msgspec
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.model.api_token import ApiToken
from bot.store import StoreUnavailable
from bot.web.api import once as keys
from bot.web.api.asking import Question, read_json, read_query
from bot.web.api.bearer import bearer, pace_headers, require
from bot.web.api.openapi import document
from bot.web.api.operations import OPERATIONS, PATHS, Operation
from bot.web.api.shapes import Nothing
from bot.web.bodies import read_body
from bot.web.counters import received
from bot.web.doors import Doors
from bot.web.problems import Problem, problem

Endpoint = Callable[[Request], Awaitable[Response]]
_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")
_PATTERNS: Final = {name: re.compile(pattern) for name, (pattern, _) in PATHS.items()}
JSON: Final = "application/json"
EVENTS: Final = "/api/events"
_log = structlog.get_logger(__name__)


def routes(shop_event: Endpoint) -> list[Route]:
    """Return the routes of `/api`. `shop_event` takes what comes to `/api/events` with a signature and no token."""
    by_path: dict[str, dict[str, Operation]] = {}
    for operation in OPERATIONS:
        by_path.setdefault(operation.path, {})[operation.method] = operation
    made = [_route(path, operations, shop_event) for path, operations in by_path.items()]
    return [*made, Route("/api/openapi.json", show_document, methods=["GET"])]


def _route(path: str, operations: Mapping[str, Operation], shop_event: Endpoint) -> Route:
    async def serve_path(request: Request) -> Response:
        if path == EVENTS and "authorization" not in request.headers:
            return await shop_event(request)
        return await serve(request, operations["GET" if request.method == "HEAD" else request.method])

    return Route(path, serve_path, methods=sorted(operations))


async def show_document(_request: Request) -> Response:
    return Response(document(), media_type=JSON)


async def serve(request: Request, operation: Operation) -> Response:
    """Answer one request. Raises nothing but `StoreUnavailable`, which is a 503 like everywhere."""
    doors: Doors = request.app.state.doors
    headers: dict[str, str] = {}
    try:
        now = doors.clock()
        token = await bearer(request, now)
        headers |= pace_headers(request.app.state.api_paces, token, now)
        require(token, operation.scope)
        _check_path(request.path_params)
        if operation.reads:
            return await _read(request, operation, token, headers)
        return await _tell(request, operation, token, headers)
    except Problem as fault:
        return problem(fault.status, fault.detail, fault.faults, {**headers, **(fault.headers or {})})
    except HTTPException as fault:
        return problem(fault.status_code, str(fault.detail), headers={**headers, **(fault.headers or {})})
    except StoreUnavailable:
        raise
    except Exception:
        _log.exception("api request failed", operation=operation.name)
        return problem(500, "Something went wrong on our side.", headers=headers)


async def _read(request: Request, operation: Operation, token: ApiToken, headers: Mapping[str, str]) -> Response:
    doors: Doors = request.app.state.doors
    query = read_query(request, operation.asks)
    question = Question(doors=doors, token=token, path=request.path_params, query=query, body=None, now=doors.clock())
    body = _ENCODER.encode(await operation.handler(question))
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    given = {**headers, "etag": tag, "cache-control": "private, no-cache"}
    if tag in _tags(request.headers.getlist("if-none-match")):
        return Response(None, 304, given)
    return Response(body, 200, given, media_type=JSON)


async def _tell(request: Request, operation: Operation, token: ApiToken, headers: Mapping[str, str]) -> Response:
    doors: Doors = request.app.state.doors
    read_query(request, Nothing)
    key = keys.key_of(request, or_header=operation.key_or)
    raw = await read_body(request)
    if raw and request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise Problem(415, f"The body should be {JSON}.")
    body = read_json(raw, operation.asks, doors.clock())

    async def do(id_: str) -> tuple[int, str]:
        question = Question(
            doors=doors,
            token=token,
            path=request.path_params,
            query=None,
            body=body,
            now=doors.clock(),
            id=id_,
            raw=raw,
        )
        return 202, _ENCODER.encode(await operation.handler(question)).decode()

    status, answer, again = await keys.once(request, token, key, raw, do)
    received("api")
    given = {**headers, "idempotency-replayed": "true"} if again else dict(headers)
    return Response(answer, status, given, media_type=JSON)


def _check_path(path: Mapping[str, str]) -> None:
    for name, value in path.items():
        if not _PATTERNS[name].fullmatch(value):
            raise Problem(404, f"There is no such {name}.")


def _tags(headers: Sequence[str]) -> set[str]:
    return {tag.strip().removeprefix("W/") for header in headers for tag in header.split(",")}
