"""Events that came in but must not be met by themselves: dead letters from the start, for a person to revive."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.arrivals import Arrival
from bot.store.database import Database
from bot.store.inbox import SQL as INBOX
from bot.store.inbox import Delivery, put_all
from bot.store.script import Script, listed, once, query
from bot.store.statements import statements

SQL = statements("held")
_Held = tuple[Arrival, str]


async def hold(database: Database, arrivals: Sequence[Arrival], reason: str) -> None:
    """Keep events as dead letters of their customers, durable when it returns; one that is known stays as it is.

    Raises `StoreUnavailable`.
    """
    await database.write(_hold_all, [(arrival, reason) for arrival in arrivals], "sweep.{}_commit")


def _hold_all(held: Sequence[_Held]) -> Script[None]:
    ids = [arrival.event.id for arrival, _ in held]
    known = {row[0] for row in (yield query(INBOX["known"], listed(ids)))}
    new = [(arrival, reason) for arrival, reason in held if arrival.event.id not in known]
    yield from put_all((Delivery([arrival for arrival, _ in new]),))
    for arrival, reason in new:
        yield once(SQL["hold"], arrival.event.id, reason)
