"""When may the bot speak? The one place that answers, for the engine before a turn's words and for the sender at the
socket.

Theory of operation
-------------------
A message has a **purpose**, and the purpose decides what it needs:

========== ================================ ======================= =============== ==========================
purpose    what it is                        consent                 hours           how often
========== ================================ ======================= =============== ==========================
reply      an answer to the customer         none                    any             any
service    what they asked for: an order     none                    any             any
care       follows up on a purchase          unless taken back       working days    shipped and playbook's caps
marketing  promotes goods, services, image   given, on this channel  working days    shipped and playbook's caps
========== ================================ ======================= =============== ==========================

An opt-out silences everything but replies, on every channel. A **nudge** (a reminder, a pause that ends) is nobody's
urgent news: it keeps courtesy hours whatever its purpose. What the playbook says can only narrow what ships here; a
purpose whose hours it gives replaces the usual ones and is cut by the country's outer limit.

Three answers are possible. `Allowed`, until the window closes. `Held`, with the instant to **decide again**: nothing is
promised for then, the facts of then decide. `Refused`: not now and not later, unless the customer changes it. Where
several reasons hold a message the first in this order is named, and `until` satisfies all that can be foreseen:
opt-out, a broken relationship, age, consent, reach, country; staff, a conversation under way; a word that may have been
an opt-out and was asked about; a pause after a bad moment; caps; hours. What the customer wishes (`wishes`)
narrows all of it for care and marketing, and is named `wish`. A weak relationship keeps marketing twice as far apart
(`rules.journey.relationship`).

It fails closed: for marketing and care an unknown country, an unreadable time zone or a year without a table of
holidays is `Refused`, by name. A customer of whom neither country nor zone is known is taken to live where the store
is; one of a country of several zones is written to only when it is a permitted hour in all of them. A phone in a
country that the table does not name is not advertised to at all; a chat there is, in careful hours.

Times are UTC. It knows no playbook (`Narrowing` is what it needs of one), no channel's rate, no text.
Sources: `contact_policy_countries`; consent by purpose, CPCE L.34-5, PECR r.22; caps, our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from bot.model.customer import Customer, Grant
from bot.model.message import Purpose, Value
from bot.rules.contact.contact_policy_countries import COUNTRIES
from bot.rules.contact.contact_policy_hours import Opening, hours_for
from bot.rules.contact.wishes import DOUBTED, WISHED, elsewhere, narrowed, narrows_hours, often_enough
from bot.rules.journey.relationship import is_broken, spacing, value_at

ANSWER_WITHIN: Final = timedelta(hours=24)
"""How long after the customer's own message an answer is still a reply; also WhatsApp's window for free text."""
STAFF_AGAIN: Final = timedelta(minutes=30)
"""How long a follow-up waits before it looks again whether staff still have the thread."""
ASKED_AGAIN: Final = timedelta(days=1)
"""How long a follow-up waits before it looks again whether the customer has said that they want messages."""
PHONES: Final = frozenset({"sms", "whatsapp"})
USUAL_CAPS: Final[Mapping[str, tuple[tuple[int, timedelta], ...]]] = {
    "marketing": ((1, timedelta(days=7)), (4, timedelta(days=30))),
    "care": ((1, timedelta(days=1)),),
}


class _Hours(Protocol):
    @property
    def days(self) -> tuple[tuple[int, int] | None, ...]: ...


class _Cap(Protocol):
    @property
    def times(self) -> int: ...
    @property
    def within(self) -> timedelta: ...


class Narrowing(Protocol):
    """What the store's own policy adds."""

    @property
    def quiet(self) -> Mapping[str, _Hours]: ...
    @property
    def caps(self) -> Mapping[str, Sequence[_Cap]]: ...
    @property
    def idle(self) -> timedelta: ...


class Home(Struct, frozen=True, gc=False):
    """Where the store is: where customers are taken to live until something says otherwise."""

    country: str
    timezone: str


class Allowed(Struct, frozen=True, gc=False):
    """`until` is the end of the window, None where there is none."""

    until: datetime | None = None
    rule: str = ""
    facts: dict[str, Value] = field(default_factory=dict)


class Held(Struct, frozen=True, gc=False):
    """Decide again at `until`."""

    until: datetime
    rule: str
    facts: dict[str, Value] = field(default_factory=dict)


class Refused(Struct, frozen=True, gc=False):
    rule: str
    facts: dict[str, Value] = field(default_factory=dict)


Verdict = Allowed | Held | Refused


