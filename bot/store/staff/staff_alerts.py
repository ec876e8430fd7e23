"""Alerts to staff of what was handed over: whom nobody was told of yet, and the messages that tell.

A handover is told of once: its mark and its messages are one transaction, and a message's id comes from the handover
and the person. What was taken up while its alert waited for its turn does not leave (`stale_alerts`, at the claim).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bot.model.staff import Staff
from bot.store.database.bell import RungSubject
from bot.store.database.script import Row, Script, many
from bot.store.database.statements import statements
from bot.store.database.times import moment
from bot.store.messages.outbox import TOPIC
from bot.store.messages.part_rows import Planned, row_of
from bot.store.staff.staff import staff_of
from bot.store.threads.threads import AN_HOUR

SQL = statements("staff_alerts")
TURNS = statements("turns")
AT_ONCE = 100


class ToTell(Struct, frozen=True, kw_only=True):
    """A handover of which nobody was told. `name` is the customer's, empty where it is not known; `due_at` until when
    the team has promised an answer; `waits`: nobody has taken it up."""

    id: str
    customer: str
    team: str
    reason: str
    opened_at: datetime
    name: str
    point_of_sale: str | None
    assignee: str | None
    due_at: datetime
    waits: bool


class StaffAlerts(RungSubject):
    async def to_tell(self) -> list[ToTell]:
        """Return what nobody was told of, the first first, some at a time."""
        rows = await self._database.read(SQL["to_tell"], AT_ONCE, AN_HOUR)
        return [_to_tell(row) for row in rows]

    async def addressees(self) -> list[tuple[Staff, str]]:
        """Return everybody who has a chat linked, with the chat."""
        rows = await self._database.read(SQL["addressees"])
        return [(staff_of(row[:-1]), str(row[-1])) for row in rows]

    async def tell(self, handovers: Sequence[str], alerts: Sequence[Planned]) -> None:
        """Mark handovers as told of, and put the messages in the outbox; both or nothing."""
        await self._database.transact(lambda: _tell(handovers, alerts))
        if alerts:
            self._bell.ring(TOPIC)


def _tell(handovers: Sequence[str], alerts: Sequence[Planned]) -> Script[None]:
    yield many(SQL["told"], [(id_,) for id_ in handovers])
    yield many(TURNS["part"], [row_of(part) for part in alerts])


def _to_tell(row: Row) -> ToTell:
    id_, customer, team, reason, opened_at, name, point_of_sale, assignee, due_at, waits = row
    return ToTell(
        id=id_,
        customer=customer,
        team=team,
        reason=reason,
        opened_at=moment(opened_at),
        name=name or "",
        point_of_sale=point_of_sale,
        assignee=assignee,
        due_at=moment(due_at),
        waits=bool(waits),
    )
