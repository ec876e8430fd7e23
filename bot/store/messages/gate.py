"""What the final check of a part looks at (`dispatcher_check`): the state of its customer when it is claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, json

from bot.model.address import Address
from bot.model.customer import Customer, Grant
from bot.model.parts import Part
from bot.store.database.script import Script, listed, query
from bot.store.database.statements import statements

SQL = statements("outbox")
_CUSTOMER = json.Decoder(Customer)


class Gate(Struct, frozen=True, kw_only=True):
    """What is looked at once more before the socket opens, as of the claim."""

    opted_out_at: datetime | None = None
    reachable: bool = True
    last_in: datetime | None = None  # the customer's last word at this address
    grants: tuple[Grant, ...] = ()
    timezone: str | None = None
    country: str | None = None
    region: str | None = None
    minor_until: datetime | None = None
    taken_at: datetime | None = None  # when a person last took or held the thread: the bot's own parts only
    sent_today: int = 0  # SMS only: parts that left for this number within a day
    sent_to_country: int = 0  # SMS only: parts that left for this number's country within a day
    marketing_stopped: bool = False  # carriers filter what this sender sends
    is_over: bool = False  # an alert to staff of what somebody has taken up since


class Claimed(Struct, frozen=True):
    """A part that is ours to send, and its gate."""

    part: Part
    gate: Gate


def gate_of(
    customer: Customer | None,
    address: Address,
    sent: tuple[dict[str, int], dict[str, int]] = ({}, {}),
    *,
    by_bot: bool = False,
    marketing_stopped: bool = False,
) -> Gate:
    """Return what the last look before the socket knows of a customer.

    `sent`: how many SMS left within a day, by number, for the number and for its country. `by_bot`: the bot said it,
    and no member of staff.
    """
    sent_today, sent_to_country = (counts.get(address.id, 0) for counts in sent)
    if customer is None:
        return Gate(sent_today=sent_today, sent_to_country=sent_to_country, marketing_stopped=marketing_stopped)
    known = next((known for known in customer.addresses if known.address == address), None)
    return Gate(
        opted_out_at=customer.opted_out_at,
        reachable=known is None or known.reachable,
        last_in=None if known is None else known.last_in,
        grants=customer.grants,
        timezone=customer.timezone,
        country=customer.country,
        region=customer.region,
        minor_until=customer.minor_until,
        taken_at=_taken_at(customer) if by_bot else None,
        sent_today=sent_today,
        sent_to_country=sent_to_country,
        marketing_stopped=marketing_stopped,
    )


def _taken_at(customer: Customer) -> datetime | None:
    return None if customer.handover is None else customer.handover.touched


def said_by_bot(parts: Sequence[Part], customers: Mapping[str, Customer]) -> Script[set[int]]:
    """Return the positions of those parts that the bot said, of customers whose thread a person has."""
    held = [
        part.position
        for part in parts
        if part.customer in customers and _taken_at(customers[part.customer]) is not None
    ]
    return {int(row[0]) for row in (yield query(SQL["said_by_bot"], listed(held)))} if held else set()


def is_talked_over(part: Part) -> Script[bool]:
    """Tell whether a person has taken the thread since the bot wanted to say this, and is not owed it all the same."""
    states = yield query(SQL["states"], listed([part.customer]))
    customers = {id_: _CUSTOMER.decode(state) for id_, state in states if state}
    taken_at = _taken_at(customers[part.customer]) if part.customer in customers else None
    if taken_at is None or part.created_at >= taken_at or not part.gate:
        return False
    return part.position in (yield from said_by_bot([part], customers))
