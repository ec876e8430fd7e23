"""What a stranger may keep of us before a request is one: uvicorn's fast parser (httptools) asks nobody and keeps all.

- How much: so much may come without a head, a piece of a body or a request having come to its end. It holds for lines
  and fields that never end, for fields without number, and for those after a body (trailers).
- How long: a head that drips in, a connection on which nothing comes, and a body that goes on after its answer hold a
  socket, and there are only so many. What is under way has its own patience (`bot.web.bodies`).
- How many: where the system has no more sockets for us nobody is served, and nothing is sent.

A request that came behind another on the same connection hid the first from uvicorn: when its sender left, a stream of
events went on for ever. Here whichever is under way is told.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

LARGEST: Final = 64 * 1024  # bytes, and one read of the socket more
TOO_LARGE: Final = "Request head too large."
#: Seconds for a head: a phone on a bad network sends one in a packet or two.
PATIENCE = 20.0


class Bounded(HttpToolsProtocol):
    """`most` is how many connections there may be, `idle` those that wait for who sends, the longest waiting first."""

    most = 1 << 16
    idle: ClassVar[dict[Bounded, None]] = {}
    _unfinished = 0  # bytes
    _begun = False  # a request has begun to come, and not ended
    _served: RequestResponseCycle | None = None
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Let somebody in; where there are too many, in the place of who has waited longest without asking anything."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > self.most:
            next(iter(self.idle)).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell what is under way that nobody listens any more."""
        self._wait_no_more()
        if self._served is not None and not self._served.response_complete:
            self._served.disconnected = True
            self._served.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; end a connection that takes too much or too long."""
        self._unfinished += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        under_way = self._served is not None and not self._served.response_complete
        if self._unfinished > LARGEST and under_way:
            self.transport.close()
        elif self._unfinished > LARGEST:
            self.send_400_response(TOO_LARGE)
        elif not under_way and self._waiting is None and (self._begun or self._unfinished):
            self._wait()

    def on_message_begin(self) -> None:
        """See a request begin."""
        self._begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """See its head end."""
        self._unfinished = 0
        self._wait_no_more()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """See a piece of its body."""
        self._unfinished = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """See it end."""
        self._unfinished = 0
        self._begun = False
        self._wait_no_more()
        super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._served = cycle
        super()._start_asgi_task(cycle, app)

    def _wait(self) -> None:
        """Give the sender so long to begin, or to end what they have begun."""
        self._waiting = self.loop.call_later(PATIENCE, self.transport.abort)
        self.idle[self] = None

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
            del self.idle[self]
