"""Errors of `/api`, as RFC 9457 says: `application/problem+json`, every fault with its place in what was sent."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final, NamedTuple

from starlette.responses import Response

MOST_AHEAD: Final = timedelta(days=1)
AHEAD: Final = "lies more than a day ahead"


class Fault(NamedTuple):
    """`pointer` is a JSON Pointer (RFC 6901) into the body; `detail` what was expected there."""

    pointer: str
    detail: str


class Problem(Exception):
    """A request that can't be done, and why: `detail` for the whole, `faults` each with its place."""

    def __init__(
        self, status: int, detail: str, faults: tuple[Fault, ...] = (), headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = faults
        self.headers = headers


def is_ahead(at: datetime, now: datetime) -> bool:
    """Tell whether what is said to have happened lies more than a day ahead, which no difference of clocks explains."""
    return at > now + MOST_AHEAD


def problem(
    status: int, detail: str, faults: tuple[Fault, ...] = (), headers: dict[str, str] | None = None
) -> Response:
    """Return a problem document."""
    document: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if faults:
        document["errors"] = [fault._asdict() for fault in faults]
    body = json.dumps(document, ensure_ascii=False)
    return Response(body, status, headers, media_type="application/problem+json")
