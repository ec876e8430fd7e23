"""How soon a new message is seen in an open thread, with two web processes, a worker and a clock on PostgreSQL.

    python -m tests.benchmarks.two_webs [--times N] [--database URL] [--playbook FOLDER]

The commands of the `Procfile` are started as they are. A member of staff has a thread open at one web process, a
visitor writes at the other: what is measured lies between the visitor's request and (heard) the event that tells the
open page of news, (seen) the lines that the page then fetches, with the words in them. The floor is the empty answer of
the same process, asked for in between. How busy the machine was is said: four processes want more than two cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import httpx

from bot.model.staff import Role
from bot.store import Store, migrate
from bot.web.chat.visitor import HEADER
from bot.wiring.clock import now
from tests.benchmarks.big_shop import postgres
from tests.crash.bench import free_port
from tests.web.console.people import hired, session_at
from tests.wiring.test_program import processes

GOAL: Final = 1000.0  # milliseconds
_PATIENCE: Final = 30.0  # seconds for one message
_START: Final = 300.0


class Reader:
    """An open page: it listens, and fetches the lines whenever it is told of news."""

    def __init__(self, client: httpx.AsyncClient, customer: str) -> None:
        self._client = client
        self._customer = customer
        self._heard = asyncio.Event()
        self._listening = asyncio.Event()
        self._words = ""
        self._told = 0.0
        self._seen: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def listen(self) -> None:
        async with self._client.stream("GET", f"/console/live/{self._customer}", timeout=None) as answer:
            assert answer.status_code == httpx.codes.OK, answer.status_code
            async for line in answer.aiter_lines():
                self._listening.set()
                if line == "event: thread":
                    await self._look()

    async def ready(self) -> None:
        await self._listening.wait()

    def expect(self, words: str) -> None:
        """Look for these words from now on."""
        self._words, self._told = words, 0.0
        self._seen = asyncio.get_running_loop().create_future()

    async def found(self) -> tuple[float, float]:
        """Return when news came first and when the words were there."""
        seen = await asyncio.wait_for(asyncio.shield(self._seen), _PATIENCE)
        return self._told, seen

    async def _look(self) -> None:
        self._told = self._told or time.perf_counter()
        answer = await self._client.get(f"/console/inbox/{self._customer}/lines?seen=1")
        if self._words and self._words in answer.text and not self._seen.done():
            self._seen.set_result(time.perf_counter())


def _client(port: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=_PATIENCE)


async def _until_ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(_START):
        while True:
            try:
                if (await client.get("/readyz")).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.2)


async def measured(url: str, playbook: str, times: int, folder: Path) -> dict[str, list[float]]:
    """Return milliseconds until news was heard and words were seen, and of the floor."""
    here, there = free_port(), free_port()
    secret = secrets.token_urlsafe(32)

    def environment(port: int) -> dict[str, str]:
        given = {"PATH": os.environ["PATH"], "HOME": str(folder), "DATABASE_URL": url, "SECRET_KEY": secret}
        given |= {"PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}"}
        return {**given, "PLAYBOOK": playbook} if playbook else given

    (folder / "a").mkdir()
    (folder / "b").mkdir()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(processes(environment(here), folder / "a", "web"))
        await stack.enter_async_context(processes(environment(there), folder / "b", "web", "worker", "clock"))
        store = await stack.enter_async_context(_opened(url))
        reader = await stack.enter_async_context(_client(here))
        visitor = await stack.enter_async_context(_client(there))
        await asyncio.gather(_until_ready(reader), _until_ready(visitor))
        staff = await hired(store, Role.OWNER, email=f"{now():%s}@bench.example", id=f"bench-{now():%s}")
        token = secrets.token_urlsafe(32)
        await store.sessions.open(staff.id, token, session_at(now(), "link"))
        reader.cookies.set("sid", token)
        hello = await _say(visitor, "/chat/hello", {"language": "fr"})
        visitor.headers[HEADER] = hello.json()["visitor"]
        await _say(visitor, "/chat/messages", {"key": secrets.token_hex(16), "text": "bonjour"})
        customer = await _customer(store)
        page = Reader(reader, customer)
        listening = asyncio.create_task(page.listen())
        stack.callback(listening.cancel)
        await page.ready()
        found: dict[str, list[float]] = {"heard": [], "seen": [], "floor": []}
        for number in range(times):
            began = time.perf_counter()
            await reader.get("/healthz")
            found["floor"].append(1000 * (time.perf_counter() - began))
            words = f"message {number} {secrets.token_hex(4)}"
            page.expect(words)
            began = time.perf_counter()
            await _say(visitor, "/chat/messages", {"key": secrets.token_hex(16), "text": words})
            heard, seen = await page.found()
            found["heard"].append(1000 * (heard - began))
            found["seen"].append(1000 * (seen - began))
            await asyncio.sleep(1.2)
        return found


class _opened:  # noqa: N801 - reads as a function
    def __init__(self, url: str) -> None:
        self._url = url

    async def __aenter__(self) -> Store:
        self._store = await Store.open(self._url)
        return self._store

    async def __aexit__(self, *_: object) -> None:
        await self._store.close()


async def _say(client: httpx.AsyncClient, path: str, body: dict[str, str]) -> httpx.Response:
    answer = await client.post(path, json=body, headers={"origin": str(client.base_url).rstrip("/")})
    assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
    return answer


async def _customer(store: Store) -> str:
    """Return the visitor's id, once their first message has been met."""
    async with asyncio.timeout(_START):
        while True:
            rows = await store.database.read("SELECT customer FROM threads ORDER BY last_at DESC LIMIT 1")
            if rows:
                return str(rows[0][0])
            await asyncio.sleep(0.2)


def line(name: str, took: list[float]) -> str:
    took = sorted(took)
    p50, p95 = took[len(took) // 2], took[min(len(took) - 1, len(took) * 95 // 100)]
    return f"{name:44}{p50:9.0f}{p95:9.0f}{took[-1]:9.0f}"


async def main(database: str, playbook: str, times: int) -> None:
    with tempfile.TemporaryDirectory(prefix="parcours-two-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server refuses to be root's
        async with AsyncExitStack() as stack:
            url = database or stack.enter_context(postgres(folder / "postgres"))
            await migrate(url)
            found = await measured(url, playbook, times, folder)
        print(f"{times} messages; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(f"{'':44}{'p50':>9}{'p95':>9}{'most':>9}  ms by the clock")
        print(line("the floor: an empty answer", found["floor"]))
        print(line("news heard at the other web process", found["heard"]))
        print(line(f"seen there, in the lines (goal {GOAL:.0f})", found["seen"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="", help="an empty PostgreSQL database; otherwise one is started")
    parser.add_argument("--playbook", default="", help="a folder; otherwise the example store")
    parser.add_argument("--times", type=int, default=40)
    given = parser.parse_args()
    asyncio.run(main(given.database, given.playbook, given.times))
