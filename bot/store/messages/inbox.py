"""The only way in: events on disk before anybody is answered, each once, in the hands of the right customer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

import msgspec

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.message import Reading
from bot.store.database.bell import Bell
from bot.store.database.database import Database
from bot.store.database.identity import customer_id_of, identity_of
from bot.store.database.script import Parameters, Script, listed, listing, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.messages.cursors import move_all

SQL = statements("inbox")
OUTBOX = statements("outbox")
TOPIC = "inbox"
_FILE = re.compile(r'"web/([0-9a-f]{32}/[0-9a-f]{32})\.')
#: How an event may come in: pushed by a webhook, fetched by a poll, or found by a sweep.
Door = Literal["inbox", "poll", "sweep"]


class AtOnce(Protocol):
    """What meets arrivals before they are written, where the doors and the turns are one process."""

    async def meet(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """Meet what can be met, durable when it returns; return the rest. Raises `StoreUnavailable`."""

    def leaving(self, arrivals: Sequence[Arrival]) -> AbstractContextManager[None]:
        """Return the block in which the rest is put in the inbox."""


class Delivery(NamedTuple):
    """What came in one go, with how far that brings us in what its provider numbers."""

    arrivals: Sequence[Arrival]
    cursor: tuple[str, str] | None = None


class DeadLetter(NamedTuple):
    """An event that our own fault kept from being met, after all its attempts."""

    position: int
    event_id: str
    customer: str
    received_at: datetime
    attempts: int
    traceback: str
    event: str  # JSON


class MetEvent(NamedTuple):
    """An event as it was met, for a replay: JSON, the reading, the instant of the turn, the times of stages and
    the offers that it was told of."""

    event_id: str
    event: str
    reading: str | None
    met_at: datetime
    merged_into: str | None
    paces: str | None = None
    offers: str | None = None


class Inbox:
    """What comes in. Every `put` returns once its events are on disk."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell
        #: Set where turns are met by the process that also has the doors.
        self.at_once: AtOnce | None = None

    async def put(
        self, arrivals: Sequence[Arrival], *, cursor: tuple[str, str] | None = None, door: Door = "inbox"
    ) -> None:
        """Put events in the inbox, durable when it returns; `cursor` (name, value) moves in the same commit.

        An event whose id is known has no effect. `door` only names the crash points. Raises `StoreUnavailable`:
        nothing was written, answer 503.
        """
        if self.at_once is None:
            await self._put(arrivals, cursor, door)
            return
        arrivals = await self.at_once.meet(arrivals)
        if arrivals or cursor is not None:
            with self.at_once.leaving(arrivals):
                await self._put(arrivals, cursor, door)

    async def put_news(self, part: str, arrivals: Sequence[Arrival]) -> None:
        """Put in the inbox what became of a part (its id); nothing where its customer was erased meanwhile."""
        with self.at_once.leaving(arrivals) if self.at_once is not None else nullcontext():
            await self._database.write(_put_news, ((part, arrivals),), "news.{}_commit", news=self._tell)

    async def _put(self, arrivals: Sequence[Arrival], cursor: tuple[str, str] | None, door: Door) -> None:
        delivery = (Delivery(arrivals, cursor),)
        await self._database.write(put_all, delivery, door + ".{}_commit", news=self._tell if arrivals else None)

    def _tell(self) -> None:
        self._bell.ring(TOPIC)

    async def known(self, event_ids: Sequence[str]) -> set[str]:
        """Return which of these events came in before."""
        return {str(row[0]) for row in await self._database.read(SQL["known"], listed(event_ids))}

    async def files(self) -> set[str]:
        """Return which files of our shelf (`owner/name`) visitors of the web chat have sent, of late."""
        rows = await self._database.read(SQL["with_files"])
        return {found[1] for row in rows for found in _FILE.finditer(row[0])}

    async def keep_readings(self, readings: Sequence[tuple[int, Reading]]) -> None:
        """Keep what was understood of waiting rows, by their position."""
        rows = [(position, msgspec.json.encode(reading).decode()) for position, reading in readings]
        await self._database.write(_keep_readings, rows, "reading.{}_commit")
        self._bell.ring(TOPIC)

    async def lag(self, now: datetime) -> float:
        """Return how many seconds the oldest due event has waited."""
        [(oldest,)] = await self._database.read(SQL["lag"])
        return 0.0 if oldest is None else max(0.0, (micros(now) - oldest) / 1e6)

    async def overdue(self, now: datetime) -> int:
        """Return how many events are due and not met."""
        [(count,)] = await self._database.read(SQL["overdue"], micros(now))
        return int(count)

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when the next timer is due, after `now`."""
        [(due,)] = await self._database.read(SQL["next_due"], micros(now))
        return None if due is None else moment(due)

    async def dead(self, after: int = 0, limit: int = 100) -> list[DeadLetter]:
        """Return dead letters in their order, from a position on."""
        rows = await self._database.read(SQL["dead"], after, limit)
        return [
            DeadLetter(position, id_, customer, moment(received), attempts, fault or "", event)
            for position, id_, customer, received, attempts, fault, event in rows
        ]

    async def count_dead(self) -> int:
        [(count,)] = await self._database.read(SQL["count_dead"])
        return int(count)

    async def revive(self, event_id: str) -> None:
        """Let a dead letter be met again, once the fault is mended."""
        await self._database.write(_revive, ((event_id,),))
        self._bell.ring(TOPIC)

    async def planned(self, customer: str) -> list[tuple[str, datetime, str]]:
        """Return a customer's timers and waiting events: id, when due, the event as JSON."""
        return [(id_, moment(due), event) for id_, due, event in await self._database.read(SQL["planned"], customer)]

    async def heard_of(self, since: datetime, after: str = "", limit: int = 500) -> list[tuple[str, datetime]]:
        """Return customers to whom something happened since a time, each with when they were first known, behind one in
        the order of ids."""
        rows = await self._database.read(SQL["heard_of"], micros(since), after, limit)
        return [(id_, moment(created)) for id_, created in rows]

    async def count_heard_of(self, since: datetime) -> int:
        [(count,)] = await self._database.read(SQL["count_heard_of"], micros(since))
        return int(count)

    async def met(self, customer: str, since: datetime) -> list[MetEvent]:
        """Return the events of a customer as they were met, in order, to run them again; archived ones too."""
        rows = await self._database.read(SQL["met"], customer, micros(since))
        return [
            MetEvent(id_, event, reading, moment(at), into, paces, offers)
            for id_, event, reading, at, into, paces, offers, _ in rows
        ]


