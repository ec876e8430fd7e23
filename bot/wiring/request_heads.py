"""How large the head of a request may be: uvicorn's fast parser (httptools) asks nobody and keeps all that comes.

What a stranger sends before anything of the request is known is memory of ours. h11, uvicorn's other parser, bounds it;
this is the bound for httptools: so much may come without a head, a piece of a body or a request having come to its end.
It holds for lines and fields that never end, for fields without number, and for those after a body (trailers).
"""

from __future__ import annotations

import asyncio
from typing import Final, Literal

LARGEST: Final = 64 * 1024  # bytes, and one read of the socket more; uvicorn gives h11 as many
TOO_LARGE: Final = "Request head too large."


def parser() -> type[asyncio.Protocol] | Literal["h11"]:
    """Return what reads requests: httptools, bounded, or h11 where that is not installed."""
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol  # noqa: PLC0415 - it may be missing
    except ImportError:
        return "h11"

    class Bounded(HttpToolsProtocol):
        _unfinished = 0

        def data_received(self, data: bytes) -> None:
            self._unfinished += len(data)
            super().data_received(data)
            if self._unfinished > LARGEST and not self.transport.is_closing():
                under_way = self.cycle is not None and not self.cycle.response_complete  # type: ignore[redundant-expr] # None at first
                if under_way:
                    self.transport.close()
                else:
                    self.send_400_response(TOO_LARGE)

        def on_headers_complete(self) -> None:
            self._unfinished = 0
            super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            self._unfinished = 0
            super().on_body(body)

        def on_message_complete(self) -> None:
            self._unfinished = 0
            super().on_message_complete()

    return Bounded
