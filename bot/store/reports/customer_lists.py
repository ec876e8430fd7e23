"""The customers behind a number: those who moved, those who stand somewhere, those who were met, or all who are known.

A page at a time by a key that never changes (PostgreSQL's wiki, "keyset pagination"): the moment that the list is
ordered by, and the row. Who looks after some points of sale sees customers of these and of none yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from bot.model.effects import Direction
from bot.store.database.database import Database
from bot.store.database.script import Row, listed
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment, moment_or_none
from bot.store.reports.journey_reports import stalled
from bot.store.staff.point_of_sale_scope import scope_condition
from bot.store.threads.search import Search
from bot.store.threads.threads import STANDING, Standing
from bot.store.threads.ways import Steady, goes

SQL = statements("customer_lists")
PAGE: Final = 50
_FOUND: Final = 200  # customers of a search
#: A list that is narrowed to so many customers or fewer is read from theirs; of more, it is walked in its own order
#: until a page is full.
FEW: Final = 5000
Way = Literal["in", "out"]


class Moved(Struct, frozen=True, kw_only=True):
    """Who moved in a period. `left` empty: where a journey began; None: from wherever."""

    journey: str
    since: datetime
    until: datetime
    left: str | None = None
    stage: str | None = None
    direction: Direction | None = None


class Stands(Struct, frozen=True, kw_only=True):
    """Who stands on a journey now. `stalled`: only who has been in a stage for longer than this, by stage, the longest
    first. `steady` tells what `direction` is now."""

    journey: str
    stage: str | None = None
    direction: Direction | None = None
    steady: Steady = {}
    stalled: Mapping[str, timedelta] | None = None


class Met(Struct, frozen=True, kw_only=True):
    """Who was met in a period, in a stage, on a channel. `answered` is of what came in."""

    journey: str
    since: datetime
    until: datetime
    stage: str
    channel: str
    way: Way
    answered: bool | None = None


class Known(Struct, frozen=True, kw_only=True):
    """Who is known; `search` is a name, a phone number, an e-mail address."""

    search: str = ""


Behind = Moved | Stands | Met | Known


class Also(Struct, frozen=True, kw_only=True):
    """What narrows any list."""

    relationship: Standing | None = None
    channel: str | None = None
    point_of_sale: str | None = None


class Line(Struct, frozen=True, kw_only=True):
    """A customer of a list. `at` is the moment that it is ordered by: of the move, since when they stand there, of the
    last contact. `way` is the move's direction, or the last one's; `cause` the move's, or how many messages there were.
    `stage_since` is the last move's time; None of a list of moves.
    """

    customer: str
    name: str
    channel: str | None
    direction: str | None
    relationship: float | None
    point_of_sale: str | None
    last_at: datetime
    last_line: str
    last_by: str
    journey: str | None
    stage: str | None
    at: datetime
    left: str
    way: Direction | None
    cause: str
    stage_since: datetime | None


class Page(Struct, frozen=True):
    """`after` asks for the next page; None on the last one."""

    lines: list[Line]
    after: str | None


class CustomerLists:
    """Read only. Raises `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._search = Search(database)

    async def page(
        self,
        behind: Behind,
        now: datetime,
        scope: Sequence[str] = (),
        also: Also | None = None,
        after: str | None = None,
        limit: int = PAGE,
    ) -> Page:
        """Return some of a list, after a former page's `after`; one that is none of ours begins anew."""
        place = _place(after)
        said, values = _narrowed(also or Also(), scope)
        match behind:
            case Moved():
                rows = await self._moved(behind, said, values, place, limit)
            case Stands():
                rows = await self._standing(behind, now, said, values, place, limit)
            case Met():
                rows = await self._met(behind, said, values, place, limit)
            case Known():
                rows = await self._known(behind, scope, said, values, place, limit)
        more = len(rows) > limit
        lines = [_line(row) for row in rows[:limit]]
        return Page(lines, f"{rows[limit - 1][11]}.{rows[limit - 1][-1]}" if more else None)

    async def _moved(
        self, wanted: Moved, said: list[str], values: list[object], place: tuple[int, str] | None, limit: int
    ) -> list[Row]:
        few = await self._few(said, values)
        first = len(values)
        values += [wanted.journey, micros(wanted.since), micros(wanted.until)]
        said += [f"m.journey = ${first + 1}", f"m.at >= ${first + 2}", f"m.at < ${first + 3}"]
        for column, value in (("left_stage", wanted.left), ("stage", wanted.stage), ("direction", wanted.direction)):
            if value is not None:
                values.append(value)
                said.append(f"m.{column} = ${len(values)}")
        if place is not None and place[1].isdigit():
            values += [place[0], int(place[1])]
            said.append(f"(m.at, m.position) < (${len(values) - 1}, ${len(values)})")
        return await self._read("moved", said, values, limit, few)

    async def _standing(
        self,
        wanted: Stands,
        now: datetime,
        said: list[str],
        values: list[object],
        place: tuple[int, str] | None,
        limit: int,
    ) -> list[Row]:
        few = await self._few(said, values)
        values.append(wanted.journey)
        said.append(f"j.journey = ${len(values)}")
        if wanted.stage is not None:
            values.append(wanted.stage)
            said.append(f"j.stage = ${len(values)}")
        if wanted.direction is not None:
            said.append(goes(wanted.direction, wanted.steady, values))
        oldest_first = wanted.stalled is not None
        if wanted.stalled is not None:
            said.append(stalled(wanted.stalled, now, values))
        if place is not None:
            values += place
            sign = ">" if oldest_first else "<"
            said.append(f"(j.since, j.customer) {sign} (${len(values) - 1}, ${len(values)})")
        order = "j.since, j.customer" if oldest_first else "j.since DESC, j.customer DESC"
        return await self._read("standing", said, values, limit, few, order=order)

    async def _met(
        self, wanted: Met, said: list[str], values: list[object], place: tuple[int, str] | None, limit: int
    ) -> list[Row]:
        few = await self._few(said, values)
        cell, again = [], []
        given = (wanted.journey, wanted.stage, wanted.channel, wanted.way, micros(wanted.since), micros(wanted.until))
        columns = ("journey =", "stage =", "channel =", "direction =", "at >=", "at <")
        for column, value in zip(columns, given, strict=True):
            values.append(value)
            cell.append(f"k.{column} ${len(values)}")
            # an expression, so that of one customer the contacts are read from theirs, not the cell from end to end
            again.append(f"n.{column} ${len(values)}".replace("journey =", "journey || '' ="))
        if wanted.answered is not None:
            cell.append(f"k.answered = {int(wanted.answered)}")
            again.append(f"n.answered = {int(wanted.answered)}")
        if place is not None:
            values += place
            said.append(f"(k.at, k.customer) < (${len(values) - 1}, ${len(values)})")
        the_cell = {"cell": " AND ".join(cell), "again": " AND ".join(again)}
        if few is not None and not self._database.is_sqlite:
            return await self._read("met_postgresql", said, values, limit, None, **the_cell)
        return await self._read("met", said, values, limit, few, **the_cell)

    async def _known(
        self,
        wanted: Known,
        scope: Sequence[str],
        said: list[str],
        values: list[object],
        place: tuple[int, str] | None,
        limit: int,
    ) -> list[Row]:
        if wanted.search:
            values.append(listed(await self._search.people(wanted.search, scope, _FOUND)))
            said.append(f"t.customer IN each(${len(values)})")
        if place is not None:
            values += place
            said.append(f"(t.last_at, t.customer) < (${len(values) - 1}, ${len(values)})")
        return await self._read("known", said, values, limit)

    async def _few(self, said: Sequence[str], values: Sequence[object]) -> list[str] | None:
        """Return who is meant by what narrows a list; None where nothing does, or not to few."""
        if all(one == "1 = 1" for one in said):
            return None
        sql = SQL["few"].format(where=" AND ".join(said), limit=FEW + 1)
        rows = await self._database.read(sql, *values)
        return [row[0] for row in rows] if len(rows) <= FEW else None

    async def _read(
        self, name: str, said: list[str], values: list[object], limit: int, few: list[str] | None = None, **more: str
    ) -> list[Row]:
        if few is not None:
            values.append(listed(few))
            name, more = f"{name}_of_few", {**more, "few": f"${len(values)}"}
        sql = SQL[name].format(where=" AND ".join(said), limit=limit + 1, **more)
        return await self._database.read(sql, *values)


def _narrowed(also: Also, scope: Sequence[str]) -> tuple[list[str], list[object]]:
    scoped, values = scope_condition(scope, [])
    said = [scoped]
    if also.relationship is not None:
        said.append(STANDING[also.relationship])
    for column, value in (("channel", also.channel), ("point_of_sale", also.point_of_sale)):
        if value is not None:
            values.append(value)
            said.append(f"t.{column} = ${len(values)}")
    return said, values


def _place(after: str | None) -> tuple[int, str] | None:
    at, dot, key = (after or "").partition(".")
    known = dot and key and at.isascii() and at.isdigit() and len(at) < 19 and len(key) < 100
    return (int(at), key) if known else None


def _line(row: Row) -> Line:
    given = dict(zip(Line.__struct_fields__, row, strict=False))
    given |= {"at": moment(given["at"]), "last_at": moment(given["last_at"]), "cause": given["cause"] or ""}
    given["stage_since"] = moment_or_none(given["stage_since"])
    return Line(**given)
