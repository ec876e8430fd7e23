"""`Idempotency-Key`: a POST that comes twice is done once, and has one answer.

As draft-ietf-httpapi-idempotency-key-header has it: the same key with another body is a mistake (422), and while the
first is under way the second is told so (409). What was refused is not kept: nothing was done, and the key is free.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import blake2b
from typing import Final, assert_never

from starlette.requests import Request

from bot.model.api_token import ApiToken
from bot.store import StoreFault
from bot.store.staff.api_answers import AnotherBody, Answered, Begun, UnderWay
from bot.web.doors import Doors
from bot.web.problems import Problem

HEADER: Final = "idempotency-key"
#: Any printable ASCII: a UUID is what most send.
_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
#: Does it, by the id that everything it makes has; returns the status and the body.
Do = Callable[[str], Awaitable[tuple[int, str]]]


def key_of(request: Request, *, or_header: str = "") -> str:
    """Return the key. Raises `Problem` 400 for none, or one that is none."""
    key = request.headers.get(HEADER) or (request.headers.get(or_header) if or_header else None)
    if key is None or not _KEY.fullmatch(key):
        raise Problem(400, "An Idempotency-Key of 1 to 255 printable characters is needed, new for every request.")
    return key


async def once(request: Request, token: ApiToken, key: str, body: bytes, do: Do) -> tuple[int, str, bool]:
    """Do what is asked, or return what was answered when it was; the last says which. Raises `Problem` 409, 422."""
    doors: Doors = request.app.state.doors
    digest = digest_of(request, body)
    answers = doors.store.api_answers
    match await answers.begin(token.id, key, digest, doors.clock()):
        case Answered(status, answer):
            return status, answer, True
        case AnotherBody():
            raise Problem(422, "This Idempotency-Key was used for another request; make a new one for each.")
        case UnderWay():
            raise Problem(409, "A request with this Idempotency-Key is under way.", headers={"retry-after": "1"})
        case Begun():
            pass
        case _ as never:
            assert_never(never)
    try:
        status, answer = await do(named(token, key, digest))
    except Exception:
        with suppress(StoreFault):  # then it is free again by itself, a minute later
            await answers.let_go(token.id, key)
        raise
    await answers.keep(token.id, key, status, answer)
    return status, answer, False


def named(token: ApiToken, key: str, digest: str) -> str:
    """Return the id of what a request makes: the same however often it is brought."""
    return blake2b("\x1f".join(("api", token.id, key, digest)).encode(), digest_size=16).hexdigest()


def digest_of(request: Request, body: bytes) -> str:
    """Return what tells two requests apart: where they go and what they say."""
    made = blake2b(f"{request.method} {request.url.path}\x1f".encode(), digest_size=16)
    made.update(body)
    return made.hexdigest()
