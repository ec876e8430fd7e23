"""The recorded decisions: why each message was sent, held or not sent, and everything else the engine decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from bot.model.message import Value
from bot.store.database import Database
from bot.store.statements import statements
from bot.store.times import micros, moment

SQL = statements("ledger")


class Entry(Struct, frozen=True, kw_only=True):
    """One decision, in plain words. `event` is the turn that took it, `outbox` the part that it is about."""

    id: str
    at: datetime
    event: str
    kind: str
    words: str
    rule: str
    facts: dict[str, Value]
    version: str | None
    flow: str | None
    step: str | None
    conversation: str | None
    outbox: str | None


class Ledger:
    """Read here; written by turns and by what is dropped on its way out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, customer: str, since: datetime) -> list[Entry]:
        """Return the decisions about a customer since a time, in order."""
        return [_entry(*row) for row in await self._database.read(SQL["of"], customer, micros(since))]


def _entry(id_: str, at: int, event: str, kind: str, words: str, rule: str, facts: str, *where: Any) -> Entry:
    version, flow, step, conversation, outbox = where
    return Entry(
        id=id_,
        at=moment(at),
        event=event,
        kind=kind,
        words=words,
        rule=rule,
        facts=msgspec.json.decode(facts),
        version=version,
        flow=flow,
        step=step,
        conversation=conversation,
        outbox=outbox,
    )
