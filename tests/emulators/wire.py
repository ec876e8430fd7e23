"""A wire between the program and PostgreSQL that can be cut: at a COMMIT, or whole."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Literal, Self
from urllib.parse import urlsplit, urlunsplit

COMMIT = b"COMMIT"
COMMITTED = b"C\x00\x00\x00\x0bCOMMIT\x00"  # CommandComplete

Moment = Literal["before", "after"]


class Wire:
    """Passes on what both sides say. `moments` are when the next COMMITs, every so many, are cut: none, where empty."""

    def __init__(self, url: str) -> None:
        self._there = urlsplit(url)
        self._server: asyncio.Server | None = None
        self._port = 0
        self._open: set[asyncio.StreamWriter] = set()
        self.moments: list[Moment] = []
        self.every = 1
        self.cuts: list[Moment] = []
        self._commits = 0

    @property
    def url(self) -> str:
        """The address of the database through this wire."""
        user, _, _ = self._there.netloc.rpartition("@")
        return urlunsplit(self._there._replace(netloc=f"{user}@127.0.0.1:{self._port}", query=""))

    async def __aenter__(self) -> Self:
        await self.mend()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.tear()

    async def mend(self) -> None:
        """Take connections, where they were taken before."""
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def tear(self) -> None:
        """Cut every connection and take none."""
        if self._server is not None:
            self._server.close()
        for writer in list(self._open):
            writer.transport.abort()

    async def _pass_on(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        there, on = await self._connect()
        self._open |= {back, on}
        line = _Line(self, back, on)
        try:
            await asyncio.gather(line.up(here), line.down(there))
        finally:
            line.cut()
            self._open -= {back, on}

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        options = dict(pair.split("=", 1) for pair in self._there.query.split("&") if pair)
        if "host" in options:
            socket = f"{_unquoted(options['host'])}/.s.PGSQL.{self._there.port or options.get('port', 5432)}"
            return await asyncio.open_unix_connection(socket)
        return await asyncio.open_connection(self._there.hostname, self._there.port)

    def strikes(self) -> Moment | None:
        """Tell whether this COMMIT is one to be cut, and when."""
        self._commits += 1
        if not self.moments or self._commits % self.every:
            return None
        self.cuts.append(self.moments.pop(0))
        return self.cuts[-1]


class _Line:
    """One connection."""

    def __init__(self, wire: Wire, back: asyncio.StreamWriter, on: asyncio.StreamWriter) -> None:
        self._wire, self._back, self._on = wire, back, on
        self._waits_for_the_commit = False

    async def up(self, here: asyncio.StreamReader) -> None:
        with contextlib.suppress(OSError):
            while said := await here.read(65536):
                moment = self._wire.strikes() if COMMIT in said else None
                if moment == "before":
                    break
                self._waits_for_the_commit |= moment == "after"
                self._on.write(said)
                await self._on.drain()
        if not self._waits_for_the_commit:
            self.cut()

    async def down(self, there: asyncio.StreamReader) -> None:
        with contextlib.suppress(OSError):
            while said := await there.read(65536):
                if self._waits_for_the_commit and COMMITTED in said:
                    break
                self._back.write(said)
                await self._back.drain()
        self.cut()

    def cut(self) -> None:
        for writer in (self._back, self._on):
            writer.transport.abort()


def _unquoted(host: str) -> str:
    return host.replace("%2F", "/")
