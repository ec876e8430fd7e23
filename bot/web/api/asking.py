"""What a request asks: path, query and body as records of `shapes`, each fault with its place; and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct
from starlette.requests import Request

from bot.model.api_token import ApiToken
from bot.rules.api_access import sees
from bot.store import Store
from bot.store.database.lists import Key, Root
from bot.web.api.cursor import cursor_of, key_of
from bot.web.api.shapes import Asked, Nothing, Paging
from bot.web.doors import Doors
from bot.web.problems import AHEAD, Fault, Problem, is_ahead

T = TypeVar("T", bound=Asked)
_PLACE: Final = re.compile(r" - at `(?:key in )?\$([^`]*)`$")
_STEP: Final = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
#: Times outside are a slip, and arithmetic with them fails.
FIRST_YEAR, LAST_YEAR = 1970, 2200


class Question(Struct, frozen=True, kw_only=True):
    """A request that passed the guards. `id` names the event that it makes; `raw` is the body as it came."""

    doors: Doors
    token: ApiToken
    path: Mapping[str, str]
    query: Any
    body: Any
    now: datetime
    id: str = ""
    raw: bytes = b""

    @property
    def store(self) -> Store:
        return self.doors.store

    @property
    def by(self) -> str:
        """Return who is written down as having said it."""
        return f"api: {self.token.name}"

    def after(self, which: str) -> Key | None:
        """Return where a page of a list begins. Raises `Problem` 422 for a cursor of another one."""
        assert isinstance(self.query, Paging)
        return key_of(self.query.cursor, which, self.doors.derive)

    def cursor(self, key: Key | None, which: str) -> str | None:
        return cursor_of(key, which, self.doors.derive)


async def whom(question: Question) -> Root:
    """Return the customer that the path names, as who they are now. Raises `Problem` 404 for nobody, and for somebody
    of a point of sale that the token is not for: whether there is such a person is not told.
    """
    customer = question.path["customer"]
    root = (await question.store.lists.roots([customer])).get(customer)
    if root is None or not sees(question.token, root.point_of_sale) or not await question.store.lists.knows(root.id):
        raise Problem(404, "There is no such customer.")
    return root


def read_query(request: Request, shape: type[T]) -> T:
    """Return the query. Raises `Problem` 422 for what is no parameter, or no value of one."""
    given = request.query_params.multi_items()
    names = [name for name, _ in given]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Problem(422, "The question can't be answered.", (Fault(f"/{twice[0]}", "is there twice"),))
    if any("\x00" in value for _, value in given):
        raise Problem(422, "The question can't be answered.", (Fault("", "has a NUL in it"),))
    try:
        return msgspec.convert(dict(given), shape, strict=False)
    except msgspec.ValidationError as error:
        raise Problem(422, "The question can't be answered.", (fault_of(error),)) from None


def read_json(body: bytes, shape: type[T], now: datetime) -> T:
    """Return a body. Raises `Problem`: 400 for no JSON, 422 for another shape."""
    if not body and issubclass(shape, Nothing):
        return shape()
    try:
        said = msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        raise Problem(422, "The body can't be used as it is.", (fault_of(error),)) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Problem(400, "The body is no JSON.") from None
    at: datetime | None = getattr(said, "at", None)
    if at is not None and not FIRST_YEAR < at.year < LAST_YEAR:
        raise Problem(422, "The body can't be used as it is.", (Fault("/at", "is no time that anybody lived"),))
    if at is not None and is_ahead(at, now):
        raise Problem(422, "The body can't be used as it is.", (Fault("/at", AHEAD),))
    return said


def fault_of(error: msgspec.ValidationError) -> Fault:
    """Return what msgspec says is wrong, with its place as a JSON Pointer."""
    text = str(error)
    found = _PLACE.search(text)
    steps = _STEP.findall(found[1]) if found else []
    pointer = "".join("/" + (name or number).replace("~", "~0").replace("/", "~1") for name, number in steps)
    return Fault(pointer, _PLACE.sub("", text)[:300])