class Speech(Struct, frozen=True, gc=False):
    """What is to be said: for which purpose, on which channel, and when.

    `conversation` is the one that wants to speak: it is never held by itself. `nudge`: it is a reminder, or a pause
    that ends. `template`: it has a template, which WhatsApp takes at any time.
    """

    purpose: Purpose
    channel: str
    at: datetime
    conversation: str | None = None
    nudge: bool = False
    template: bool = False


def may_speak(customer: Customer, policy: Narrowing, home: Home, speech: Speech) -> Verdict:
    """Decide whether a conversation may say something now."""
    purpose, at = speech.purpose, speech.at
    refused = _refusal(customer, speech)
    if refused is not None and refused.rule != "whatsapp window":
        return refused
    if purpose == "reply" and not speech.nudge:
        return Allowed()
    if (abroad := _unknown_country(customer, home, speech)) is not None:
        return abroad
    busy = _busy(customer, policy, at, speech.conversation) or _in_doubt(customer, purpose, at)
    busy = busy or _paused(customer, purpose, at)
    busy = busy or _capped(customer, policy, purpose, at)
    verdict = _within_hours(customer, policy, home, speech, busy)
    if isinstance(verdict, Held):  # by then the customer may have written, and opened WhatsApp's window
        return verdict
    return refused or verdict


def may_send(customer: Customer, policy: Narrowing, home: Home, speech: Speech) -> Verdict:
    """Decide once more, just before the socket opens: opt-out, one that is asked about, consent, reach and hours, but
    not what was weighed before.
    """
    refused = _refusal(customer, speech)
    if refused is not None:
        return refused
    if speech.purpose == "reply":
        return Allowed()
    if (abroad := _unknown_country(customer, home, speech)) is not None:
        return abroad
    return _within_hours(customer, policy, home, speech, _in_doubt(customer, speech.purpose, speech.at))


def consents(customer: Customer, purpose: str, channel: str, at: datetime | None = None) -> bool | None:
    """Return the newest word on a purpose and channel: given, taken back, or None where nothing was ever said, or where
    what was is over by `at`.
    """
    newest = newest_word(customer, purpose, channel, at)
    return newest.granted if newest else None


def newest_word(customer: Customer, purpose: str, channel: str, at: datetime | None = None) -> Grant | None:
    """Return the grant or refusal that counts for a purpose on a channel, None where nothing was said."""
    newest = None
    for grant in customer.grants:
        if at is not None and grant.until is not None and at >= grant.until:
            continue
        if grant.purpose in (purpose, "all") and grant.channel in (channel, "all"):
            newest = grant if newest is None or grant.at >= newest.at else newest
    return newest


def window_is_over(last_in: datetime | None, at: datetime) -> bool:
    """Tell whether WhatsApp takes no free text any more, given the customer's last word there."""
    return last_in is None or at - last_in >= ANSWER_WITHIN


def _refusal(customer: Customer, speech: Speech) -> Refused | None:  # noqa: PLR0911 - one for each reason
    purpose, channel, at = speech.purpose, speech.channel, speech.at
    if purpose == "reply":
        return None
    if customer.opted_out_at is not None:
        return Refused("opt-out", {"purpose": purpose, "since": customer.opted_out_at.isoformat()})
    if purpose == "marketing" and is_broken(customer.relationship, at):
        return Refused("relationship", {"purpose": purpose, "relationship": value_at(customer.relationship, at)})
    if purpose == "marketing" and customer.minor_until is not None and at < customer.minor_until:
        return Refused("minor", {"purpose": purpose, "until": customer.minor_until.date().isoformat()})
    if customer.doubt is not None and purpose in ("care", "marketing"):
        return Refused("doubt", {"purpose": purpose, "doubt": customer.doubt.why})
    given = consents(customer, purpose, channel, at)
    if purpose == "marketing" and given is not True:
        return Refused("consent", {"purpose": purpose, "channel": channel, "consent": given})
    if purpose == "care" and given is False:
        return Refused("consent", {"purpose": purpose, "channel": channel, "consent": False})
    if purpose != "service" and elsewhere(customer.wishes, channel):
        return Refused("wish", {"channel": channel})
    return _out_of_reach(customer, channel, at, template=speech.template)


def _out_of_reach(customer: Customer, channel: str, at: datetime, *, template: bool) -> Refused | None:
    known = [known for known in customer.addresses if known.address.channel == channel]
    if known and not any(one.reachable for one in known):
        return Refused("reach", {"channel": channel})
    if channel == "whatsapp" and not template:
        last = max((one.last_in for one in known if one.last_in), default=None)
        if window_is_over(last, at):
            return Refused("whatsapp window", {"channel": channel, "last_in": last.isoformat() if last else None})
    return None


