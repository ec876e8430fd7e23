"""The event loop of a program that serves: asyncio's, with threads of their own for looking names up."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

#: Names looked up at once. A resolver that does not answer keeps a thread for half a minute a name (resolv.conf(5)).
AT_ONCE: Final = 16


class ServingLoop(asyncio.SelectorEventLoop):
    """asyncio looks names up in the few threads of `to_thread` too, six on two processors: while no resolver answered,
    64 messages waited there for a provider's name, and behind them whoever signed in or compared two playbooks.
    """

    def __init__(self) -> None:
        super().__init__()
        self._names = ThreadPoolExecutor(AT_ONCE, "names")

    async def getaddrinfo(
        self,
        host: bytes | str | None,
        port: bytes | str | int | None,
        *,
        family: int = 0,
        type: int = 0,  # noqa: A002 - asyncio's word
        proto: int = 0,
        flags: int = 0,
    ) -> list[Any]:
        """Look a name up, as `socket.getaddrinfo` does. Raises `OSError`."""
        return await self.run_in_executor(self._names, socket.getaddrinfo, host, port, family, type, proto, flags)

    def close(self) -> None:
        """Close the loop; names that are still looked up are waited for by nobody."""
        self._names.shutdown(wait=False, cancel_futures=True)
        super().close()
