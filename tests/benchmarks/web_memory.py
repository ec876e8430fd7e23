"""How much memory a web process holds while many pages of the console are served, and while whole tables are exported.

    python -m tests.benchmarks.web_memory [--database postgresql | URL] [--data FOLDER] [--views N]

starts the `Procfile`'s web process on the database of many customers (`big_shop`; PostgreSQL, on SQLite one program
does everything) and asks it for every page of the console's table of doors in turn. What is told is the memory that is
the process's own (RssAnon), after each tenth of the views; then for each export how large the file was and how much
more the process held at the most while it was read.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import httpx

from bot.model.staff import Role
from bot.playbook import build
from bot.store import Store
from bot.web.console.door import ROOT
from bot.web.console.reports.sheet_list import SHEETS
from bot.wiring.clock import now
from tests.benchmarks.big_shop import arguments, big_shop
from tests.benchmarks.console import pages, values_of
from tests.crash.bench import free_port
from tests.web.console.people import hired, session_at, token_in

_START: Final = 300.0
_PATIENCE: Final = 300.0
MEGABYTE: Final = 1 << 20


def held(pid: int, field: str = "RssAnon") -> float:
    """Return megabytes of a process's memory."""
    [line] = [one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith(f"{field}:")]
    return int(line.split()[1]) / 1024


@contextlib.asynccontextmanager
async def web(url: str, folder: Path) -> AsyncIterator[tuple[int, str]]:
    """Yield the process's id and its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PORT": str(port), "PUBLIC_URL": address}
    environment |= {"DATABASE_URL": url, "SECRET_KEY": secrets.token_urlsafe(32)}
    with (folder / "web.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "web"), env=environment, cwd=Path.cwd(), stdout=log, stderr=log
        )
    try:
        async with httpx.AsyncClient(base_url=address) as client, asyncio.timeout(_START):
            while True:
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get("/readyz")).status_code == httpx.codes.OK:
                        break
                assert process.returncode is None, (folder / "web.log").read_text()[-2000:]
                await asyncio.sleep(0.5)
        yield process.pid, address
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def views(browser: httpx.AsyncClient, pid: int, paths: list[str], count: int) -> AsyncIterator[str]:
    """Ask for pages in turn; yield a line after each tenth of them."""
    for number, path in enumerate(islice(cycle(paths), count), 1):
        answer = await browser.get(path)
        assert answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR, f"{path}: {answer.status_code}"
        if number % (count // 10) == 0:
            yield f"{number:8,} views {held(pid):8.1f} MB"


async def exports(browser: httpx.AsyncClient, pid: int, values: dict[str, str]) -> AsyncIterator[str]:
    """Read every table's file as it comes; yield how large it was, and how much more was held meanwhile."""
    origin = str(browser.base_url).rstrip("/")
    token = token_in(await browser.get(f"{ROOT}/more"))
    for sheet in SHEETS:
        path = f"{ROOT}/sheets/{sheet}?days=90&flow={values['flow']}&journey={values['journey']}"
        before, most, size = held(pid), 0.0, 0
        form = {"csrf": token, "reason": "memory"}
        async with browser.stream("POST", path, data=form, headers={"origin": origin}) as answer:
            assert answer.status_code == httpx.codes.OK, f"{path}: {answer.status_code}"
            async for piece in answer.aiter_bytes():
                size += len(piece)
                most = max(most, held(pid))
        yield f"{sheet:12} {size / MEGABYTE:8.2f} MB of file, {max(0.0, most - before):6.1f} MB more held"


async def measured(url: str, count: int, folder: Path) -> AsyncIterator[str]:
    async with AsyncExitStack() as stack:
        store = await Store.open(url)
        stack.push_async_callback(store.close)
        pid, address = await stack.enter_async_context(web(url, folder))
        staff = await hired(store, Role.OWNER, email=f"{now():%s}@bench.example", id=f"bench-{now():%s}")
        token = secrets.token_urlsafe(32)
        await store.sessions.open(staff.id, token, session_at(now(), "link"))
        playbook = build(await store.playbooks.get(await store.playbooks.current() or "") or {}).playbook
        assert playbook is not None
        values = await values_of(store, playbook, staff)
        browser = await stack.enter_async_context(httpx.AsyncClient(base_url=address, timeout=_PATIENCE))
        browser.cookies.set("sid", token)
        yield f"{'ready':>14} {held(pid):8.1f} MB"
        async for line in views(browser, pid, [path.format(**values) for path in pages()], count):
            yield line
        async for line in exports(browser, pid, values):
            yield line
        yield f"{'after that':>14} {held(pid):8.1f} MB"


async def main(database: str, folder: Path, copies: int, count: int) -> None:
    async with big_shop(database, folder, copies) as url:
        with tempfile.TemporaryDirectory(prefix="parcours-web-") as name:
            async for line in measured(url, count, Path(name)):
                print(line, flush=True)


if __name__ == "__main__":
    parser = arguments(__doc__ or "")
    parser.set_defaults(database="postgresql")
    parser.add_argument("--views", type=int, default=1000)
    given = parser.parse_args()
    asyncio.run(main(given.database, given.data, given.copies, given.views))
