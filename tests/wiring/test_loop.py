"""A name that can't be found keeps nobody else waiting."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import Any

import pytest

from bot.wiring.loop import ServingLoop

SENDING = 64  # messages of a channel at once


def test_who_waits_for_a_name_keeps_no_thread_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()

    def silent(*_: Any) -> list[Any]:
        answers.wait(60)
        return [("found",)]

    async def sends_while_somebody_signs_in() -> None:
        loop = asyncio.get_running_loop()
        waiting = [asyncio.ensure_future(loop.getaddrinfo("api.example", 443)) for _ in range(SENDING)]
        await asyncio.sleep(0.05)
        try:
            assert await asyncio.wait_for(asyncio.to_thread(lambda: "signed in"), 20) == "signed in"
            assert not any(one.done() for one in waiting)
        finally:
            answers.set()
        assert await asyncio.gather(*waiting) == [[("found",)]] * SENDING

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    with asyncio.Runner(loop_factory=ServingLoop) as runner:
        runner.run(sends_while_somebody_signs_in())


def test_a_name_is_found_as_ever() -> None:
    async def connects() -> None:
        heard = asyncio.Event()
        server = await asyncio.start_server(lambda *_: heard.set(), "localhost", 0, family=socket.AF_INET)
        async with server:
            port = server.sockets[0].getsockname()[1]
            _, writer = await asyncio.open_connection("localhost", port, family=socket.AF_INET)
            await asyncio.wait_for(heard.wait(), 20)
            writer.close()

    with asyncio.Runner(loop_factory=ServingLoop) as runner:
        runner.run(connects())
