"""Two customers who were taken for one person, as two again.

Given how the two were, how the one was right after, and how it is now. What has not changed since is theirs again
exactly as it was. What has changed since belongs to whoever has spoken since (the addresses tell); to both, where it
limits us: a refusal, a contact counted against a cap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar

from msgspec import Struct

from bot.model.address import Address
from bot.model.appointment import Appointment
from bot.model.conversation import Conversation, Handover
from bot.model.customer import Customer, Grant, JourneyState, KnownAddress, Relationship
from bot.model.order import Order
from bot.rules.appointment.appointments import newest as newest_appointments
from bot.rules.contact.habits import without
from bot.rules.journey.relationship import moved
from bot.rules.order.orders import newest
from bot.rules.people.one_person import longest

T = TypeVar("T", bound=Struct)
_BY_RULE: Final = frozenset(
    {
        *(
            "id",
            "created_at",
            "addresses",
            "facts",
            "grants",
            "opted_out_at",
            "conversations",
            "parked",
            "twins",
            "journeys",
        ),
        *("sent", "heard", "planned", "last_in", "last_address", "turns", "handover", "followed"),
        *("orders", "appointments", "minor_until", "relationship", "pauses", "answers_at"),
    }
)


class Parted(NamedTuple):
    kept: Customer
    other: Customer


class _Case(NamedTuple):
    """`kept` and `other` as they were, `whole` right after, `now`. `kept_speaks` or the other; `both`: both have."""

    kept: Customer
    other: Customer
    whole: Customer
    now: Customer
    kept_speaks: bool
    both: bool


def parted(now: Customer, kept: Customer, other: Customer, whole: Customer, at: datetime) -> Parted:
    """Return the two again. `at` is the instant: a plan that was set aside and whose hour has passed is over."""
    theirs = theirs_of(kept, other)
    spoke = {known.address in theirs for known in now.addresses if known.last_in != _last_in(whole, known.address)}
    last = now.last_address in theirs if len(spoke) > 1 else True in spoke
    case = _Case(kept, other, whole, now, kept_speaks=not last, both=len(spoke) > 1)
    mine = tuple(known for known in now.addresses if known.address not in theirs)
    back = tuple(known for known in now.addresses if known.address in theirs)
    return Parted(
        _side(case, kept, mine, at, turns=now.turns - other.turns), _side(case, other, back, at, turns=other.turns)
    )


def theirs_of(kept: Customer, other: Customer) -> set[Address]:
    """Return the addresses that are the other's again."""
    return {known.address for known in other.addresses} - {known.address for known in kept.addresses}


def _side(case: _Case, was: Customer, addresses: tuple[KnownAddress, ...], at: datetime, *, turns: int) -> Customer:
    now, whole, speaks = case.now, case.whole, (was is case.kept) == case.kept_speaks
    own = {
        name: getattr(now if speaks and getattr(now, name) != getattr(whole, name) else was, name)
        for name in Customer.__struct_fields__
        if name not in _BY_RULE
    }
    owner = _owner(case, was)
    stack, parked = _conversations(case, was, owner, at)
    own |= {
        "id": was.id,
        "created_at": was.created_at,
        "addresses": _in_order(was, addresses),
        "facts": _facts(case, was, speaks=speaks),
        "grants": _grants(case, was, addresses, speaks=speaks),
        "opted_out_at": _opted_out(case, was, speaks=speaks),
        "conversations": stack,
        "parked": parked,
        "twins": was.twins,
        "journeys": _journeys(case, was, speaks=speaks),
        "orders": _orders(case, was, speaks=speaks),
        "appointments": _appointments(case, was, speaks=speaks),
        "handover": _handover(case, was, speaks=speaks),
        "sent": _since(was.sent, whole.sent, now.sent),
        "followed": _since(was.followed, whole.followed, now.followed),
        "minor_until": was.minor_until if now.minor_until == whole.minor_until else now.minor_until,
        "relationship": _relationship(case, was) if speaks else was.relationship,
        "pauses": longest(_since(was.pauses, whole.pauses, now.pauses)),
        "answers_at": without(now.answers_at, whole.answers_at, was.answers_at)
        if speaks and now.answers_at != whole.answers_at
        else was.answers_at,
        "heard": _since(was.heard, whole.heard, now.heard) if speaks else was.heard,
        "planned": _planned(case, was, at, speaks=speaks),
        "last_in": _newest(was, addresses, case),
        "last_address": _last_address(was, addresses, case),
        "turns": turns,
    }
    return Customer(**own)


