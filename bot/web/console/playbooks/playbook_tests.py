"""A playbook's tests in the console: run in the background, known by the playbook's content to whoever has the same.

A run is begun by a form, told of by a piece that the page asks for again while it is under way, and kept in the
database: any web process answers, and what passed once need not be run again to be published.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime
from typing import Final

import msgspec
import structlog
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from bot.store import StoreFault
from bot.store.playbooks.playbook_runs import Reached, Run
from bot.web.console import frame
from bot.web.console.playbooks.transcript_words import in_words
from bot.web.console.words import language_of, marked
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.workbench import Busy, Report, Sources, Workbench

#: What is said where this process has no workbench.
NO_WORKBENCH: Final = marked(
    "This server can’t check, test or publish playbooks. Do it from their files: parcours test, then parcours publish."
)
#: What htmx tells a page once the tests that it follows are over.
OVER: Final = "tests-over"

_log = structlog.get_logger(__name__)
_REPORTS = msgspec.json.Decoder(Report)


class Results(Struct, frozen=True, kw_only=True):
    """How the tests of a playbook stand, for a page. `tested` None: under way, never run, or gone down."""

    version: str
    running: bool = False
    reached: Reached = Reached()
    lost: bool = False
    since: datetime | None = None
    tested: Report | None = None

    @property
    def good(self) -> bool:
        return self.tested is not None and not self.tested.failed

    @property
    def bad(self) -> bool:
        """Whether they ran and do not pass, which is another thing than not having run."""
        return self.tested is not None and bool(self.tested.failed)

    @property
    def total(self) -> int:
        return self.tested.passed + len(self.tested.failed) if self.tested else 0


def workbench_of(request: Request) -> Workbench:
    """Return the workbench. Raises 503 where this process has none."""
    doors: Doors = request.app.state.doors
    if doors.workbench is None:
        raise refuse(503)
    return doors.workbench


async def results(request: Request, version: str) -> Results:
    """Return how the tests of this version stand."""
    doors: Doors = request.app.state.doors
    run = await doors.store.playbook_runs.get(version, doors.workbench.program) if doors.workbench is not None else None
    if run is None:
        return Results(version=version)
    if run.under_way(doors.clock()):
        return Results(version=version, running=True, reached=run.reached, since=run.began_at)
    if not run.report:
        return Results(version=version, lost=True, since=run.began_at)
    return Results(version=version, since=run.ended_at, tested=_in_words(_REPORTS.decode(run.report), request))


def _in_words(report: Report, request: Request) -> Report:
    """Return a report whose transcripts are in the reader's language."""
    language = language_of(request)
    failed = tuple(replace(one, lines=tuple(in_words(one.lines, language))) for one in report.failed)
    return replace(report, failed=failed)


async def begin(request: Request, version: str, sources: Sources) -> None:
    """Begin a run, unless one is under way; it goes on after this request."""
    doors: Doors = request.app.state.doors
    workbench = workbench_of(request)
    began = doors.clock()
    if not await doors.store.playbook_runs.begin(version, workbench.program, began):
        return
    running: set[asyncio.Task[None]] = request.app.state.playbook_runs
    task = asyncio.create_task(_run(doors, workbench, version, sources, began))
    running.add(task)
    task.add_done_callback(running.discard)


async def show(request: Request) -> Response:
    """Answer with the piece that tells how a run stands; that it is over is told to the rest of the page too."""
    found = await results(request, request.path_params["version"])
    answer = await frame.piece(request, "playbook_results.html", results=found)
    if not found.running:
        answer.headers["hx-trigger"] = OVER
    return answer


async def _run(doors: Doors, workbench: Workbench, version: str, sources: Sources, began: datetime) -> None:
    runs = doors.store.playbook_runs

    async def tell(passed: int, failed: int, total: int) -> None:
        with contextlib.suppress(StoreFault):  # the next news come soon
            await runs.tell(version, workbench.program, began, Reached(passed, failed, total), doors.clock())

    try:
        tested = await workbench.test(sources, tell)
        failed = len(tested.failed)
        reached, report = Reached(tested.passed, failed, tested.passed + failed), msgspec.json.encode(tested).decode()
    except Busy as fault:
        _log.warning("tests of a playbook did not end", version=version, reason=str(fault))
        reached, report = Reached(), ""
    now = doors.clock()
    run = Run(began_at=began, told_at=now, ended_at=now, reached=reached, report=report)
    await runs.finish(version, workbench.program, run)
