"""Reading a request's body: bounded in size and in time, never decompressed."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_BYTES: Final = 1024 * 1024
PATIENCE: Final = 10.0  # seconds for a whole body; providers give up after 15


async def read_body(request: Request, patience: float = PATIENCE) -> bytes:
    """Return the body as it came.

    Raises `HTTPException`: 413 over 1 MiB (told by Content-Length, or counted as it streams in), 408 when it takes over
    `patience` seconds, 415 for a compressed one, which would have to be unpacked to be measured.
    """
    if request.headers.get("content-encoding", "identity") != "identity":
        raise HTTPException(415)
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit():
        raise HTTPException(400)
    if int(announced) > MOST_BYTES:
        raise _closing(413)
    try:
        async with asyncio.timeout(patience):
            return await _gather(request)
    except TimeoutError:
        raise _closing(408) from None


async def _gather(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise _closing(413)
    return bytes(body)


def _closing(status: int) -> HTTPException:
    """The rest of the body is not read, so the connection can't be used again."""
    return HTTPException(status, headers={"connection": "close"})
