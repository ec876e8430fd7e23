"""How long the server takes for each page of the console and each read of `/api` where there are many customers.

    python -m tests.benchmarks.console [--database sqlite | postgresql | URL] [--data FOLDER] [--only WORD] [--times N]

wants 100,000 customers and a million messages (`big_shop`, made once and kept). Every page of the console's table of
doors is asked for some times in this process, without a socket: what is measured is ours and the database's. The floor
is a page of the frame with nothing in it, in the same run. CPU, ours and the PostgreSQL server's for us, stands beside
the clock: others may be at work. The dearest stands first; what is over its goal is marked.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Final, NamedTuple

import httpx

from bot.model.api_token import SCOPES
from bot.model.staff import Role, Staff
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.rules.api_access import describe, digest_of, token_of
from bot.rules.texts.unanswered import key_of
from bot.store import Store
from bot.store.playbooks.backtests import Asked
from bot.store.playbooks.playbook_drafts import Draft
from bot.store.threads.threads import AN_HOUR
from bot.web.api.operations import OPERATIONS
from bot.web.console.door import ROOT
from bot.web.console.reports.sheet_list import SHEETS
from bot.web.console.routes import DOORS
from bot.wiring.clock import now
from bot.wiring.program import settle
from bot.wiring.workbench import ProcessWorkbench
from tests.benchmarks import console_asked
from tests.benchmarks.big_shop import arguments, big_shop, processor_of
from tests.web.console.people import hired, signed_in
from tests.web.doorway import app_of, client_of, open_doors

#: A page of the frame: nothing in it is ours but what stands around every page.
FLOOR: Final = f"{ROOT}/more"
GOAL: Final = 100.0  # milliseconds at the 95th percentile
SEARCH: Final = 200.0
#: Doors that are no page: a stream, and files of visitors'.
NO_PAGES: Final = frozenset(
    {
        "/live/{customer}",
        "/inbox/{customer}/photos/{visitor}/{name}",
        "/inbox/{customer}/files/{event}/{number}",
        "/inbox/{customer}/shelf/{owner}/{name}",
    }
)


#: Of a few hundred who wait, the one with whom most was said. Nobody's copy: `/api` reads ids of hex digits only.
_LONGEST: Final = """
SELECT t.customer FROM (SELECT customer FROM threads WHERE folder = 'us' AND customer < 'g' LIMIT 300) h
JOIN transcript t ON t.customer = h.customer GROUP BY t.customer ORDER BY COUNT(*) DESC, t.customer LIMIT 1
"""
_MIDDLE: Final = "SELECT position FROM transcript WHERE customer = $1 ORDER BY position LIMIT 1 OFFSET 8"
_DEEP: Final = """
SELECT CAST(last_at AS TEXT) || '.' || customer FROM threads ORDER BY last_at DESC, customer DESC LIMIT 1 OFFSET 60000
"""
_DEEP_US: Final = f"""
SELECT CAST(waiting_since + {AN_HOUR} AS TEXT) || '.' || customer FROM threads WHERE folder = 'us'
ORDER BY waiting_since, customer LIMIT 1 OFFSET 1500
"""
_BUSIEST: Final = "SELECT flow FROM flow_days WHERE kind = 'started' GROUP BY flow ORDER BY SUM(times) DESC LIMIT 1"
_ASKED_MOST: Final = "SELECT subject FROM unanswered GROUP BY subject ORDER BY COUNT(*) DESC LIMIT 1"
_FULLEST: Final = "SELECT stage FROM journeys WHERE journey = $1 GROUP BY stage ORDER BY COUNT(*) DESC LIMIT 1"


class Took(NamedTuple):
    """Milliseconds: by the clock, and of processors."""

    p50: float
    p95: float
    cpu50: float
    cpu95: float
    status: int


async def measured(client: httpx.AsyncClient, path: str, times: int, server: Callable[[], float]) -> Took:
    """Ask for a page some times, after once for nothing."""
    clock: list[float] = []
    processor: list[float] = []
    status = 0
    for number in range(times + 1):
        began, used = time.perf_counter(), time.process_time() + server()
        answer = await client.get(path)
        took = time.perf_counter() - began
        spent = time.process_time() + server() - used
        assert answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR, f"{path}: {answer.status_code}"
        status = answer.status_code
        if number:
            clock.append(1000 * took)
            processor.append(1000 * spent)
    return Took(_at(clock, 50), _at(clock, 95), _at(processor, 50), _at(processor, 95), status)


def _at(took: list[float], part: int) -> float:
    return sorted(took)[min(len(took) - 1, len(took) * part // 100)]


async def values_of(store: Store, playbook: Playbook, staff: Staff) -> dict[str, str]:
    """Return what stands for the parameters of paths: of each the one with the most behind it."""

    async def one(sql: str, *values: object) -> str:
        rows = await store.database.read(sql, *values)
        return str(rows[0][0]) if rows else "none"

    walked = await one("SELECT journey FROM journeys GROUP BY journey ORDER BY COUNT(*) DESC LIMIT 1")
    sources = dict(await store.playbooks.get(playbook.version) or {})
    stamp = f"bench-{now():%s%f}"
    await store.playbook_drafts.make(
        Draft(
            id=stamp,
            title="Bench",
            base=playbook.version,
            made_by=staff.id,
            made_at=now(),
            changed_by=staff.id,
            changed_at=now(),
        )
    )
    asked = Asked(
        id=stamp, by=staff.id, at=now(), title="Bench", used=playbook.version, tried=playbook.version,
        since=now() - timedelta(days=7), until=now(),
    )  # fmt: skip
    await store.backtests.ask(asked, sources)
    await store.backtests.cancel(stamp, staff.id, now())
    customer = await one(_LONGEST)
    return {
        "customer": customer,
        "deep": await one(_DEEP),
        "deep_us": await one(_DEEP_US),
        "middle": await one(_MIDDLE, customer),
        "staff": staff.id,
        "flow": await one(_BUSIEST),
        "question": await one(_ASKED_MOST),
        "journey": walked,
        "stage": await one(_FULLEST, walked),
        "version": playbook.version,
        "earlier": await one("SELECT version FROM playbooks WHERE version <> $1 LIMIT 1", playbook.version),
        "draft": stamp,
        "backtest": stamp,
        "delivery": await one(
            "SELECT errand FROM webhook_deliveries WHERE errand < 'g' ORDER BY position DESC LIMIT 1"
        ),
    }


def pages() -> Iterable[str]:
    """Return the paths of every page of the console, with parameters and queries."""
    for door in DOORS:
        if door.method != "GET" or door.act is None or door.path in NO_PAGES:
            continue
        if door.path == "/sheets/{sheet}":
            yield from (f"{ROOT}/sheets/{sheet}?days=30&flow={{flow}}" for sheet in SHEETS)
            continue
        yield ROOT + door.path
        yield from (f"{ROOT}{door.path}?{query}" for query in console_asked.QUERIES.get(door.path, ()))


def reads() -> Iterable[str]:
    """Return the paths of what can be read of `/api`."""
    for operation in OPERATIONS:
        if operation.reads:
            yield operation.path
            yield from (f"{operation.path}?{query}" for query in console_asked.OF_API.get(operation.path, ()))


async def all_of(store: Store, only: str, times: int, points: tuple[str, ...]) -> dict[str, Took]:
    """Return what each page took, the floor first. `points`: those of who asks, none of them: all."""
    playbook = build(await store.playbooks.get(await store.playbooks.current() or "") or {}).playbook
    assert playbook is not None
    doors = open_doors(store, playbook=lambda: playbook, clock=now, workbench=ProcessWorkbench(store))
    app = app_of(doors)
    stamp = f"{now():%s}"
    role = Role.ADMIN if points else Role.OWNER
    staff = await hired(store, role, email=f"{stamp}@bench.example", id=f"bench-{stamp}", points_of_sale=points)
    text = token_of(f"secret-of-a-benchmark-{stamp}")
    token = describe(
        text, name="Bench", scopes=SCOPES, points_of_sale=(), known_points=(), made_by=staff.id, made_at=now()
    )
    await store.api_tokens.make(token, digest_of(text))
    values, server = await values_of(store, playbook, staff), await processor_of(store)
    found: dict[str, Took] = {}
    async with AsyncExitStack() as stack:
        stack.callback(doors.close)
        browser = await stack.enter_async_context(await signed_in(app, staff))
        program = await stack.enter_async_context(client_of(app))
        program.headers["authorization"] = f"Bearer {text}"
        settle()  # as a program that serves does once it is loaded
        found["(the floor)"] = await measured(browser, FLOOR, max(times, 40), server)
        for client, paths in ((browser, pages()), (program, reads())):
            for path in paths:
                if only not in path:
                    continue
                try:
                    address = path.format(**values)
                except KeyError as missing:
                    print(f"not measured, say in values_of what stands for {missing}: {path}", file=sys.stderr)
                    continue
                found[path] = await measured(client, address, times, server)
                print(f"{path} {found[path].cpu50:.1f}", file=sys.stderr, flush=True)
    return found


def goal(path: str) -> float:
    return SEARCH if "q=" in path else GOAL


def table(found: Mapping[str, Took]) -> Iterable[str]:
    """Return the lines of the report, the dearest first. A file of a whole table has no goal."""
    yield f"{'':66}{'clock p50':>10}{'p95':>8}{'CPU p50':>10}{'p95':>8}  ms"
    for path, took in sorted(found.items(), key=lambda one: -one[1].cpu50):
        marks = "" if took.p95 <= goal(path) or "/sheets/" in path else "  over its goal by the clock"
        if took.cpu95 > goal(path) and "/sheets/" not in path:
            marks = "  OVER ITS GOAL"
        if took.status not in (httpx.codes.OK, httpx.codes.NO_CONTENT):
            marks += f"  ({took.status})"
        numbers = f"{took.p50:10.1f}{took.p95:8.1f}{took.cpu50:10.1f}{took.cpu95:8.1f}"
        yield f"{path.removeprefix(ROOT) or '/':66}{numbers}{marks}"


async def main(database: str, times: int, only: str, points: tuple[str, ...], **lodging: object) -> None:
    async with big_shop(database, **lodging) as url:  # type: ignore[arg-type]
        store = await Store.open(url)
        try:
            await store.unanswered.count(key_of)  # as the clock of a shop has long done
            [(customers,)] = await store.database.read("SELECT COUNT(*) FROM customers")
            [(messages,)] = await store.database.read("SELECT COUNT(*) FROM transcript")
            print(f"{customers:,} customers, {messages:,} messages, {url.partition(':')[0]}, {times} times each")
            for line in table(await all_of(store, only, times, points)):
                print(line)
        finally:
            await store.close()


if __name__ == "__main__":
    parser = arguments(__doc__ or "")
    parser.add_argument("--only", default="", help="pages whose path has this in it")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--point-of-sale", action="append", default=[], help="as staff who look after this one")
    given = parser.parse_args()
    points = tuple(given.point_of_sale)
    asyncio.run(main(given.database, given.times, given.only, points, folder=given.data, copies=given.copies))
