"""Two customers who are one: what of it is on disk, and how it is undone.

Theory of operation
-------------------
A merge moves what is to come and leaves what was. The other's addresses, waiting events, timers, messages on their way
and open handovers become the kept one's; their transcript, decisions, consents and all other history keep their own id,
and who reads a person's history reads the rows of their `family`. So a merge costs the same however long the two have
been customers, and the way back finds every row where it was.

The other's row stays, empty, with `merged_into`. An event that somebody was about to put there (whose owner was read
before the merge) is forwarded when its turn comes. Both rows are locked in the one transaction of the turn that meets
the merge, the second without waiting for it: who finds it taken comes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, convert, json

from bot.model.address import Address
from bot.model.customer import Customer
from bot.model.effects import Absorb, LetGo, SplitOff
from bot.model.events import ChatOpened, MessageReceived, OptOutReported
from bot.store.database.database import StoreSubject
from bot.store.database.identity import identity_of
from bot.store.database.script import Script, listed, query
from bot.store.database.statements import statements
from bot.store.database.times import moment
from bot.store.messages.record import Record

SQL = statements("merges")
INBOX = statements("inbox")
#: The source of events that bring two customers together: whoever meets one must have both.
IDENTITY = "identity"


class Merge(Struct, frozen=True, kw_only=True):
    """One that stands. The documents are as they were written."""

    id: str
    other: str
    at: datetime
    by: str
    reason: str
    kept: dict[str, Any]
    apart: dict[str, Any]
    whole: dict[str, Any]


class Merges(StoreSubject):
    """Read here; written by turns."""

    async def latest(self, customer: str) -> Merge | None:
        """Return the last merge into a customer that stands: the one that may be undone."""
        rows = await self._database.read(SQL["latest"], customer)
        return _merge(*rows[0]) if rows else None


def _merge(id_: str, other: str, at: int, by: str, reason: str, *documents: str) -> Merge:
    kept, apart, whole = (json.decode(document) for document in documents)
    return Merge(id=id_, other=other, at=moment(at), by=by, reason=reason, kept=kept, apart=apart, whole=whole)


def partner(other: str) -> Script[tuple[str, str, int, int] | None]:
    """Lock who `other` is now; return their id, document, version and when they were made; None while taken."""
    roots = yield query(SQL["root"], other)
    if not roots:
        return other, "", 0, 0
    rows = yield query(SQL["partner"], listed([roots[0][0]]))
    return (roots[0][0], *rows[0]) if rows else None


def holder(address: Address) -> Script[str]:
    """Return whose an address is, within a transaction; empty for nobody's."""
    rows = yield query(SQL["holder"], identity_of(address))
    return str(rows[0][0]) if rows else ""


def latest(customer: str) -> Script[Merge | None]:
    """The same as `Merges.latest`, within a transaction."""
    rows = yield query(SQL["latest"], customer)
    return _merge(*rows[0]) if rows else None


def absorb(record: Record, customer: Customer, effect: Absorb, event: str, at: int) -> None:
    """Put in the record what a merge changes beside the kept one's own row."""
    documents = (json.encode(document).decode() for document in (effect.kept, effect.apart, effect.whole))
    record.add(SQL["note"], event, customer.id, effect.other, at, effect.by, effect.reason, *documents)
    for what in ("take_addresses", "forward", "take_parts", "take_handovers", "become"):
        record.add(SQL[what], effect.other, customer.id)
    record.orders.absorb(effect.other, customer, at)
    record.threads.absorb(effect.other, customer.id)
    record.appointments.absorb(effect.other, customer, at)
    record.stands(customer)
    for state in convert(effect.apart, Customer).journeys:
        record.leaves(effect.other, state.journey)


def split_off(record: Record, customer: Customer, effect: SplitOff, other: Customer, at: int) -> None:
    """Put in the record what the way back changes beside the two documents."""
    record.add(SQL["stand"], other.id)
    for address in effect.addresses:
        record.add(SQL["give_address"], customer.id, other.id, address.channel, address.id)
        record.add(SQL["give_parts"], customer.id, other.id, address.channel, address.id)
        given = (customer.id, other.id, address.channel, address.id, effect.merge)
        record.add(SQL["give_lines"], *given)
        record.unanswered.give(*given)
    mine = {grant.record for grant in customer.grants}
    for grant in other.grants:
        if grant.record and grant.record not in mine:
            record.add(SQL["give_consent"], grant.record, other.id)
    if other.handover is not None:
        record.add(SQL["give_handover"], other.handover.id, other.id)
    for side in (customer, other):
        if side.handover is not None:
            record.add(SQL["reopen_handover"], side.handover.id)
    for side in (customer, other):
        record.stands(side)
    for state in other.journeys:
        if all(mine.journey != state.journey for mine in customer.journeys):
            record.leaves(customer.id, state.journey)
    record.orders.split_off(customer, other, at)
    record.appointments.split_off(customer, other, at)
    record.add(SQL["undone"], effect.merge, at, effect.by)


def let_go(record: Record, customer: str, effect: LetGo, at: int) -> None:
    """Put in the record that an address is a new customer's, who is greeted there as anybody is; what was on its way
    there to `customer` is withdrawn."""
    facts = json.encode({"channel": effect.address.channel, "other": effect.other}).decode()
    record.add(SQL["note_withdrawn"], customer, effect.other, effect.address.id, at, effect.words, facts)
    record.add(SQL["withdraw"], customer, effect.address.id, effect.words, at)
    record.add(INBOX["new_customer"], effect.other, at)
    record.add(SQL["give_number"], identity_of(effect.address), effect.other)
    if effect.opted_out:
        refused = OptOutReported(id=f"{effect.id}00", address=effect.address, reason="whoever had the number opted out")
        record.event(effect.other, refused, "suppression", at - 1000)
    record.event(effect.other, ChatOpened(id=f"{effect.id}01", address=effect.address), "fetch", at)
    if effect.said:
        said = MessageReceived(id=f"{effect.id}02", address=effect.address, text=effect.said)
        record.event(effect.other, said, "fetch", at)


def give_events(record: Record, positions: Sequence[int], other: str) -> None:
    """Hand waiting events to the other."""
    for position in positions:
        record.add(SQL["give_event"], position, other)
