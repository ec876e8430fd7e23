"""Two customers who are one person, as one record.

Nobody's word is lost but where only one can stand (a language, the place on one journey): then the word of the one who
is kept stands, or of the one who was spoken with last. What they agreed to is never more than before: a refusal of one
counts for both, and a consent reaches no address of the other's that had none. `two_people` is the way back.

Journeys of both go on; where both walk the same one, the later move stands. They stand with the store as the one who is
less content, with the moments of both; a pause of one holds for both, the longest of a purpose. Their habits add up, as
what they were sent and what followed up on them does for the caps. Of two wishes the later stands, the limits of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from msgspec.structs import fields, replace

from bot.model.address import CHANNELS
from bot.model.customer import Customer, Grant, JourneyState, KnownAddress, Pause, Planned
from bot.model.renewal import Renewal
from bot.rules.appointment.appointments import newest as newest_appointments
from bot.rules.contact.contact_policy import consents
from bot.rules.contact.habits import together
from bot.rules.contact.wishes import merged
from bot.rules.journey.relationship import of_both
from bot.rules.journey.stages import MOST_JOURNEYS, MOST_KEPT
from bot.rules.order.orders import both_orders, counted_by_both

MOST_FACTS: Final = 400
PURPOSES: Final = ("care", "marketing")
#: Fields that one of the two must give alone, because half of each says nothing.
_LANGUAGE: Final = ("language", "language_chosen", "language_guessed", "leaning")
_OF_THE_LATER: Final = ("last_address", "offered", "shown", "not_understood", "cart", "feedback", "rated", "lapsed")


def joined(kept: Customer, other: Customer) -> Customer:
    """Return both as one, under the id of `kept`."""
    earlier, later = sorted((other, kept), key=_last_heard)
    has_language = kept if kept.language is not None and (not kept.language_guessed or not other.language) else other
    own: dict[str, Any] = {name: _either(name, kept, other) for name in Customer.__struct_fields__}
    own |= {name: _either(name, later, earlier) for name in _OF_THE_LATER}
    own |= {name: getattr(has_language, name) for name in _LANGUAGE}
    own |= {
        "id": kept.id,
        "created_at": min(kept.created_at, other.created_at),
        "addresses": _addresses(kept, other),
        "facts": _facts(kept, other),
        "grants": _grants(kept, other),
        "opted_out_at": _first(kept.opted_out_at, other.opted_out_at),
        "conversations": (*earlier.conversations, *later.conversations),
        "parked": (*kept.parked, *other.parked),
        "twins": (*kept.twins, *other.twins),
        "journeys": _journeys(kept, other),
        "orders": both_orders(kept.orders, other.orders),
        "appointments": newest_appointments((*other.appointments, *kept.appointments)),
        "renewals": _renewals(kept, other),
        "orders_told_at": _last(kept.orders_told_at, other.orders_told_at),
        "charted": kept.charted if kept.charted == other.charted else "",  # else laid upon the maps anew
        "wishes": merged(earlier.wishes, later.wishes) if earlier.wishes and later.wishes else own["wishes"],
        "minor_until": _last(kept.minor_until, other.minor_until),
        "relationship": of_both(kept.relationship, other.relationship),
        "pauses": longest((*kept.pauses, *other.pauses)),
        "answers_at": together(kept.answers_at, other.answers_at),
        "followed": tuple(sorted((*kept.followed, *other.followed), key=lambda followed: followed.at)),
        "handover": min(filter(None, (kept.handover, other.handover)), key=lambda held: held.since, default=None),
        "sent": tuple(sorted((*kept.sent, *other.sent), key=lambda sent: sent.at)),
        "heard": tuple(sorted((*kept.heard, *other.heard), key=lambda heard: heard.at)),
        "planned": _planned(kept, other),
        "proving": kept.proving,
        "model_asked_at": tuple(sorted({*kept.model_asked_at, *other.model_asked_at})),
        "asked_codes": tuple(sorted({*kept.asked_codes, *other.asked_codes})),
        "sent_codes": tuple(sorted({*kept.sent_codes, *other.sent_codes})),
        "last_in": _last(kept.last_in, other.last_in),
        "last_out": _last(kept.last_out, other.last_out),
        "turns": kept.turns + other.turns,
    }
    return Customer(**own)


_DEFAULTS: Final = {field.name: field.default for field in fields(Customer)}


def _either(name: str, first: Customer, second: Customer) -> Any:
    """Return what the first says, or the second where the first says nothing."""
    value = getattr(first, name)
    return value if value or (value is not None and value != _DEFAULTS[name]) else getattr(second, name)


def _last_heard(customer: Customer) -> tuple[bool, datetime]:
    return customer.last_in is not None, customer.last_in or customer.created_at


def _first(*times: datetime | None) -> datetime | None:
    return min(filter(None, times), default=None)


def _last(*times: datetime | None) -> datetime | None:
    return max(filter(None, times), default=None)


def _addresses(kept: Customer, other: Customer) -> tuple[KnownAddress, ...]:
    have = {known.address for known in kept.addresses}
    return (*kept.addresses, *(known for known in other.addresses if known.address not in have))


def _facts(kept: Customer, other: Customer) -> dict[str, Any]:
    facts = {**other.facts, **kept.facts}
    one, two = kept.facts.get("orders_count"), other.facts.get("orders_count")
    if isinstance(one, int | float) and isinstance(two, int | float):
        shared = counted_by_both(kept.orders, other.orders)
        if shared or kept.facts.get("last_order") != other.facts.get("last_order"):
            facts["orders_count"] = one + two - shared
    extra = [name for name in facts if name not in kept.facts][: max(0, MOST_FACTS - len(kept.facts))]
    return {name: facts[name] for name in (*kept.facts, *extra)}


def _grants(kept: Customer, other: Customer) -> tuple[Grant, ...]:
    """A consent for a channel stands where everybody who has an address there has given it; a refusal always stands."""
    if kept.grants == other.grants:
        return kept.grants
    every = (*kept.grants, *other.grants)
    found = []
    for purpose in PURPOSES:
        for channel in CHANNELS:
            said = _agreed(kept, other, purpose, channel)
            proofs = [
                grant
                for grant in every
                if grant.granted is said and grant.purpose in (purpose, "all") and grant.channel in (channel, "all")
            ]
            if proofs:
                newest = max(proofs, key=lambda grant: grant.at)
                found.append(replace(newest, purpose=purpose, channel=channel))
    return tuple(found)


def _agreed(kept: Customer, other: Customer, purpose: str, channel: str) -> bool | None:
    said = [(side, consents(side, purpose, channel)) for side in (kept, other)]
    if any(word is False for _, word in said):
        return False
    there = [word for side, word in said if any(known.address.channel == channel for known in side.addresses)]
    return True if all(word is True for word in there or [word for _, word in said]) else None


def longest(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Return one pause a purpose: the one that lasts longest."""
    best: dict[str, Pause] = {}
    for pause in pauses:
        if pause.purpose not in best or best[pause.purpose].until < pause.until:
            best[pause.purpose] = pause
    return tuple(best.values())


