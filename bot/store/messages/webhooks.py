"""Outgoing webhooks as staff and integrators see them: what was to be told, how each try ended, telling it once more.

What is to be told is an errand (`store.messages.errands`), durable with the turn that asked for it; here is the record
of its tries. A replay keeps the errand's id, which is the `webhook-id`: whoever had it already can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

import msgspec
from msgspec import Struct

from bot.model.effects import Emit, PlaceOrder
from bot.store.database.bell import RungSubject
from bot.store.database.script import Row, Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.messages.errands import TOPIC
from bot.store.staff.audit import Entry, append

SQL = statements("webhooks")
Outcome = Literal["delivered", "again", "given_up", "replayed"]
#: Newest first, from here down.
END = 2**62
_EFFECT: msgspec.json.Decoder[Emit | PlaceOrder] = msgspec.json.Decoder(Emit | PlaceOrder)
_STATES: Final[Mapping[str, str]] = {"done": "delivered", "given_up": "failed"}


class Sending(Struct, frozen=True, kw_only=True):
    """Something that is told to the shop's systems. `state`: `waiting` (its next try at `due_at`), `delivered`,
    `failed`.
    """

    position: int
    customer: str
    id: str
    effect: Emit | PlaceOrder
    state: str
    created_at: datetime
    due_at: datetime
    attempts: int
    error: str


class Try(Struct, frozen=True, kw_only=True):
    """One try, or somebody's word to try again (`replayed`, by whom)."""

    at: datetime
    outcome: Outcome
    reason: str
    by: str


class Webhooks(RungSubject):
    """All raise `StoreUnavailable`."""

    async def get(self, id: str) -> Sending | None:
        row = await self._database.read_one(SQL["one"], id)
        return None if row is None else sending_of(row)

    async def tries(self, id: str) -> list[Try]:
        """Return how each try ended, the first one first."""
        rows = await self._database.read(SQL["tries"], id)
        return [Try(at=moment(at), outcome=outcome, reason=reason, by=by) for at, outcome, reason, by in rows]

    async def latest(self, before: int = END, limit: int = 50, state: str = "") -> list[Sending]:
        """Return the newest ones below a position; `state` narrows them to `waiting`, `delivered` or `failed`."""
        kept = next((name for name, shown in _STATES.items() if shown == state), state)
        asked = ("latest_of_state", before, limit, kept) if kept else ("latest", before, limit)
        return [sending_of(row) for row in await self._database.read(SQL[asked[0]], *asked[1:])]

    async def counts(self) -> Mapping[str, int]:
        """Return how many there are in each state."""
        return {_STATES.get(state, state): count for state, count in await self._database.read(SQL["counts"])}

    async def replay(self, id: str, by: str, now: datetime, *, who: str) -> bool:
        """Have one told once more, now; tell whether there is such a one that is settled. `by` is a name to show, `who`
        whom the audit names.
        """
        if not await self._database.transact(lambda: _replay(id, by, now, who), "webhook.{}_commit"):
            return False
        self._bell.ring(TOPIC)
        return True


def _replay(id_: str, by: str, now: datetime, who: str) -> Script[bool]:
    rows = yield query(SQL["replay"], id_, micros(now))
    for (customer,) in rows:
        yield from note(id_, customer, now, "replayed", by=by)
        yield from append([Entry(at=now, who=who, act="webhook.replayed", subject=id_)])
    return bool(rows)


def note(errand: str, customer: str, at: datetime, outcome: Outcome, reason: str = "", by: str = "") -> Script[None]:
    """Write down how a try ended, with what else is written of it."""
    yield once(SQL["note"], errand, customer, micros(at), outcome, reason, by)


def sending_of(row: Row) -> Sending:
    """Return a row of an outgoing errand."""
    position, customer, id_, body, state, created, due, attempts, error = row
    return Sending(
        position=position,
        customer=customer,
        id=id_,
        effect=_EFFECT.decode(body),
        state=_STATES.get(state, state),
        created_at=moment(created),
        due_at=moment(due),
        attempts=attempts,
        error=error or "",
    )
