"""Places among the streams of events: by reader, by network, in all; left however the stream ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.web.streams import OF_A_NETWORK, OF_ONE, EventStream, Streams


def test_streams_are_counted_by_reader_and_in_all() -> None:
    streams = Streams(most=3)
    assert [streams.enter(name) for name in ("lea", "lea", "tom", "zoe")] == [True, True, True, False]
    streams.leave("lea")
    assert streams.enter("zoe")
    assert len(streams) == 3


def test_one_reader_and_one_network_have_their_share() -> None:
    streams = Streams()
    assert [streams.enter("lea") for _ in range(OF_ONE + 1)] == [True] * OF_ONE + [False]
    assert all(streams.enter(f"visitor {number}", "8.8.8.8") for number in range(OF_A_NETWORK))
    assert not streams.enter("one more", "8.8.8.8")
    assert streams.enter("one more", "9.9.9.9")
    streams.leave("visitor 7", "8.8.8.8")
    assert streams.enter("and another", "8.8.8.8")
    assert len(streams) == OF_ONE + OF_A_NETWORK + 1


@pytest.mark.parametrize("how", ["its end", "a fault", "who reads leaves"])
async def test_a_place_is_left_however_it_ends(how: str) -> None:
    streams, sent = Streams(), list[Any]()
    assert streams.enter("lea")

    async def events() -> AsyncIterator[str]:
        yield ":\n\n"
        if how == "a fault":
            raise ArithmeticError
        if how == "who reads leaves":
            await asyncio.sleep(60)

    async def receive() -> Any:
        if how != "who reads leaves":
            await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    answer = EventStream(events(), streams, "lea")
    if how == "a fault":
        with pytest.raises(BaseException):  # noqa: B017 - a group, or the fault itself, by the version
            await answer({"type": "http"}, receive, send)
    else:
        await answer({"type": "http"}, receive, send)
    assert len(streams) == 0
    assert sent[0]["status"] == 200
