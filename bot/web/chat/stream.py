"""`GET /chat/stream`: the thread as server-sent events, from the database alone.

A bell wakes the stream when something was said; should a ring be lost, or ring in another process, it looks every few
seconds anyway. `Last-Event-ID` is a position in the transcript: a browser that comes back gets what it missed, and the
last few lines again, which it knows by their ids.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncIterator
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.responses import Response

from bot.model.address import Address
from bot.model.message import Choice
from bot.store import StoreUnavailable
from bot.store.messages.transcript import Line
from bot.web.chat import visitor
from bot.web.chat.lines import drawn
from bot.web.doors import CLOSING, Doors
from bot.web.guard import refuse
from bot.web.limits import is_private, network_of
from bot.web.streams import EventStream, Streams

HISTORY: Final = 200  # lines shown to who comes (back)
LOOK_AGAIN: Final = 3.0  # seconds, also how soon a browser may come back
BEATS: Final = 5  # looks without news between two signs of life, so that no proxy takes the stream for dead
#: PostgreSQL may show a line after one that has a later position (two commits crossing), so the last few are read
#: again.
OVERLAP: Final = 10

_log = structlog.get_logger(__name__)


class Thread:
    """What one stream has shown of a visitor's thread."""

    def __init__(self, address: Address, doors: Doors, shown_up_to: int) -> None:
        self._address = address
        self._doors = doors
        self._shown_up_to = shown_up_to
        self._known: deque[int] = deque(maxlen=OVERLAP)
        self._shown: deque[int] = deque(maxlen=OVERLAP + HISTORY)
        self._prompts: dict[str, tuple[Choice, ...]] = {}
        self._typing = False

    async def start(self) -> list[str]:
        """Return the recent thread as frames, without what the browser surely has already."""
        lines = await self._doors.store.transcript.latest_of_address(self._address, HISTORY)
        had = [line.position for line in lines if line.position <= self._shown_up_to]
        # The last few of them may not be what it had: it knows those that it has by their ids.
        return self._frames(lines, unless_before=had[-OVERLAP] if len(had) >= OVERLAP else 0)

    async def news(self) -> list[str]:
        """Return what was said since, as frames, and whether an answer is being made, where that has changed."""
        after = self._known[0] - 1 if len(self._known) == OVERLAP else 0
        typing = await self._doors.store.answering.to(self._address, self._doors.clock())
        # Asked before the lines are read, so that the dots may outlive an answer by a moment, never leave before it.
        frames = self._frames(await self._doors.store.transcript.of_address(self._address, after, HISTORY))
        if typing != self._typing:
            self._typing = typing
            frames.append(frame("typing", {"on": typing}))
        return frames

    def _frames(self, lines: list[Line], unless_before: int = 0) -> list[str]:
        frames = []
        for line in lines:
            if line.position in self._shown:
                continue
            self._known.append(line.position)
            self._shown.append(line.position)
            if line.part is not None and line.part.prompt:
                self._prompts[line.part.prompt] = line.part.choices
            if line.position >= unless_before:
                frames.append(frame("line", drawn(line, self._prompts, self._doors), line.position))
        return frames


async def follow(request: Request) -> Response:
    """Answer with the thread, then with what is said, until the browser leaves or the server stops."""
    doors: Doors = request.app.state.doors
    streams: Streams = request.app.state.streams
    token = visitor.token_of(request, doors)
    if token is None:
        raise refuse(401)
    address = visitor.address_of(token, doors)
    network = network_of(request)
    network = "" if is_private(network) else network
    if not streams.enter(address.id, network):
        raise refuse(429, retry_after=30)
    thread = Thread(address, doors, _last_seen(request))
    try:
        start = await thread.start()  # before the answer begins, so that a store that is away is a plain 503
    except BaseException:
        streams.leave(address.id, network)
        raise
    return EventStream(_events(address, thread, start, doors), streams, address.id, network)


async def _events(address: Address, thread: Thread, start: list[str], doors: Doors) -> AsyncIterator[str]:
    try:
        yield f"retry: {int(LOOK_AGAIN * 1000)}\n\n" + "".join(start) + frame("ready", {})
        with doors.store.bell.listen(f"web:{address.id}", CLOSING) as listener:
            quiet = 0
            while not doors.closing.is_set():
                frames = await thread.news()
                quiet = 0 if frames else quiet + 1
                if frames or quiet % BEATS == 0:
                    yield "".join(frames) or ":\n\n"
                await listener.rung(LOOK_AGAIN)
    except StoreUnavailable:
        _log.warning("stream ended", reason="the store is not available")


def frame(event: str, data: dict[str, Any], position: int | None = None) -> str:
    """Return a server-sent event; JSON holds no line break, so its data is one line."""
    number = "" if position is None else f"id: {position}\n"
    return f"event: {event}\n{number}data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _last_seen(request: Request) -> int:
    given = request.headers.get("last-event-id", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
