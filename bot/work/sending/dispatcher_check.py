"""The final check of a part before it is sent: is it still wanted, still allowed, still in time?

The engine decided when it planned the message; minutes or, after an outage, days may have gone by. What is found here
is final: a part is dropped, never held, because a later follow-up must be decided anew with the facts of that time.
The one exception is news of an order while a person has the thread: it is owed, and waits for a day at most.
Nothing here sends or waits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from bot.channels.provider_clock import CLOCK_SKEW
from bot.model.customer import Customer, KnownAddress
from bot.model.parts import Part
from bot.rules.contact.contact_policy import STAFF_AGAIN, Allowed, Home, Narrowing, Speech, may_send, window_is_over
from bot.rules.contact.sending_again import RETRY_AGE
from bot.rules.contact.sms_pumping import pumping
from bot.store.messages.gate import Claimed, Gate

#: How old a message may be that has never been tried, because we were away: the customer has seen nothing of it yet.
FIRST_TRY_AGE: Final = timedelta(hours=24)


_USUAL_CAP: Final = 50
_USUAL_COUNTRY_CAP: Final = 5_000


class Rules(Struct, frozen=True):
    """What the playbook in force says of when the bot may speak, and what the operator set.

    `sms_countries` are ISO codes, None for any. `clock_skew` is how many seconds our clock is ahead of the providers',
    None where none has told.
    """

    policy: Narrowing
    home: Home
    sms_countries: frozenset[str] | None = None
    sms_daily_cap: int = _USUAL_CAP
    sms_country_daily_cap: int = _USUAL_COUNTRY_CAP
    clock_skew: float | None = None


#: Gives the rules in force, or None where they can't be read: then only answers go out.
RulesInForce = Callable[[], Rules | None]


class Drop(Struct, frozen=True):
    """Don't send it. `failed`: the customer was owed it, so the engine is told."""

    words: str
    rule: str
    failed: bool = False


class Go(Struct, frozen=True):
    """Send it, before `not_after`; `template`: as the template that it has, because free text may not be sent."""

    not_after: datetime | None
    template: bool = False


class PutOff(Struct, frozen=True):
    """Not now: claim it again then."""

    until: datetime


def last_look(claimed: Claimed, rules: Rules | None, *, closing_time: float, now: datetime) -> Go | Drop | PutOff:
    """Decide on a part that has just been claimed. `closing_time` is the channel's (`Channel.closing_time`)."""
    part, gate = claimed.part, claimed.gate
    if gate.is_over:
        return Drop("somebody has taken it up", "alert over")
    stopped = (
        _too_late(part, now) or _suspicious(part, gate, rules) or _shut(part, gate, now) or _taken(part, gate, now)
    )
    if stopped is not None:
        return stopped
    template = is_over(part, gate, now)
    if not part.gate or part.purpose == "reply":
        return Go(part.not_after, template)
    if part.purpose != "service" and gate.last_in is not None and gate.last_in > part.created_at:
        return Drop("the customer has written since", "written since")
    if rules is None:
        return Drop("the policy can't be read, so nothing but answers goes out", "policy unreadable")
    unsure = _not_now(part, gate, rules)
    if unsure is not None:
        return unsure
    speech = Speech(part.purpose, part.address.channel, now, template=part.body.template is not None)
    verdict = may_send(_customer(part, gate), rules.policy, rules.home, speech)
    if not isinstance(verdict, Allowed):
        return Drop(f"looked at once more before sending: {verdict.rule}", verdict.rule)
    found = _in_time(part, _earlier(part.not_after, verdict.until), closing_time, now)
    return replace(found, template=template) if isinstance(found, Go) else found


def _suspicious(part: Part, gate: Gate, rules: Rules | None) -> Drop | None:
    """An SMS that may be a way to make us pay. The confirmation of an opt-out is owed also past the daily caps."""
    if rules is None:
        return None
    found = pumping(
        part.address,
        rules.sms_countries,
        sent_today=gate.sent_today if part.gate else 0,
        cap=rules.sms_daily_cap,
        sent_to_country=gate.sent_to_country if part.gate else 0,
        country_cap=rules.sms_country_daily_cap,
    )
    return None if found is None else Drop(*found, failed=part.purpose in RETRY_AGE)


def _shut(part: Part, gate: Gate, now: datetime) -> Drop | None:
    """Free text on WhatsApp more than a day after the customer's last word would fail there (63016)."""
    if is_over(part, gate, now) and gate.last_in is not None and part.body.template is None:
        words = "WhatsApp takes free text only within 24 hours of the customer's last message, and it has no template"
        return Drop(words, "whatsapp window", failed=part.purpose in RETRY_AGE)
    return None


def is_over(part: Part, gate: Gate, now: datetime) -> bool:
    """Tell whether a part may only go as a template: WhatsApp's 24 hours are over, or a free text has just failed."""
    return part.address.channel == "whatsapp" and (bool(part.former_ids) or window_is_over(gate.last_in, now))


def _taken(part: Part, gate: Gate, now: datetime) -> Drop | PutOff | None:
    """A person has taken the thread since the bot wanted to say it (its answers that had not been tried fell silent in
    that very turn): news of an order waits until the thread is the bot's again, for a day at most; nobody is owed the
    rest. So it is with what was tried before, behind which the person's own words would have to wait. What that person
    has sent once more themselves goes.
    """
    if gate.taken_at is None or part.created_at >= gate.taken_at or not part.gate:
        return None
    is_first = part.attempts <= 1
    if (part.purpose == "reply" and is_first) or (part.resent and part.due_at >= gate.taken_at):
        return None
    if part.purpose == "service" and is_first and now - part.created_at < FIRST_TRY_AGE:
        return PutOff(now + STAFF_AGAIN)
    return Drop("a person took the thread before it had left", "staff", failed=part.purpose in RETRY_AGE)


def _not_now(part: Part, gate: Gate, rules: Rules) -> Drop | None:
    """What stops marketing while answers go on."""
    if part.purpose == "marketing" and gate.marketing_stopped:
        return Drop("carriers filter what this sender sends, so it sends no marketing for now", "carrier filter")
    skew = rules.clock_skew
    if part.purpose in ("marketing", "care") and skew is not None and abs(skew) > CLOCK_SKEW:
        return Drop(f"our clock and the provider's are {abs(skew):.0f} seconds apart: no hour can be trusted", "clock")
    return None


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
        region=gate.region,
        minor_until=gate.minor_until,
    )
