"""How long the server takes for each page of the console where there are many customers.

`python -m tests.benchmarks.console URL` wants a database of `tests.benchmarks.many`; it is migrated, and read only but
for a session. Each page is asked for some times in this process, without a socket: what is measured is ours. The floor
is a page of nothing by the same framework, in the same run. CPU stands beside the clock: others may be at work.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Mapping
from typing import Final

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.model.staff import Role
from bot.playbook import build
from bot.store import Store, migrate
from bot.wiring.clock import now
from tests.web.console.people import hired, signed_in
from tests.web.doorway import app_of, client_of, open_doors

TIMES: Final = 15
PAGES: Final = (
    *(f"inbox?folder={folder}" for folder in ("us", "mine", "unassigned", "customer", "bot", "closed", "all")),
    "inbox?folder=all&stage=usage",
    "inbox?folder=all&channel=sms&language=en",
    "inbox?folder=closed&label=fuite",
    "inbox?q=mousseur",
    "inbox?q=merci",
    "inbox?q=Haddad",
    "inbox/{customer}",
    "journey",
    "journey/contacts",
    "customers",
    "conversations",
    "feedback",
    "sending",
    "playbook",
    "tokens/outgoing",
    "team",
    "audit",
    "replies",
)


async def measured(client: httpx.AsyncClient, path: str, times: int = TIMES) -> tuple[float, float, float] | None:
    """Return p50 and p95 by the clock and the mean of the processor, in milliseconds; None for no such page."""
    took: list[float] = []
    before = time.process_time()
    for _ in range(times):
        began = time.perf_counter()
        answer = await client.get(path)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        assert answer.status_code == httpx.codes.OK, f"{path}: {answer.status_code}"
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    return took[len(took) // 2], took[len(took) * 95 // 100], 1000 * (time.process_time() - before) / times


async def floor() -> tuple[float, float, float]:
    """Return the same of a page of nothing."""

    async def nothing(_: Request) -> PlainTextResponse:
        return PlainTextResponse("")

    async with client_of(Starlette(routes=[Route("/", nothing)])) as client:
        found = await measured(client, "/", 200)
    assert found is not None
    return found


async def pages(store: Store) -> Mapping[str, tuple[float, float, float]]:
    """Return what each page took."""
    version = await store.playbooks.current()
    playbook = build(await store.playbooks.get(version or "") or {}).playbook
    app = app_of(open_doors(store, playbook=lambda: playbook, clock=now))
    staff = await hired(store, Role.OWNER, email=f"{now():%s}@bench.example", id=f"bench-{now():%s}")
    [(customer,)] = await store.database.read("SELECT customer FROM threads WHERE folder = 'us' LIMIT 1")
    found: dict[str, tuple[float, float, float]] = {}
    async with await signed_in(app, staff) as browser:
        for path in PAGES:
            took = await measured(browser, f"/console/{path.format(customer=customer)}")
            if took is not None:
                found[path] = took
    return found


async def main(url: str) -> None:
    await migrate(url)
    store = await Store.open(url)
    try:
        [(customers,)] = await store.database.read("SELECT COUNT(*) FROM customers")
        [(messages,)] = await store.database.read("SELECT COUNT(*) FROM transcript")
        print(f"{customers:,} customers, {messages:,} messages, {url.partition(':')[0]}, {TIMES} times each")
        print(f"{'':44}{'p50':>9}{'p95':>9}{'CPU':>9}  ms")
        for path, took in {"(the floor: a page of nothing)": await floor(), **await pages(store)}.items():
            print(f"{path:44}" + "".join(f"{one:9.1f}" for one in took))
    finally:
        await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
