"""Backtests that staff asked for: what is tried, how far it is, what came of it. The database is all that is shared:
any web process asks and shows, one process at a time computes, and what it had reached is there when it is lost.

The playbook that is tried is kept as it was, file by file: a draft may be written on meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

from bot.model.backtest import Figures, Pairs
from bot.store.database.bell import RungSubject
from bot.store.database.database import Database
from bot.store.database.script import Row, Script, listed, many, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment, moment_or_none
from bot.store.staff.audit import Entry, append

SQL = statements("backtests")
TOPIC = "backtests"
State = Literal["waiting", "running", "done", "cancelled", "failed"]
#: Without a sign of life for so long, whoever ran one is gone: it goes on elsewhere, from where it was.
LOST_AFTER: Final = timedelta(minutes=2)
#: Finished ones that are kept: the oldest go first.
KEPT: Final = 50
#: And for how long: they hold what customers were told.
KEPT_FOR: Final = timedelta(days=90)


class Treated(Struct, frozen=True, kw_only=True):
    """One customer: with the playbook in use at the left, with the other at the right. `thread`: who they are now."""

    customer: str
    pairs: Pairs
    thread: str = ""


class Asked(Struct, frozen=True, kw_only=True):
    """A backtest. `people` None: not counted yet."""

    id: str
    by: str
    at: datetime
    title: str
    used: str
    tried: str
    since: datetime
    until: datetime
    state: State = "waiting"
    reached: str = ""
    people: int | None = None
    figures: Figures = Figures()
    fault: str = ""
    ended_at: datetime | None = None

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "running")


_FIGURES = msgspec.json.Decoder(Figures)
_PAIRS: msgspec.json.Decoder[Pairs] = msgspec.json.Decoder(Pairs)
_SOURCES = msgspec.json.Decoder(dict[str, str])


class Backtests(RungSubject):
    """All raise `StoreUnavailable`."""

    async def ask(self, asked: Asked, sources: Mapping[str, str]) -> None:
        """Have one run; the audit tells who asked."""
        await self._database.transact(partial(_ask, asked, sources), "backtest.{}_commit")
        self._bell.ring(TOPIC)

    async def get(self, id_: str) -> Asked | None:
        row = await self._database.read_one(SQL["get"], id_)
        return None if row is None else _asked(row)

    async def latest(self, limit: int = 20) -> list[Asked]:
        """Return the newest first."""
        return [_asked(row) for row in await self._database.read(SQL["latest"], limit)]

    async def sources(self, id_: str) -> dict[str, str]:
        """Return the files of the playbook that is tried; none for an unknown one."""
        row = await self._database.read_one(SQL["sources"], id_)
        return {} if row is None else _SOURCES.decode(row[0])

    async def cancel(self, id_: str, by: str, now: datetime) -> bool:
        """Stop one; False where it has ended already."""
        entry = Entry(at=now, who=by, act="backtest.cancelled", subject=id_)
        done = await self._database.transact(partial(_end, id_, "cancelled", "", now, entry), "backtest.{}_commit")
        self._bell.ring(TOPIC)
        return done

    async def claim(self, now: datetime) -> str | None:
        """Return the one to run now, for whoever asks first; None where there is none, or one is being run."""
        return await self._database.transact(partial(_claim, now), "backtest.{}_commit")

    async def count(self, id_: str, people: int, now: datetime) -> bool:
        """Note how many customers there are. False: it is not wanted any more."""
        return await self._database.transact(partial(_touch, SQL["count"], (id_, people, micros(now))))

    async def go_on(self, id_: str, reached: str, figures: Figures, treated: Sequence[Treated], now: datetime) -> bool:
        """Keep what was reached, in one commit. False: it is not wanted any more, and nothing was kept."""
        values = (id_, reached, msgspec.json.encode(figures).decode(), micros(now))
        rows = [(id_, one.customer, msgspec.json.encode(one.pairs).decode()) for one in treated]
        return await self._database.transact(partial(_touch, SQL["go_on"], values, rows), "backtest.{}_commit")

    async def finish(self, id_: str, now: datetime, fault: str = "") -> None:
        """End one that was run; `fault` says what kept it from its end."""
        state: State = "failed" if fault else "done"
        await self._database.transact(partial(_end, id_, state, fault, now, None), "backtest.{}_commit")

    async def give_up(self, id_: str) -> None:
        """Leave one that is running for the next who claims."""
        await self._database.transact(partial(_touch, SQL["give_up"], (id_,)))

    async def customers(
        self, id_: str, after: str = "", limit: int = 20, places: Collection[str] = ()
    ) -> list[Treated]:
        """Return who would have been treated differently, behind a customer; `places`: of these points of sale, and
        of none yet."""
        narrow = "AND (c.point_of_sale IS NULL OR c.point_of_sale IN each($4))" if places else ""
        values = (id_, after, limit, *((listed(places),) if places else ()))
        return [
            Treated(customer=customer, pairs=_PAIRS.decode(pairs), thread=merged or customer)
            for customer, pairs, merged in await self._database.read(SQL["customers"].format(places=narrow), *values)
        ]


async def forget_old(database: Database, now: datetime) -> int:
    """Forget what is kept for long enough; return how many."""
    return await database.transact(partial(_forget_old, now), "retention.{}_commit")


def _ask(asked: Asked, sources: Mapping[str, str]) -> Script[None]:
    files = msgspec.json.encode(dict(sources)).decode()
    span = (micros(asked.since), micros(asked.until))
    yield once(SQL["ask"], asked.id, asked.by, micros(asked.at), asked.title, asked.used, asked.tried, files, *span)
    yield from _forget([row[0] for row in (yield query(SQL["too_many"], KEPT))])
    details: dict[str, str | int | bool] = {"tried": asked.tried, "days": (asked.until - asked.since).days}
    yield from append([Entry(at=asked.at, who=asked.by, act="backtest.asked", subject=asked.id, details=details)])


def _claim(now: datetime) -> Script[str | None]:
    rows = yield query(SQL["under_way"])
    lost = micros(now - LOST_AFTER)
    if any(state == "running" and seen >= lost for _, state, seen in rows):
        return None
    for id_, _, _ in rows:
        yield once(SQL["start"], id_, micros(now))
        return str(id_)
    return None


def _touch(sql: str, values: Sequence[object], treated: Sequence[Sequence[object]] = ()) -> Script[bool]:
    if "RETURNING" not in sql:
        yield once(sql, *values)
        return True
    if not (yield query(sql, *values)):
        return False
    yield many(SQL["treated"], treated)
    return True


def _end(id_: str, state: State, fault: str, now: datetime, entry: Entry | None) -> Script[bool]:
    if not (yield query(SQL["end"], id_, state, fault, micros(now))):
        return False
    if entry is not None:
        yield from append([entry])
    return True


def _forget_old(now: datetime) -> Script[int]:
    old = [row[0] for row in (yield query(SQL["old"], micros(now - KEPT_FOR)))]
    yield from _forget(old)
    return len(old)


def _forget(ids: Sequence[Any]) -> Script[None]:
    if ids:
        yield once(SQL["forget_customers"], listed(ids))
        yield once(SQL["forget"], listed(ids))


def _asked(row: Row) -> Asked:
    id_, by, at, title, used, tried, since, until, state, reached, people, figures, fault, ended_at = row
    return Asked(
        id=id_,
        by=by,
        at=moment(at),
        title=title,
        used=used,
        tried=tried,
        since=moment(since),
        until=moment(until),
        state=state,
        reached=reached,
        people=people,
        figures=_FIGURES.decode(figures),
        fault=fault,
        ended_at=moment_or_none(ended_at),
    )