def _last_in(customer: Customer, address: Address) -> datetime | None:
    return next((known.last_in for known in customer.addresses if known.address == address), None)


def _in_order(was: Customer, addresses: tuple[KnownAddress, ...]) -> tuple[KnownAddress, ...]:
    place = {known.address: number for number, known in enumerate(was.addresses)}
    return tuple(sorted(addresses, key=lambda known: place.get(known.address, len(place))))


def _newest(was: Customer, addresses: Iterable[KnownAddress], case: _Case) -> datetime | None:
    since = [known.last_in for known in addresses if known.last_in != _last_in(case.whole, known.address)]
    return max(filter(None, (was.last_in, *since)), default=None)


def _last_address(was: Customer, addresses: tuple[KnownAddress, ...], case: _Case) -> Address | None:
    since = [known for known in addresses if known.last_in and known.last_in != _last_in(case.whole, known.address)]
    return max(since, key=lambda known: known.last_in or was.created_at).address if since else was.last_address


def _facts(case: _Case, was: Customer, *, speaks: bool) -> dict[str, Any]:
    facts = dict(was.facts)
    if not speaks:
        return facts
    for name, value in case.now.facts.items():
        before = case.whole.facts.get(name)
        if name not in case.whole.facts or value != before:
            facts[name] = value
            if name == "orders_count" and isinstance(value, int | float) and isinstance(before, int | float):
                own = was.facts.get(name)
                facts[name] = (own if isinstance(own, int | float) else 0) + value - before
    return facts


def _grants(case: _Case, was: Customer, addresses: Iterable[KnownAddress], *, speaks: bool) -> tuple[Grant, ...]:
    """What was said since: a refusal counts for both, a consent for who has surely given it."""
    new = [grant for grant in case.now.grants if grant not in case.whole.grants]
    here = {known.address.channel for known in addresses}
    told = [g for g in new if not g.granted or (speaks and (not case.both or g.channel in here))]
    said = {(grant.purpose, grant.channel) for grant in told}
    return (*(grant for grant in was.grants if (grant.purpose, grant.channel) not in said), *told)


def _opted_out(case: _Case, was: Customer, *, speaks: bool) -> datetime | None:
    before, now = case.whole.opted_out_at, case.now.opted_out_at
    if now == before:
        return was.opted_out_at
    if now is not None:
        return now
    return None if speaks and not case.both else was.opted_out_at


def _handover(case: _Case, was: Customer, *, speaks: bool) -> Handover | None:
    """What became of the one that stood belongs to whose it was; one that was closed for it is open again."""
    before, now = case.whole.handover, case.now.handover
    if now == before or (before is not None and (was.handover is None or was.handover.id != before.id)):
        return was.handover
    return now if before is not None or speaks else None


def _owner(case: _Case, was: Customer) -> Callable[[str | None], bool]:
    """Return what tells whether a conversation, by its id, is this side's: theirs before, called by theirs, or new and
    this side speaks."""
    kept, other = _ids(case.kept), _ids(case.other)
    callers: Mapping[str, str | None] = {c.id: c.caller for c in (*case.now.conversations, *case.now.parked)}

    def is_theirs(id_: str | None) -> bool:
        root, seen = id_, set[str]()
        while root is not None and root not in kept | other and root not in seen:
            seen.add(root)
            root = callers.get(root)
        of_kept = root in kept or (root not in other and case.kept_speaks)
        return of_kept == (was is case.kept)

    return is_theirs


def _ids(customer: Customer) -> set[str]:
    return {conversation.id for conversation in (*customer.conversations, *customer.parked)}


