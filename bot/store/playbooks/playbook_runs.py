"""What the tests of a playbook said, by its content and the program that ran them: known to every process."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from bot.store.database.database import Database
from bot.store.database.script import Row, Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment, moment_or_none

SQL = statements("playbook_runs")
#: A run that has not ended after so long went down with its process, and may be begun again.
LOST_AFTER: Final = timedelta(minutes=20)


class Run(Struct, frozen=True, kw_only=True):
    """A run of all tests: under way while `ended_at` is None. `report` is whatever who ran them tells, as text."""

    began_at: datetime
    ended_at: datetime | None = None
    passed: int = 0
    failed: int = 0
    report: str = ""

    def under_way(self, now: datetime) -> bool:
        return self.ended_at is None and now - self.began_at < LOST_AFTER

    @property
    def good(self) -> bool:
        """Whether all tests passed."""
        return self.ended_at is not None and not self.failed


class PlaybookRuns:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, version: str, program: str) -> Run | None:
        row = await self._database.read_one(SQL["get"], version, program)
        return None if row is None else _run(row)

    async def begin(self, version: str, program: str, at: datetime) -> bool:
        """Note that a run begins; False where one is under way."""
        return await self._database.transact(partial(_begin, version, program, at))

    async def finish(self, version: str, program: str, run: Run) -> None:
        """Note how a run ended, unless another was begun since."""
        await self._database.transact(partial(_finish, version, program, run))


def _begin(version: str, program: str, at: datetime) -> Script[bool]:
    rows = yield query(SQL["get"], version, program)
    if rows and _run(rows[0]).under_way(at):
        return False
    yield once(SQL["begin"], version, program, micros(at))
    return True


def _finish(version: str, program: str, run: Run) -> Script[None]:
    assert run.ended_at is not None
    ended = micros(run.ended_at)
    yield once(SQL["finish"], version, program, micros(run.began_at), ended, run.passed, run.failed, run.report)


def _run(row: Row) -> Run:
    began_at, ended_at, passed, failed, report = row
    return Run(
        began_at=moment(began_at), ended_at=moment_or_none(ended_at), passed=passed, failed=failed, report=report
    )
