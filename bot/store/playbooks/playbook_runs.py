"""What the tests of a playbook said, by its content and the program that ran them: known to every process."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment, moment_or_none

SQL = statements("playbook_runs")
#: A run of which nothing was told for so long went down with its process, and may be begun again.
LOST_AFTER: Final = timedelta(minutes=1)


class Reached(Struct, frozen=True):
    """How far a run is: tests that passed and failed, of how many; 0 while they are being prepared."""

    passed: int = 0
    failed: int = 0
    total: int = 0

    @property
    def done(self) -> int:
        return self.passed + self.failed


class Run(Struct, frozen=True, kw_only=True):
    """A run of all tests: under way while `ended_at` is None and news of it come; `told_at` has the last. `report` is
    whatever who ran them tells, as text: empty where they did not come to their end.
    """

    began_at: datetime
    told_at: datetime
    ended_at: datetime | None = None
    reached: Reached = Reached()
    report: str = ""

    def under_way(self, now: datetime) -> bool:
        return self.ended_at is None and now - self.told_at < LOST_AFTER

    @property
    def good(self) -> bool:
        """Whether all tests passed."""
        return bool(self.report) and not self.reached.failed


class PlaybookRuns(StoreSubject):
    async def get(self, version: str, program: str) -> Run | None:
        row = await self._database.read_one(SQL["get"], version, program)
        return None if row is None else _run(row)

    async def begin(self, version: str, program: str, at: datetime) -> bool:
        """Note that a run begins; False where one is under way."""
        return await self._database.transact(partial(_begin, version, program, at))

    async def tell(self, version: str, program: str, began_at: datetime, reached: Reached, at: datetime) -> None:
        """Note how far the run that began then is."""
        await self._database.transact(partial(_tell, version, program, began_at, reached, at))

    async def finish(self, version: str, program: str, run: Run) -> None:
        """Note how a run ended, unless another was begun since."""
        await self._database.transact(partial(_finish, version, program, run))


def _begin(version: str, program: str, at: datetime) -> Script[bool]:
    rows = yield query(SQL["get"], version, program)
    if rows and _run(rows[0]).under_way(at):
        return False
    yield once(SQL["begin"], version, program, micros(at))
    return True


def _tell(version: str, program: str, began_at: datetime, reached: Reached, at: datetime) -> Script[None]:
    counts = (reached.passed, reached.failed, reached.total)
    yield once(SQL["tell"], version, program, micros(began_at), micros(at), *counts)


def _finish(version: str, program: str, run: Run) -> Script[None]:
    assert run.ended_at is not None
    counts = (run.reached.passed, run.reached.failed, run.reached.total)
    yield once(SQL["finish"], version, program, micros(run.began_at), micros(run.ended_at), *counts, run.report)


def _run(row: Row) -> Run:
    began_at, ended_at, passed, failed, total, told_at, report = row
    return Run(
        began_at=moment(began_at),
        told_at=moment(told_at),
        ended_at=moment_or_none(ended_at),
        reached=Reached(passed, failed, total),
        report=report,
    )