def _conversations(
    case: _Case, was: Customer, owner: Callable[[str | None], bool], at: datetime
) -> tuple[tuple[Conversation, ...], tuple[Conversation, ...]]:
    """Those still under way, each where it is now, in the order of before; new ones come last. One that the other's
    stood for is back where it may be."""

    def ordered(there: Iterable[Conversation], before: Iterable[Conversation]) -> tuple[Conversation, ...]:
        place = {conversation.id: number for number, conversation in enumerate(before)}
        mine = [conversation for conversation in there if owner(conversation.id)]
        return tuple(sorted(mine, key=lambda conversation: place.get(conversation.id, len(place))))

    back = [one for one in case.now.twins if one.id in _ids(was) and may_come_back(one, at)]
    talked_in = [one for one in back if not waits_by_itself(one)]
    parked = [one for one in back if waits_by_itself(one)]
    return (
        ordered((*case.now.conversations, *talked_in), was.conversations),
        ordered((*case.now.parked, *parked), was.parked),
    )


def may_come_back(twin: Conversation, at: datetime) -> bool:
    """Tell whether one that the other's stood for may go on: for a word while there is patience for it; what waits for
    an hour or an event needs nobody's."""
    return waits_by_itself(twin) or (twin.patience is not None and twin.patience.due_at > at)


def waits_by_itself(conversation: Conversation) -> bool:
    """Tell whether it waits for no word, but for an hour or an event."""
    return conversation.waiting is not None and conversation.waiting.kind in ("time", "event")


def _journeys(case: _Case, was: Customer, *, speaks: bool) -> tuple[Any, ...]:
    before = {state.journey: state for state in case.whole.journeys}
    mine = {state.journey: state for state in was.journeys}
    found = dict(mine)
    for state in case.now.journeys:
        name = state.journey
        if before.get(name) == state:
            continue
        stood = {side.id for side in (case.kept, case.other) if _stands(side, before.get(name))}
        if was.id in stood or (not stood and speaks):
            found[name] = state
    return tuple(found.values())


def _orders(case: _Case, was: Customer, *, speaks: bool) -> tuple[Order, ...]:
    """What became of their own since; those that are new are of who speaks."""
    now = {order.key: order for order in case.now.orders}
    known = {order.key for side in (case.kept, case.other) for order in side.orders}
    whole = {order.key: order for order in case.whole.orders}
    changed = {key: order for key, order in now.items() if order != whole.get(key)}
    mine = [changed.get(order.key, order) for order in was.orders]
    return newest((*mine, *(order for order in case.now.orders if order.key not in known and speaks)))


def _appointments(case: _Case, was: Customer, *, speaks: bool) -> tuple[Appointment, ...]:
    """The same of appointments."""
    now = {one.key: one for one in case.now.appointments}
    known = {one.key for side in (case.kept, case.other) for one in side.appointments}
    mine = [now.get(one.key, one) for one in was.appointments]
    return newest_appointments((*mine, *(one for one in now.values() if one.key not in known and speaks)))


def _stands(side: Customer, state: JourneyState | None) -> bool:
    """Tell whether the place on a journey right after the merge was this one's."""
    place = state and (state.journey, state.stage, state.since)
    return any((own.journey, own.stage, own.since) == place for own in side.journeys)


def _relationship(case: _Case, was: Customer) -> Relationship | None:
    """How the store stands with who has spoken since: as before, and what they felt since."""
    whole, now = case.whole.relationship, case.now.relationship
    known = whole.moments if whole is not None else ()
    new = [felt for felt in now.moments if felt not in known] if now is not None else []
    return moved(was.relationship, new, now.at) if now is not None and new else was.relationship


def _since(was: tuple[T, ...], whole: tuple[T, ...], now: tuple[T, ...]) -> tuple[T, ...]:
    return (*was, *(one for one in now if one not in whole))


def _planned(case: _Case, was: Customer, at: datetime, *, speaks: bool) -> tuple[Any, ...]:
    """Plans that still stand, or that were set aside for the other's and are yet to come."""
    stood = {plan.timer for plan in case.whole.planned}
    now = {plan.timer: plan for plan in case.now.planned}
    known = {plan.timer for side in (case.kept, case.other) for plan in side.planned}
    mine = [now.get(p.timer, p) for p in was.planned if p.timer in now or (p.timer not in stood and p.due_at > at)]
    return (*mine, *(plan for plan in case.now.planned if plan.timer not in known and speaks))
