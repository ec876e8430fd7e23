"""What must hold after each step, whatever happened: the invariants of the reliability programme, and some of ours.

The oracle knows what the customer did, what the law and the example store's policy say, and what the phone showed. It
shares no code with what it judges: hours, consents, opt-outs and caps are reckoned here once more, and more simply.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays

from bot.model.customer import Customer, Turn
from bot.model.effects import CloseHandover, Decide, RecordConsent, Send
from bot.model.events import ConsentGiven, CustomerImported, Event, MessageReceived
from bot.model.parts import Part
from tests.simulation.wishes import SAID, Wished

#: The example store's hours, and its caps: how many contacts within how many days.
HOURS: Final = {
    "marketing": dict.fromkeys(range(5), (11, 19)) | {5: (11, 17)},
    "care": dict.fromkeys(range(5), (10, 20)) | {5: (10, 19)},
}
CAPS: Final = {"marketing": ((1, 7), (3, 30)), "care": ((1, 3),)}
_FRENCH: Final = country_holidays("FR", years=range(2023, 2032))


class Broken(AssertionError):
    """An invariant does not hold. `name` says which."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(f"{name}: {words}")
        self.name = name


class Oracle:
    """One customer's."""

    def __init__(self) -> None:
        self.checked: Counter[str] = Counter()
        self._ends = False  # whether this turn gives the thread back
        self.shown: Counter[str] = Counter()
        self._ids: set[str] = set()
        self._opted_out: datetime | None = None
        self._agreed: dict[tuple[str, str], bool] = {}
        self._contacts: dict[str, list[tuple[datetime, str]]] = {}
        self._last_shown: dict[str, tuple[int, int]] = {}
        self._wished = Wished()
        self._of_age = ""  # the day from which they may be advertised to, as a day of a calendar
        self._albums: set[str] = set()

    def demand(self, name: str, holds: object, words: str) -> None:
        self.checked[name] += 1
        if not holds:
            raise Broken(name, words)

    # what happened

    def met(self, event: Event, turn: Turn, before: Customer) -> None:
        """Take note of what the customer is and wants, and hold what the turn says against it."""
        self._ends = any(isinstance(each, CloseHandover) for each in turn.effects)
        self._consents(event, [each for each in turn.effects if isinstance(each, RecordConsent)])
        heard = self._wished.met(event, [each for each in turn.effects if isinstance(each, Decide)])
        if isinstance(event, CustomerImported):
            self._born(event)
        if not isinstance(event, MessageReceived):
            return
        if event.text in SAID and not event.media and not _is_asked(before):
            self.demand("W1 a wish is heard", heard, f"{event.text!r} at {event.at}")
        if event.album is not None and not event.text and event.album in self._albums:
            sent = [each for each in turn.effects if isinstance(each, Send) and each.by == "bot"]
            self.demand("an album is answered once", not sent, f"{event.album} at {event.at}")
        self._albums |= {event.album} if event.album else set()

    def _born(self, event: CustomerImported) -> None:
        """Below 15 nobody is advertised to; whoever is said to be a minor never is, until a birthday says otherwise."""
        birthday = event.facts.get("birthday")
        if isinstance(birthday, str):
            self._of_age = f"{int(birthday[:4]) + 15}{birthday[4:]}"
        elif event.facts.get("minor"):
            self._of_age = "9999"

    def _consents(self, event: Event, consents: Collection[RecordConsent]) -> None:
        """Take note of what the customer agreed to, as far as it was met: an opt-out ends with a new consent."""
        if isinstance(event, MessageReceived) and event.text.strip().lower() in ("stop", "arret", "unsubscribe"):
            self._opted_out = self._opted_out or event.at
            off = (
                any(not one.granted and one.purpose == "all" for one in consents)
                or self._agreed.get(("all", "all")) is False
            )
            self.demand("C1 an opt-out counts at once", off, event.id)
            self._agreed = dict.fromkeys(self._agreed, False)
        for consent in consents:
            self._agreed[consent.purpose, consent.channel] = consent.granted
            if consent.granted and (isinstance(event, ConsentGiven) or consent.purpose in ("care", "marketing")):
                self._opted_out = None
            elif not consent.granted and consent.purpose == "all":
                self._opted_out = self._opted_out or event.at
                self._agreed = dict.fromkeys(self._agreed, False)

    def planned(self, effects: Collection[str]) -> None:
        """I3: what a turn asks for has a name that nothing else ever had."""
        for each in effects:
            self.demand("I3 ids are unique", each not in self._ids, each)
            self._ids.add(each)

    def said(self, send: Send, event: str, at: datetime, before: Customer) -> None:
        """Nothing is said of itself while staff have the thread. Caps: several messages of one turn are one contact."""
        if send.by == "bot" and send.gate and send.purpose != "reply":
            self.demand("staff are not talked over", before.handover is None or self._ends, f"{send.flow} at {at}")
        if send.purpose not in CAPS or send.by != "bot":
            return
        self._all(self._wished.written_to(at, event))
        known = self._contacts.setdefault(send.purpose, [])
        if any(other == event for _, other in known):
            return
        known.append((at, event))
        for times, days in CAPS[send.purpose]:
            lately = [one for one, _ in known if at - one < timedelta(days=days)]
            words = f"{len(lately)} {send.purpose} within {days} days: {lately}"
            self.demand("F5 caps", len(lately) <= times, words)

    def on_the_phone(self, part: Part, customer: Customer, at: datetime) -> None:
        """A part was shown."""
        self.shown[part.id] += 1
        owed = part.purpose in ("reply", "service")
        words = f"{part.purpose} part {part.id} shown {self.shown[part.id]} times"
        self.demand("I4 no part twice, but once what is owed", self.shown[part.id] <= 1 + owed, words)
        self._in_order(part)
        if part.gate and part.purpose != "reply":
            words = f"{part.purpose} at {at} after the opt-out of {self._opted_out}"
            self.demand("I5 nothing after an opt-out", self._opted_out is None, words)
        if part.purpose == "marketing":
            agreed = self._newest("marketing", part.address.channel)
            self.demand("I5 marketing with consent", agreed is True, f"{part.id} on {part.address.channel} at {at}")
            self.demand("I5 no marketing to minors", f"{at:%Y-%m-%d}" >= self._of_age, f"{at}, before {self._of_age}")
        if part.purpose in HOURS:
            zone = ZoneInfo(customer.timezone or "Europe/Paris")
            self.demand("I5 within the hours", self._may(part.purpose, at.astimezone(zone)), f"{at.astimezone(zone)}")
            self._all(self._wished.shown(at.astimezone(zone), part.address.channel))

    def _all(self, looks: Iterable[tuple[str, bool, str]]) -> None:
        for name, holds, words in looks:
            self.demand(name, holds, words)

    def _newest(self, purpose: str, channel: str) -> bool | None:
        known = [self._agreed[key] for key in self._agreed if key[0] in (purpose, "all") and key[1] in (channel, "all")]
        return any(known) if known else None

    def _may(self, purpose: str, local: datetime) -> bool:
        hours = HOURS[purpose].get(local.weekday())
        return hours is not None and hours[0] <= local.hour < hours[1] and local.date() not in _FRENCH

    def _in_order(self, part: Part) -> None:
        key = f"{part.address}"
        last, first_time = self._last_shown.get(key, (0, 0)), self.shown[part.id] == 1
        if first_time:
            self.demand("I7 in order", part.position > last[0], f"{part.id} after the part at {last[0]}")
            self._last_shown[key] = (part.position, 0)

    def stuck(self, customer: Customer, timers: Collection[str], give_backs: Collection[str]) -> None:
        """I6: each conversation has something to come."""
        everything = (*customer.conversations, *customer.parked)
        for one in everything:
            waiting = one.waiting
            if waiting is None:
                self.demand("I6 nothing is stuck", False, f"{one.flow} waits for nothing")
            elif waiting.kind == "call":
                self.demand("I6 nothing is stuck", any(each.caller == one.id for each in everything), one.flow)
            elif waiting.kind == "agenda":
                continue  # its answer stands in the inbox since the turn that asked
            elif waiting.kind != "staff" or customer.handover is None:
                due = {*waiting.timers, one.patience.timer if one.patience else ""}
                self.demand("I6 nothing is stuck", due & set(timers), f"{one.flow} at {one.step} has no timer")
        if customer.relationship is not None:
            self.demand("a relationship is 0 to 100", 0 <= customer.relationship.value <= 100, customer.id)
        for plan in customer.planned:
            self.demand("I6 plans have timers", plan.timer in timers, plan.flow)
        if customer.handover is not None:
            self.demand("I6 handovers end", customer.handover.id in give_backs, customer.handover.id)


def _is_asked(customer: Customer) -> bool:
    """Tell whether the words of a customer may be meant for something else: a question, an offer, staff, a doubt."""
    return bool(customer.conversations or customer.offered or customer.pending or customer.handover or customer.doubt)
