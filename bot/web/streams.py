"""Streams of server-sent events that are open in this process: each takes a place before its answer begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

MOST: Final = 2000
OF_ONE: Final = 8  # streams of one visitor or one of staff: tabs
OF_A_NETWORK: Final = 200  # behind one address of the network many may live, and not everybody


class Streams:
    """How many streams are open, by who reads and from which address of the network ("" is not counted)."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._open: Counter[str] = Counter()
        self._networks: Counter[str] = Counter()

    def enter(self, reader: str, network: str = "") -> bool:
        """Take a place; tell whether there was one. Whoever has one leaves it."""
        if (
            self._open[reader] >= OF_ONE
            or (network and self._networks[network] >= OF_A_NETWORK)
            or self._open.total() >= self._most
        ):
            return False
        self._open[reader] += 1
        self._networks[network] += 1
        return True

    def leave(self, reader: str, network: str = "") -> None:
        for counter, name in ((self._open, reader), (self._networks, network)):
            counter[name] -= 1
            counter += Counter()  # forgets who has none open

    def __len__(self) -> int:
        return self._open.total()


class EventStream(StreamingResponse):
    """The answer of who has a place, which they leave with its end, whoever ends it."""

    def __init__(self, events: AsyncIterator[str], streams: Streams, reader: str, network: str = "") -> None:
        super().__init__(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})
        self._streams, self._names = streams, (reader, network)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then leave."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._streams.leave(*self._names)
