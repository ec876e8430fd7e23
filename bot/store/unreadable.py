"""Deliveries that nobody could read: dead letters from the start, so that they are seen and never met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bot.store.database import Database
from bot.store.script import Script, many
from bot.store.statements import statements
from bot.store.times import micros

SQL = statements("unreadable")


class Unreadable(Struct, frozen=True, kw_only=True):
    """What came, and why it can't be read. The same `id` again is the same delivery."""

    id: str
    source: str
    received_at: datetime
    raw: str
    fault: str


async def keep(database: Database, delivery: Unreadable) -> None:
    """Keep a delivery as a dead letter, durable when it returns. Raises `StoreUnavailable`."""
    await database.write(_keep_all, (delivery,), "inbox.{}_commit")


def _keep_all(deliveries: Sequence[Unreadable]) -> Script[None]:
    yield many(SQL["keep"], [_row(delivery) for delivery in deliveries])


def _row(delivery: Unreadable) -> tuple[object, ...]:
    """PostgreSQL's text holds no NUL."""
    raw, fault = (text.replace("\0", "\ufffd") for text in (delivery.raw, delivery.fault))
    return (delivery.id, delivery.source, micros(delivery.received_at), raw, fault)
