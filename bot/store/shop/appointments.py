"""Appointments as rows, and the one place where an hour is claimed: within the transaction of the turn that asked.

Theory of operation
-------------------
Whoever claims an hour first takes the row of that point of sale's book (`hold`), and has it until the commit: on
PostgreSQL that is a row lock, on SQLite there is one writer anyway. What is counted after that is all that was ever
committed, so of two customers after the last place one finds it taken; no place is sold twice, whatever the number of
workers. Books are taken in one order, so that two groups of turns can't wait for each other.

Whether it was had is read by the turn that follows (`answers`): the row's `claim` is the effect that has the hour.

Rows are state, not history: a merge takes them along and its way back returns them (`made_by`).
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from bot.model.appointment import Appointment, AskAgenda, Taken
from bot.model.customer import Customer
from bot.model.events import AgendaAnswered
from bot.store.database.script import Parameters, Script, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

SQL = statements("appointments")
_ENCODER = msgspec.json.Encoder()


class _Claim(NamedTuple):
    customer: str
    asked: AskAgenda
    appointment: Appointment
    at: int


class AppointmentRows:
    """What turns change of appointments: claims in the order in which they were made, then the last word on each."""

    def __init__(self) -> None:
        self._claims: list[_Claim] = []
        self._kept: dict[str, tuple[str, Appointment, int]] = {}
        self._moves: list[tuple[str, Parameters]] = []

    def claim(self, customer: str, asked: AskAgenda, at: int) -> None:
        """Claim a place, where the agenda is asked with a claim. `at` in microseconds."""
        if asked.claim is not None:
            self._claims.append(_Claim(customer, asked, asked.claim, at))

    def keep(self, customer: str, appointment: Appointment, at: int) -> None:
        """Keep an appointment as it is. `at` is when it changed, microseconds."""
        self._kept[appointment.key] = (customer, appointment, at)

    def absorb(self, other: str, customer: Customer, at: int) -> None:
        """Let the appointments of the other be this one's."""
        self._moves.append((SQL["take"], (other, customer.id)))
        self.hold(customer, at)

    def split_off(self, customer: Customer, other: Customer, at: int) -> None:
        """Give back what was the other's, and what is theirs by what the two are known to have."""
        self._moves.append((SQL["give"], (customer.id, other.id)))
        for side in (customer, other):
            self.hold(side, at)

    def hold(self, customer: Customer, at: int) -> None:
        """Keep all that a customer's document has, who is another by now."""
        for one in customer.appointments:
            self.keep(customer.id, one, at)

    def take(self, other: AppointmentRows) -> None:
        """Add all of another's."""
        self._claims += other._claims
        self._moves += other._moves
        self._kept.update(other._kept)

    def write(self) -> Script[None]:
        """Write all of it. What is let go of in the same group is free for those who claim in it."""
        for sql, parameters in self._moves:
            yield many(sql, [parameters])
        yield many(SQL["keep"], [_row(*kept) for kept in self._kept.values()])
        if self._claims:
            yield many(SQL["hold"], sorted({(one.asked.place, one.asked.about) for one in self._claims}))
            yield many(SQL["claim"], [_claim_row(one) for one in self._claims])


def _row(customer: str, one: Appointment, at: int) -> Parameters:
    body = _ENCODER.encode(one).decode()
    hours = (micros(one.at), micros(one.ends))
    return one.key, customer, customer, one.place, one.about, *hours, one.status, at, body


def _claim_row(claim: _Claim) -> Parameters:
    one, asked = claim.appointment, claim.asked
    hours = (micros(one.at), micros(one.ends))
    body = _ENCODER.encode(one).decode()
    who = (claim.customer, claim.customer)
    return one.key, *who, one.place, one.about, *hours, asked.id, claim.at, body, asked.capacity


def answer(event: AgendaAnswered) -> Script[AgendaAnswered]:
    """Return the event with what is taken now, and whether its claim has the hour."""
    between = (micros(event.since), micros(event.until))
    rows = yield query(SQL["taken"], event.place, event.about, *between)
    taken = tuple(Taken(moment(at), moment(ends), count) for at, ends, count in rows)
    claimed = False
    if event.claim is not None:
        found = yield query(SQL["claimed"], event.claim.key)
        claimed = bool(found) and found[0][0] == event.set_by
    return msgspec.structs.replace(event, taken=taken, claimed=claimed)