def _journeys(kept: Customer, other: Customer) -> tuple[JourneyState, ...]:
    """Of two on the same journey the later move stands, with the facts and the evidence of both. Of too many journeys
    those that moved last stay.
    """
    best: dict[str, JourneyState] = {}
    for state in (*kept.journeys, *other.journeys):
        known = best.get(state.journey)
        best[state.journey] = state if known is None else _one_journey(*sorted((state, known), key=_since))
    newest = sorted(best.values(), key=_since)[-MOST_JOURNEYS:]
    return tuple(state for state in best.values() if state in newest)


def _since(state: JourneyState) -> datetime:
    return state.since


def _one_journey(earlier: JourneyState, later: JourneyState) -> JourneyState:
    evidence = {(one.stage, one.on): one for one in (*earlier.evidence, *later.evidence)}
    heaviest = sorted(evidence.values(), key=lambda one: one.weight)[-MOST_KEPT:]
    kept = tuple(one for one in evidence.values() if one in heaviest)
    return replace(later, facts={**earlier.facts, **later.facts}, evidence=kept)


def _renewals(kept: Customer, other: Customer) -> tuple[Renewal, ...]:
    """What both buy runs out by the earlier timer, and is worked out anew then with the orders and words of both."""
    both = {one.family: one for one in other.renewals}
    for mine in kept.renewals:
        theirs = both.get(mine.family, mine)
        said = tuple(sorted({*mine.said, *theirs.said}, key=lambda one: one.at))
        both[mine.family] = replace(min(mine, theirs, key=_tells_first), said=said)
    return tuple(both.values())


def _tells_first(one: Renewal) -> tuple[bool, date]:
    return not one.timer, one.due or date.max


def _planned(kept: Customer, other: Customer) -> tuple[Planned, ...]:
    """The same flow is not to begin twice: the earlier stands. The other's timer, named no more, is harmless."""
    mine = tuple(p for p in kept.planned if not any(q.flow == p.flow and q.due_at < p.due_at for q in other.planned))
    theirs = (p for p in other.planned if not any(q.flow == p.flow and q.due_at <= p.due_at for q in kept.planned))
    return (*mine, *theirs)
