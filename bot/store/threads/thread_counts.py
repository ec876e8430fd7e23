"""How many threads are in each folder of the inbox, and in each of its stages.

What a row says itself is counted as it changes (`thread_counts`, by triggers, whoever writes `threads`): a page, or a
stream that tells of it every few seconds, adds up some dozens of rows and looks at no thread. On PostgreSQL a change
adds rows, so that turns wait for none of each other's; the clock makes one of many (`settle`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.staff.point_of_sale_scope import scope_condition
from bot.store.threads.threads import FOLDERS, Folder, Wanted, conditions, theirs

SQL = statements("thread_counts")


class ThreadCounts(StoreSubject):
    """Of one member of staff; `scope` are their points of sale, none of them: all. Raises `StoreUnavailable`."""

    async def folders(self, staff: str, scope: Sequence[str] = (), teams: tuple[str, ...] = ()) -> dict[Folder, int]:
        """Return how many threads are in each folder; unassigned those of some teams (none of them: all)."""
        return (await self.tally("all", staff, scope, teams))[0]

    async def tally(
        self, folder: Folder, staff: str, scope: Sequence[str] = (), teams: tuple[str, ...] = ()
    ) -> tuple[dict[Folder, int], dict[tuple[str, str], int]]:
        """Return the counts, and how many threads of one folder are in each stage, by journey and stage."""
        scoped, values = scope_condition(scope, [])
        found: dict[Folder, int] = dict.fromkeys(FOLDERS, 0)
        stages: Counter[tuple[str, str]] = Counter()
        for stands, journey, stage, count in await self._database.read(SQL["tally"].format(scope=scoped), *values):
            found[stands] = found.get(stands, 0) + int(count)
            found["all"] += int(count)
            if stage and folder in ("all", stands):
                stages[journey, stage] += int(count)
        where, asked = conditions(Wanted(folder="mentions"), staff, scope)
        [(found["mentions"],)] = await self._database.read(SQL["count"].format(where=where), *asked)
        [(found["mine"],)] = await self._database.read(SQL["mine"], staff)
        given, values = theirs(teams, values)
        sql = SQL["unassigned"].format(scope=scoped, teams=given)
        [(found["unassigned"],)] = await self._database.read(sql, *values)
        if folder in ("mine", "mentions", "unassigned"):
            return found, await self.stages(folder, staff, scope, teams)
        return found, {stage: count for stage, count in stages.items() if count}

    async def waiting(self, scope: Sequence[str] = ()) -> int:
        """Return how many wait for us."""
        scoped, values = scope_condition(scope, [])
        return int((await self._database.read(SQL["waiting"].format(scope=scoped), *values))[0][0])

    async def stages(
        self, folder: Folder, staff: str, scope: Sequence[str] = (), teams: tuple[str, ...] = ()
    ) -> dict[tuple[str, str], int]:
        """Return how many threads of a folder are in each stage, each counted: right for the folders of some."""
        where, values = conditions(Wanted(folder=folder, teams=teams), staff, scope)
        where += " AND CAST($1 AS TEXT) IS NOT NULL"  # both databases want each value used
        rows = await self._database.read(SQL["stages"].format(where=where), *values)
        found: Counter[tuple[str, str]] = Counter()
        for journey, stage, count in rows:
            if stage is not None:
                found[journey, stage] += count
        return dict(found)

    async def settle(self) -> None:
        """Make one row of all that say the same; on SQLite they are one already."""
        if self._database.is_sqlite:
            return

        def script() -> Script[None]:
            yield once(SQL["settle"])

        await self._database.transact(script)
