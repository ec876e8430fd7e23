"""A thread as staff read it: what was said, what is on its way, what never left, and what was decided between them.

All of it is a page: the newest messages, or those before a position, and the decisions of that stretch of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.events import EPOCH, CustomerImported, MessageEdited, MessageReceived
from bot.model.parts import PartBody, PartState
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, listed
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.messages.ledger import Entry, entry_of
from bot.store.people.family import family

SQL = statements("thread_lines")
PAGE: Final = 50
_END: Final = 2**62
_BROUGHT = msgspec.json.Decoder(CustomerImported)
_BODY = msgspec.json.Decoder(PartBody)
_HEARD: msgspec.json.Decoder[MessageReceived | MessageEdited] = msgspec.json.Decoder(MessageReceived | MessageEdited)
_RECEIVED = msgspec.json.Decoder(MessageReceived)
#: A decision is written a moment before the message that it is about has left.
_A_LITTLE: Final = timedelta(hours=1)


class Shown(Struct, frozen=True, kw_only=True):
    """One message. `part` is what we showed, or would have (`state`); `heard` what came. `place` orders what was said;
    None for what was not. `unmet`: it had no turn yet (`waiting`), or its turn failed each time (`dead`)."""

    place: int | None
    at: datetime
    direction: Literal["in", "out"]
    address: Address
    source: str
    by: str
    text: str
    part: PartBody | None = None
    heard: MessageReceived | MessageEdited | None = None
    state: PartState | None = None
    unmet: Literal["waiting", "dead"] | None = None
    error: str | None = None
    purpose: str | None = None
    flow: str | None = None
    step: str | None = None
    version: str | None = None
    event: str | None = None
    resent: bool = False
    changed_at: datetime | None = None


class Stretch(Struct, frozen=True, kw_only=True):
    """A page of a thread, oldest first. `before` asks for what is older; None where there is nothing. What happened
    between messages stands on the page if it did after `since` and not after `until`; `decisions` have what led to the
    messages too, of somewhat earlier.
    """

    lines: list[Shown]
    decisions: list[Entry]
    before: int | None
    since: datetime = EPOCH
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether something that happened then stands on this page, and on no other."""
        return self.since < at and (self.until is None or at <= self.until)


class Move(Struct, frozen=True):
    at: datetime
    journey: str
    left: str
    stage: str
    direction: str
    cause: str


class Moment(Struct, frozen=True):
    at: datetime
    journey: str
    cause: str
    change: float
    value: float
    rule: str


class Brought(Struct, frozen=True):
    """Facts that something outside the chat brought: which, from where, when."""

    at: datetime
    source: str
    names: tuple[str, ...]


class ThreadLines(StoreSubject):
    """Read here; written by turns and by the outbox."""

    async def page(self, customer: str, before: int | None = None, limit: int = PAGE) -> Stretch:
        """Return the newest messages with a person, or those before a place; what is on its way stands at the end."""
        who = await family(self._database, customer)
        newest = before is None
        # Both read first: what has its turn, or leaves, between two reads would stand in neither the other way round.
        arrived = await self._read("arrived", who)
        waiting = await self._read("on_its_way", who) if newest else []
        rows = list(reversed(await self._read("said", who, before or _END, limit + 1)))
        said = [_said(row) for row in rows]
        earlier, lines = said[:-limit], said[-limit:]
        stretch = Stretch(
            lines=[],
            decisions=[],
            before=lines[0].place if earlier else None,
            since=earlier[-1].at if earlier else EPOCH,
            until=None if newest or not lines else lines[-1].at,
        )
        start = lines[0].at - _A_LITTLE if earlier else EPOCH
        decisions = await self._decided(who, start, _END if stretch.until is None else micros(stretch.until))
        stopped = await self._stopped(decisions, {line.source for line in said})
        lines += [line for line in stopped if stretch.holds(line.at)]
        shown = {line.source for line in lines}
        lines += [line for line in map(_waiting, waiting) if line.source not in shown]
        unmet = [_unmet(row) for row in arrived]
        lines += [one for one in unmet if one.source not in shown and stretch.holds(one.at)]
        return replace(stretch, lines=sorted(lines, key=lambda line: line.at), decisions=decisions)

    async def moves(self, who: Sequence[str], limit: int = 60) -> list[Move]:
        """Return the last moves between stages of a person (their ids), oldest first."""
        return [Move(moment(at), *rest) for at, *rest in reversed(await self._read("moves", who, limit))]

    async def moments(self, who: Sequence[str], limit: int = 20) -> list[Moment]:
        """Return what moved the relationship of a person (their ids) last, the newest first."""
        return [Moment(moment(at), *rest) for at, *rest in await self._read("moments", who, limit)]

    async def answered(self, customer: str, limit: int = 300) -> list[Entry]:
        """Return which of a person's answers were understood, the newest first."""
        who = await family(self._database, customer)
        return [entry_of(*row) for row in await self._read("answered", who, limit)]

    async def gone_through(self, customer: str) -> list[str]:
        """Return the flows that a person has been in, the latest first."""
        who = await family(self._database, customer)
        return [str(row[0]) for row in await self._read("gone_through", who)]

    async def brought(self, customer: str) -> list[Brought]:
        """Return the facts that imports, forms and other systems brought of a person, oldest first."""
        rows = await self._read("brought", await family(self._database, customer))
        return [Brought(moment(at), source, tuple(_BROUGHT.decode(event).facts)) for at, source, event in rows]

    async def _decided(self, who: Sequence[str], start: datetime, end: int) -> list[Entry]:
        return [entry_of(*row) for row in await self._read("decided", who, micros(start), end)]

    async def _stopped(self, decisions: Sequence[Entry], said: set[str]) -> list[Shown]:
        named = {entry.outbox for entry in decisions if entry.kind == "not_sent" and entry.outbox}
        if not named - said:
            return []
        return [_waiting(row) for row in await self._database.read(SQL["stopped"], listed(named - said))]

    async def _read(self, what: str, who: Sequence[str], *values: object) -> list[Row]:
        if len(who) == 1:
            return await self._database.read(SQL[what].format(who="= $1"), who[0], *values)
        return await self._database.read(SQL[what].format(who="IN each($1)"), listed(who), *values)


def _said(row: Row) -> Shown:
    _, _, direction, *_, text, body = row[:9]
    if direction == "in":
        return _shown(row, place=row[0], text=text, heard=_HEARD.decode(body))
    return _shown(row, place=row[0], text=text, part=_BODY.decode(body))


def _waiting(row: Row) -> Shown:
    part = _BODY.decode(row[8])
    return _shown(row, place=None, text=part.text, part=part)


def _unmet(row: Row) -> Shown:
    received, state, event = row
    heard = _RECEIVED.decode(event)
    return Shown(
        place=None,
        at=moment(received),
        direction="in",
        address=heard.address,
        source=heard.id,
        by="customer",
        text=heard.text,
        heard=heard,
        unmet=state,
    )


def _shown(
    row: Row,
    *,
    place: int | None,
    text: str,
    part: PartBody | None = None,
    heard: MessageReceived | MessageEdited | None = None,
) -> Shown:
    _, at, direction, channel, address, source, by, _, _, *rest = row
    state, error, purpose, flow, step, version, event, resent, changed = rest
    return Shown(
        place=place,
        at=moment(at),
        direction=direction,
        address=Address(channel, address),
        source=source,
        by=by,
        text=text,
        part=part,
        heard=heard,
        state=state,
        error=error,
        purpose=purpose,
        flow=flow,
        step=step,
        version=version,
        event=event,
        resent=bool(resent),
        changed_at=moment(changed) if changed is not None else None,
    )