def _unknown_country(customer: Customer, home: Home, speech: Speech) -> Refused | None:
    """To a phone in a country that the table does not tell of, nothing is advertised; a chat has careful hours."""
    country = customer.country or home.country
    if speech.purpose != "marketing" or speech.channel not in PHONES or country in COUNTRIES:
        return None
    return Refused("country", {"country": country, "channel": speech.channel})


def _busy(customer: Customer, policy: Narrowing, at: datetime, conversation: str | None) -> Held | None:
    if customer.handover is not None:
        return Held(at + STAFF_AGAIN, "handover", {"team": customer.handover.team})
    top = customer.conversations[-1] if customer.conversations else None
    if top is None or top.id == conversation:
        return None
    last = max(filter(None, (customer.last_in, customer.last_out)), default=None)
    if last is None or at >= last + policy.idle:
        return None
    return Held(last + policy.idle, "conversation under way", {"flow": top.flow})


def _in_doubt(customer: Customer, purpose: Purpose, at: datetime) -> Held | None:
    """They were asked whether they want no more messages; the answer may come any day."""
    asked = any(one.purpose == purpose and one.until > at and one.cause == DOUBTED for one in customer.pauses)
    return Held(at + ASKED_AGAIN, DOUBTED, {"purpose": purpose}) if asked else None


def _paused(customer: Customer, purpose: Purpose, at: datetime) -> Held | None:
    """A bad moment has quietened the bot for a while, or the customer wished for a pause."""
    pauses = [one for one in customer.pauses if one.purpose == purpose and one.until > at and one.cause != DOUBTED]
    if not pauses:
        return None
    last = max(pauses, key=lambda one: one.until)
    if last.cause == WISHED:
        return Held(last.until, "wish", {"purpose": purpose})
    return Held(last.until, "pause", {"purpose": purpose, "cause": last.cause})


def _capped(customer: Customer, policy: Narrowing, purpose: Purpose, at: datetime) -> Held | None:
    own = tuple((cap.times, cap.within) for cap in policy.caps.get(purpose, ()))
    wider = spacing(customer.relationship, at) if purpose == "marketing" else 1.0
    latest: Held | None = None
    for times, usual in own + tuple(USUAL_CAPS.get(purpose, ())):
        within = usual * wider
        counted = sorted(sent.at for sent in customer.sent if sent.purpose == purpose and at - sent.at < within)
        if len(counted) < times:
            continue
        until = counted[-times] + within if times > 0 else at + within
        facts: dict[str, Value] = {"purpose": purpose, "times": times, "days": round(within / timedelta(days=1), 2)}
        if latest is None or until > latest.until:
            latest = Held(until, "frequency cap", facts)
    wished = often_enough(customer.wishes, customer.sent, at) if purpose in ("care", "marketing") else None
    if wished is not None and (latest is None or wished > latest.until):
        return Held(wished, "wish", {"purpose": purpose})
    return latest


def _within_hours(customer: Customer, policy: Narrowing, home: Home, speech: Speech, busy: Held | None) -> Verdict:
    purpose, at, own = speech.purpose, speech.at, policy.quiet.get(speech.purpose)
    country, days = customer.country or home.country, own.days if own else None
    hours = hours_for(purpose, country, days, nudge=speech.nudge, region=customer.region)
    if hours is None:
        return busy or Allowed()
    zones = hours.zones_of(customer.timezone, customer.country, home.timezone, home.country)
    if not zones:
        return Refused("time zone", {"timezone": customer.timezone, "country": customer.country})
    earliest = busy.until if busy else at
    if not hours.has_calendar(earliest):
        return Refused("holiday table", {"country": hours.country, "year": earliest.year})
    opening, rule = hours.open_at(earliest, zones), "quiet hours"
    if opening is not None and customer.wishes is not None and narrows_hours(customer.wishes):
        usual, hours = opening, replace(hours, days=narrowed(customer.wishes, hours.days))
        opening = hours.open_at(earliest, zones)
        rule = "wish" if opening is None or opening.start > usual.start else rule
    if opening is None:
        return Refused(rule, {"purpose": purpose, "opens": None})
    return _verdict(opening, at, busy, purpose, rule)


def _verdict(opening: Opening, at: datetime, busy: Held | None, purpose: Purpose, rule: str) -> Verdict:
    if busy is not None:
        return Held(max(busy.until, opening.start), busy.rule, busy.facts)
    if opening.start > at:
        return Held(opening.start, rule, {"purpose": purpose, "opens": opening.start.isoformat()})
    return Allowed(opening.end, "hours", {"purpose": purpose, "closes": opening.end.isoformat()})
