"""The last look at a part before its socket opens: is it still wanted, still allowed, still in time?

The engine decided when it planned the message; minutes or, after an outage, days may have gone by. What is found here
is final: a part is dropped, never held, because what follows up later must be decided anew with the facts of later.
Nothing here sends, waits or knows a channel by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.model.customer import Customer, KnownAddress
from bot.model.message import Purpose
from bot.model.parts import Part
from bot.rules.contact_policy import Allowed, Home, Narrowing, may_send
from bot.store.outbox import Claimed, Gate

#: How old a message may be when it is tried again: a week-old retry is worse than none (Zulip's did that).
RETRY_AGE: Final[Mapping[Purpose, timedelta]] = {"reply": timedelta(minutes=15), "service": timedelta(hours=6)}
#: And when it has never been tried, because we were away: the customer has seen nothing of it yet.
FIRST_TRY_AGE: Final = timedelta(hours=24)


class Rules(Struct, frozen=True):
    """What the playbook in force says of when the bot may speak."""

    policy: Narrowing
    home: Home


#: Gives the rules in force, or None where they can't be read: then only answers go out.
RulesInForce = Callable[[], Rules | None]


class Drop(Struct, frozen=True):
    """Don't send it. `failed`: the customer was owed it, so the engine is told."""

    words: str
    rule: str
    failed: bool = False


class Go(Struct, frozen=True):
    """Send it, before `not_after`."""

    not_after: datetime | None


def last_look(claimed: Claimed, rules: Rules | None, *, closing_time: float, now: datetime) -> Go | Drop:
    """Decide on a part that has just been claimed. `closing_time` is the channel's (`Channel.closing_time`)."""
    part, gate = claimed.part, claimed.gate
    late = _too_late(part, now)
    if late is not None:
        return late
    if not part.gate or part.purpose == "reply":
        return Go(part.not_after)
    if part.purpose != "service" and gate.last_in is not None and gate.last_in > part.created_at:
        return Drop("the customer has written since", "written since")
    if rules is None:
        return Drop("the policy can't be read, so nothing but answers goes out", "policy unreadable")
    verdict = may_send(
        _customer(part, gate), rules.policy, rules.home, purpose=part.purpose, channel=part.address.channel, at=now
    )
    if not isinstance(verdict, Allowed):
        return Drop(f"looked at once more before sending: {verdict.rule}", verdict.rule)
    return _in_time(part, _earlier(part.not_after, verdict.until), closing_time, now)


def _too_late(part: Part, now: datetime) -> Drop | None:
    if part.not_after is not None and now > part.not_after:
        return Drop("its time was over before it could be sent", "too late", failed=part.purpose in RETRY_AGE)
    tried_before = part.attempts > 1  # the claim has counted this one
    limit = RETRY_AGE.get(part.purpose) if tried_before else FIRST_TRY_AGE
    since = part.created_at if tried_before else part.due_at
    if limit is not None and now - since > limit:
        return Drop("too old to be of use", "age limit", failed=part.purpose in RETRY_AGE)
    return None


def _in_time(part: Part, not_after: datetime | None, closing_time: float, now: datetime) -> Go | Drop:
    """What a provider queues may leave it after the window: nothing is handed over in its last minutes."""
    if part.purpose != "service" and not_after is not None and not_after - now < timedelta(seconds=closing_time):
        return Drop("too near the end of the hours in which it may arrive", "hours")
    return Go(not_after)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _customer(part: Part, gate: Gate) -> Customer:
    """The customer as the policy needs them: what was true at the claim, of this address only."""
    return Customer(
        id=part.customer,
        created_at=part.created_at,
        addresses=(KnownAddress(address=part.address, reachable=gate.reachable, last_in=gate.last_in),),
        grants=gate.grants,
        opted_out_at=gate.opted_out_at,
        timezone=gate.timezone,
        country=gate.country,
    )
