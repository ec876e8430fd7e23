"""Writing in bulk: turns that were met in memory, and the parts that left meanwhile, in one transaction.

A demonstration lives months in seconds. Its turns are the program's own (`work.turns.turn.written`), and so is what is
written of a send (`outbox`, `outbox_reports`); only the way there is short: nothing waits in the inbox, nothing is
claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from bot.model.address import Address
from bot.model.events import Event
from bot.model.message import Reading
from bot.model.parts import Outcome, Part, Report
from bot.store.database.database import Database
from bot.store.database.identity import identity_of
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.errands import SQL as ERRANDS
from bot.store.messages.inbox import SQL as INBOX
from bot.store.messages.outbox import resend, settle_all, stop
from bot.store.messages.outbox_reports import report_all
from bot.store.messages.record import Record, event_json
from bot.store.messages.webhooks import Outcome as Told
from bot.store.messages.webhooks import note

SQL = statements("bulk")


class Portion:
    """A part of a life: the record of its turns, and what befell messages and errands after them, in order."""

    def __init__(self) -> None:
        self.record = Record()
        self._after: list[Callable[[], Script[object]]] = []

    def arrives(self, customer: str, addresses: tuple[Address, ...], at: datetime) -> None:
        """A customer is known from now on. Comes before all else in a portion."""
        self.record.add(INBOX["new_customer"], customer, micros(at))
        for one in addresses:
            self.record.add(INBOX["new_address"], identity_of(one), one.channel, one.id, customer, micros(at))

    def met(self, customer: str, event: Event, reading: Reading | None, source: str, at: datetime, met_at: int) -> None:
        """An event came at a time and was met, as it was read, at another (microseconds)."""
        read = None if reading is None else msgspec.json.encode(reading).decode()
        came = micros(at)
        self.record.add(SQL["met"], event.id, customer, source, came, came, event_json(event), read, met_at)

    def settled(self, part: Part, outcome: Outcome, at: datetime) -> None:
        """A part was taken, and this came of sending it. `part` has this attempt counted."""
        self._after.append(lambda: _settled(part, outcome, micros(at)))

    def dropped(self, part: Part, words: str, rule: str, at: datetime) -> None:
        self._after.append(lambda: stop(part, "dropped", words, rule, micros(at)))

    def abandoned(self, part: Part, words: str, at: datetime) -> None:
        self._after.append(lambda: stop(part, "abandoned", words, "uncertain send", micros(at)))

    def sent_once_more(self, part: Part, at: datetime) -> None:
        self._after.append(lambda: resend(part, micros(at)))

    def reported(self, report: Report) -> None:
        self._after.append(lambda: report_all((report,)))

    def fetched(self, errand: str) -> None:
        """An errand has brought its answer."""
        self._after.append(lambda: _errand(ERRANDS["done"], errand))

    def told(self, errand: str, customer: str, outcome: Told, reason: str, at: datetime) -> None:
        """The shop's systems were told of something, or could not be."""
        self._after.append(lambda: _told(errand, customer, outcome, reason, at))

    def write(self) -> Script[None]:
        yield from self.record.write()
        for one in self._after:
            yield from one()


def write_all(portions: Iterable[Portion]) -> Script[None]:
    """Write portions in their order, as one transaction."""
    for portion in portions:
        yield from portion.write()


def _settled(part: Part, outcome: Outcome, at: int) -> Script[None]:
    yield once(SQL["taken"], part.id, at)
    yield from settle_all([(part, outcome, at)])


def _errand(sql: str, *parameters: object) -> Script[None]:
    yield once(sql, *parameters)


def _told(errand: str, customer: str, outcome: Told, reason: str, at: datetime) -> Script[None]:
    match outcome:
        case "delivered":
            yield once(ERRANDS["done"], errand)
        case "again":
            yield once(ERRANDS["again"], errand, micros(at), reason)
        case _:
            yield once(ERRANDS["give_up"], errand, reason)
    yield from note(errand, customer, at, outcome, reason)


async def handovers_of(database: Database) -> list[tuple[str, str, int, int | None]]:
    """Return whose conversations were in staff's hands: customer, team, since when, until when (microseconds)."""
    return [
        (customer, team, opened, closed) for customer, team, opened, closed in await database.read(SQL["handovers"])
    ]