def put_all(deliveries: Sequence[Delivery]) -> Script[None]:
    """Write what several callers brought, as one transaction."""
    arrivals = [arrival for delivery in deliveries for arrival in delivery.arrivals]
    owners = yield from _owners(arrivals)
    given = {(arrival.customer, micros(arrival.received_at)) for arrival in arrivals if arrival.customer}
    yield many(SQL["new_customer"], sorted(given))
    yield many(SQL["arrive"], [_row(arrival, _owner(arrival, owners)) for arrival in arrivals])
    yield from move_all([delivery.cursor for delivery in deliveries if delivery.cursor])


def _put_news(news: Sequence[tuple[str, Sequence[Arrival]]]) -> Script[None]:
    told = []
    for part, arrivals in news:
        if (yield query(OUTBOX["state_of"], part)):
            told.append(Delivery(arrivals))
    yield from put_all(told)


def _owners(arrivals: Sequence[Arrival]) -> Script[dict[str, str]]:
    """Return whose each named identity is; customers and addresses met for the first time are made."""
    identities = sorted({identity_of(name) for arrival in arrivals for name in arrival.names})
    if not identities:
        return {}
    asked = listing(SQL["whose"], 3, listed(identities))
    known = yield asked
    owners = {identity: customer for identity, _, customer in known}
    new = _new_addresses(arrivals, owners, {(identity, channel) for identity, channel, _ in known})
    if not new:
        return owners
    # who was erased is not made anew because a provider repeats what it had delivered before
    repeats = {row[0] for row in (yield query(SQL["known"], listed(arrival.event.id for arrival in arrivals)))}
    if repeats:
        arrivals = [arrival for arrival in arrivals if arrival.event.id not in repeats]
        new = _new_addresses(arrivals, owners, {(identity, channel) for identity, channel, _ in known})
    yield many(SQL["new_customer"], sorted({(customer, at) for _, _, _, customer, at in new}))
    yield many(SQL["new_address"], new)
    # Another process may have made one of them meanwhile, for somebody else: the database has the last word.
    return {identity: customer for identity, _, customer in (yield asked)}


def _new_addresses(
    arrivals: Sequence[Arrival], owners: Mapping[str, str], known: Set[tuple[str, str]]
) -> list[tuple[str, str, str, str, int]]:
    """Rows of addresses not met before, in one order for all processes: none waits for another in a ring."""
    owners = dict(owners)
    rows: dict[tuple[str, str], tuple[str, str, str, str, int]] = {}
    for arrival in arrivals:
        owner = _owner(arrival, owners)
        for name in arrival.names:
            key = (identity_of(name), name.channel)
            owners.setdefault(key[0], owner)
            if key not in known and owners[key[0]] == owner:
                rows.setdefault(key, (*key, name.id, owner, micros(arrival.received_at)))
    return [rows[key] for key in sorted(rows)]


def _owner(arrival: Arrival, owners: dict[str, str]) -> str:
    if arrival.customer is not None:
        return arrival.customer
    known = (owners[identity] for identity in map(identity_of, arrival.names) if identity in owners)
    return next(known, None) or customer_id_of(_first(arrival.names))


def _first(names: Sequence[Address]) -> Address:
    if not names:
        raise ValueError("an arrival names neither a customer nor an address")
    return names[0]


def _row(arrival: Arrival, customer: str) -> Parameters:
    received = micros(arrival.received_at)
    due = received if arrival.due_at is None else micros(arrival.due_at)
    event = msgspec.json.encode(arrival.event).decode()
    return (arrival.event.id, customer, arrival.source, arrival.ordinal, received, due, event, arrival.raw)


def _keep_readings(rows: Sequence[Parameters]) -> Script[None]:
    yield many(SQL["keep_reading"], rows)


def _revive(rows: Sequence[Parameters]) -> Script[None]:
    yield many(SQL["revive"], rows)
