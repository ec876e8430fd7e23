"""What an emulator can be told to get wrong, and how it does so on the wire."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from aiohttp import web


@dataclass(frozen=True)
class Fault:
    """`accepted`: the message is on the customer's phone before things go wrong.

    `hang` never answers, `reset` cuts the connection, `half` cuts it within the answer, `garbage` answers 200 with no
    JSON, `status` answers with `status` and (for an error of the API) `code` and `words`, `slow` answers right after
    `seconds`.
    """

    action: Literal["hang", "reset", "half", "garbage", "status", "slow"]
    accepted: bool = False
    status: int = 500
    code: int | None = None
    words: str = ""
    retry_after: float | None = None
    seconds: float = 0.0
    method: str | None = None


class Faults:
    """A queue of faults; each request that fits takes the first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.closing = asyncio.Event()

    def add(self, fault: Fault, times: int = 1) -> None:
        self._waiting += [fault] * times

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        for fault in self._waiting:
            if fault.method in (None, method):
                self._waiting.remove(fault)
                return fault
        return None

    async def break_off(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        """Do on the wire what `hang`, `reset`, `half` and `garbage` say."""
        match fault.action:
            case "hang":
                await self.closing.wait()
            case "half":
                answer = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
                await answer.prepare(request)
                await answer.write(b'{"ok": tr')
            case "garbage":
                return web.Response(body=b"<html>502</html>{", content_type="application/json")
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
