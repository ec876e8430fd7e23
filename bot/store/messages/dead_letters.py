"""Dead letters from the start: what came in, is kept, and must not be met unless a person revives it.

Two kinds: events that may not be met by themselves (`hold`), and deliveries that nobody could read (`keep_unreadable`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bot.model.arrivals import Arrival
from bot.store.database.database import Database
from bot.store.database.script import Script, listed, many, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.inbox import SQL as INBOX
from bot.store.messages.inbox import Delivery, put_all

SQL = statements("dead_letters")
_Held = tuple[Arrival, str]


class Unreadable(Struct, frozen=True, kw_only=True):
    """What came, and why it can't be read. The same `id` again is the same delivery."""

    id: str
    source: str
    received_at: datetime
    raw: str
    fault: str


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


async def keep_unreadable(database: Database, delivery: Unreadable) -> None:
    """Keep a delivery as a dead letter, durable when it returns. Raises `StoreUnavailable`."""
    await database.write(_keep_all, (delivery,), "inbox.{}_commit")


def _keep_all(deliveries: Sequence[Unreadable]) -> Script[None]:
    yield many(SQL["keep_unreadable"], [_row(delivery) for delivery in deliveries])


def _row(delivery: Unreadable) -> tuple[object, ...]:
    """PostgreSQL's text holds no NUL."""
    raw, fault = (text.replace("\0", "\ufffd") for text in (delivery.raw, delivery.fault))
    return (delivery.id, delivery.source, micros(delivery.received_at), raw, fault)
