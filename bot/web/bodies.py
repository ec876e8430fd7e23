"""Reading a request's body: bounded in size and in time, never decompressed."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive

MOST_BYTES: Final = 1024 * 1024
PATIENCE: Final = 10.0  # seconds for a whole body; providers give up after 15
#: How much of a body that is too large is read and thrown away, so that its sender hears why. A socket that is closed
#: over unread bytes resets the connection, and the answer is lost with it.
MOST_SPILT: Final = 8 * MOST_BYTES


async def read_body(request: Request, patience: float | None = None, most: int = MOST_BYTES) -> bytes:
    """Return the body as it came.

    Raises `HTTPException`: 413 over `most` bytes (told by Content-Length, or counted as it streams in), 408 when it
    takes over `patience` (else `PATIENCE`) seconds, 415 for a compressed one, which would have to be unpacked to be
    measured.
    """
    announced = b"0"
    for name, value in request.scope["headers"]:
        if name == b"content-length":
            announced = value
        elif name == b"content-encoding" and value != b"identity":
            raise HTTPException(415)
    if not announced.isdigit():
        raise HTTPException(400)
    try:
        async with asyncio.timeout(PATIENCE if patience is None else patience):
            return await _gather(request.receive, most, too_large=int(announced) > most)
    except TimeoutError:
        raise _closing(408) from None


async def _gather(receive: Receive, most: int, *, too_large: bool) -> bytes:
    body, size, more = bytearray(), 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk, more = message.get("body", b""), message.get("more_body", False)
        size += len(chunk)
        too_large = too_large or size > most
        if not too_large:
            body += chunk
        elif size > max(MOST_SPILT, most):
            break
        else:
            body.clear()
    if too_large:
        raise _closing(413)
    return bytes(body)


def _closing(status: int) -> HTTPException:
    """The rest of the body is not read, so the connection can't be used again."""
    return HTTPException(status, headers={"connection": "close"})
