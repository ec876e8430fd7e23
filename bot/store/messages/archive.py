"""Events that were met leave the inbox once nobody can send them again: they go to `events`, to be run again later.

The inbox tells repeats by its rows' ids, for a while: Telegram repeats an update for a day and numbers anew after a
week of silence, a shop's system may repeat a delivery for some days. Nothing of this is on the path of a turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.store.database import batches
from bot.store.database.database import Database
from bot.store.database.script import Row, Script, listed, once
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("archive")
#: At least eight days (a week, and the day for which an update is repeated): for so long an event's id is known.
REPEATS_KNOWN: Final = timedelta(days=9)


async def tidy_inbox(database: Database, now: datetime, dead_before: datetime) -> dict[str, int]:
    """Archive what was met long enough ago, forget providers' bodies of that age, and dead letters from before a time.

    Timers and events that wait stay, whatever their age. Returns how many rows went each way. Walks along the inbox up
    to where it is young. Raises `StoreUnavailable`.
    """
    counts = {"archived": 0, "bodies": 0, "dead_letters": 0}
    before, dead, after = micros(now - REPEATS_KNOWN), micros(dead_before), 0
    while True:
        page = await database.read(SQL["page"], after, batches.PAGE)
        await _tidy_page(database, page, before, dead, counts)
        if len(page) < batches.PAGE or page[-1][1] >= before:
            return counts
        after = page[-1][0]


async def _tidy_page(database: Database, page: Sequence[Row], before: int, dead: int, counts: dict[str, int]) -> None:
    sorted_out: dict[str, list[int]] = {name: [] for name in counts}
    for row in page:
        way = _way(row, before, dead)
        if way:
            sorted_out[way].append(row[0])
    for way, positions in sorted_out.items():
        for batch in batches.batches(positions):
            await database.transact(partial(_go, way, batch), "retention.{}_commit")
            counts[way] += len(batch)
            await batches.rest()


def _way(row: Row, before: int, dead: int) -> str | None:
    _, received_at, state, met_at, has_body = row
    if state == "done" and max(met_at, received_at) < before:
        return "archived"
    if state == "dead" and received_at < dead:
        return "dead_letters"
    return "bodies" if has_body and received_at < before else None


def _go(way: str, positions: Sequence[int]) -> Script[None]:
    chosen = listed(positions)
    match way:
        case "archived":
            yield once(SQL["keep"], chosen)
            yield once(SQL["remember_acts"], chosen)
            yield once(SQL["leave"], chosen)
        case "dead_letters":
            yield once(SQL["forget_dead"], chosen)
        case _:
            yield once(SQL["forget_bodies"], chosen)
