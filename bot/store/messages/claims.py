"""Claiming customers who have something due, with the events that wait for them.

A claim is a script to be run in the transaction of the turns. A customer is claimed by the row lock on `customers`
(PostgreSQL), or by being the only writer (SQLite), until that transaction ends; other workers skip to other customers
meanwhile. Timers may also be read beside the writer and claimed as their turns are written: what was read is then
checked again (`standing`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec

from bot.model.events import Event
from bot.store.database.script import Row, Script, listed, listing, many
from bot.store.database.statements import statements

SQL = statements("turns")
MERGES = statements("merges")
WINDOW = 512  # due rows of each kind looked at for a group of turns
CANDIDATES = 4  # times as many customers as are wanted: on PostgreSQL others may hold the first of them
ROWS = 16  # events of one customer in a group: others wait behind them

_EVENT: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class Waiting(NamedTuple):
    """A due row of the inbox; times in microseconds."""

    position: int
    customer: str
    id: str
    source: str
    ordinal: int
    received_at: int
    due_at: int
    attempts: int
    event: str
    reading: str | None


class Claimed(NamedTuple):
    """A customer in our hands, and what waits for them, in order. `state` is empty before the first turn."""

    id: str
    state: str
    version: int
    met_at: int
    created_at: int
    waiting: list[Waiting]
    more: bool  # whether some was left for a later group


class Claim(NamedTuple):
    """The customers claimed. `whole`: nobody else had anything due but those passed over. `forwarded`: something was
    due for somebody who is another by now, and waits for that one."""

    customers: list[Claimed]
    whole: bool
    forwarded: bool = False


class _Due(NamedTuple):
    """Whose events are due, the longest waiting first, and at which positions: who brought us something, and of whom
    there are only timers. `whole`: these are all.
    """

    brought: list[str]
    timers: list[str]
    rows: dict[str, list[int]]
    whole: bool

    def in_turn(self, places: int) -> list[str]:
        """Return who is to be met: people first, and of the places a quarter for timers where people leave fewer."""
        first = places - places // 4
        return [*self.brought[:first], *self.timers, *self.brought[first:]]


def claim(now: int, at_most: int, passing_over: Collection[str], *, timers: bool = True) -> Script[Claim]:
    """Claim up to `at_most` customers with due events, the longest waiting first, passing over some; without `timers`
    only those who brought us something.
    """
    due = yield from _due(now, passing_over, WINDOW)
    turn = due.in_turn(at_most) if timers else due.brought
    taken: list[Row] = []
    for first in range(0, min(len(turn), CANDIDATES * at_most), at_most):
        if len(taken) < at_most:
            some = listed(turn[first : first + at_most])
            taken += yield listing(SQL["take"], 6, some, at_most - len(taken))
    gone = [(row[0], row[5]) for row in taken if row[5]]
    if gone:
        yield many(MERGES["forward"], gone)
    claimed = yield from _with_what_waits([row for row in taken if not row[5]], due.rows)
    return Claim(claimed, whole=due.whole and len(taken) == len(due.rows), forwarded=bool(gone))


class Looked(NamedTuple):
    """Customers for whom nothing but timers is due. `brought`: there is somebody for whom more is; `others`: there are
    some with timers who can't be met so.
    """

    customers: list[Claimed]
    brought: bool
    others: bool


def look(now: int, at_most: int, passing_over: Collection[str]) -> Script[Looked]:
    """Look at up to `at_most` customers with timers due, the longest waiting first; nobody is claimed by that."""
    due = yield from _due(now, passing_over, 2 * at_most)
    some = due.timers[:at_most]
    taken = (yield listing(SQL["take"], 6, listed(some), at_most)) if some else []
    found = yield from _with_what_waits([row for row in taken if row[1] and not row[5]], due.rows)
    plain = [one for one in found if not one.more]
    return Looked(plain, brought=bool(due.brought), others=len(plain) < len(some))


def _due(now: int, passing_over: Collection[str], at_most: int) -> Script[_Due]:
    """Look for up to `at_most` rows of both kinds."""
    found = yield listing(SQL["due"], 4, now, listed(passing_over), at_most)
    brought = dict.fromkeys(customer for _, customer, _, is_timer in found if not is_timer)
    timers = dict.fromkeys(customer for _, customer, _, _ in found if customer not in brought)
    rows: dict[str, list[int]] = {}
    for _, position, customer in sorted((due_at, position, customer) for position, customer, due_at, _ in found):
        rows.setdefault(customer, []).append(position)
    whole = max(sum(row[3] for row in found), sum(1 - row[3] for row in found)) < at_most
    return _Due(list(brought), list(timers), rows, whole)


def standing(looked_at: Sequence[Claimed], now: int) -> Script[list[Claimed]]:
    """Claim those who were looked at and are still as they were then, with all that waited for them."""
    positions = [row.position for one in looked_at for row in one.waiting]
    rows = yield listing(SQL["standing"], 3, listed(positions), now)
    versions = {position: (customer, version) for position, customer, version in rows}
    return [one for one in looked_at if all(versions.get(row.position) == (one.id, one.version) for row in one.waiting)]


def _with_what_waits(taken: Sequence[Row], due: dict[str, list[int]]) -> Script[list[Claimed]]:
    if not taken:
        return []
    positions = [position for row in taken for position in due[row[0]][:ROWS]]
    waiting: dict[str, list[Waiting]] = {row[0]: [] for row in taken}
    found = [Waiting(*row) for row in (yield listing(SQL["waiting"], 10, listed(positions)))]
    for row in sorted(found, key=lambda row: (row.due_at, row.position)):  # a listing promises no order
        waiting[row.customer].append(row)
    return [
        Claimed(id_, state, version, met_at, created_at, in_order(waiting[id_]), len(due[id_]) > ROWS)
        for id_, state, version, met_at, created_at, _ in taken
        if waiting[id_]
    ]


def in_order(waiting: list[Waiting]) -> list[Waiting]:
    """Let what one provider numbers be met in its numbering, whatever order it came in; nothing else changes places."""
    ordered = list(waiting)
    for source in {row.source for row in waiting if row.ordinal}:
        places = [place for place, row in enumerate(waiting) if row.source == source and row.ordinal]
        for place, row in zip(
            places, sorted((waiting[place] for place in places), key=lambda row: row.ordinal), strict=True
        ):
            ordered[place] = row
    return ordered


def event_of(row: Waiting) -> Event:
    """Return the row's event. Raises `msgspec.MsgspecError` for what is no event of ours."""
    return _EVENT.decode(row.event)
