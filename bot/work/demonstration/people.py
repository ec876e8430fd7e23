"""The customers of a demonstration: who they are, what befalls them, what they answer.

By their number and a seed alone. They know nothing of the engine: they read what the phone shows, press, write, or stay
silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.channels.event_ids import event_id
from bot.model.address import Address, Channel
from bot.model.events import (
    ConsentGiven,
    CustomerImported,
    Event,
    MessageReceived,
    ShopReported,
    StaffGaveBack,
    StaffTookOver,
    StaffWrote,
)
from bot.model.message import Pressed
from bot.model.order import Order
from bot.store.database.identity import customer_id_of
from bot.store.messages.part_rows import Planned
from bot.work.demonstration.stories import Happening, paid, story_kind, story_of
from bot.work.demonstration.words import (
    BACK,
    COMMENTS,
    FIRST,
    LAST,
    OPENINGS,
    REPLIES,
    STAFF,
    STILL,
    UNUSUAL,
    Language,
)

PARIS: Final = ZoneInfo("Europe/Paris")
CHANNELS: Final[dict[Channel, float]] = {"telegram": 5, "whatsapp": 4, "sms": 3, "web": 2}
#: Who answers for which team, as accounts of the demonstration (`shop`).
HANDS: Final = {"magasin": ("amelie", "theo", "ines"), "atelier": ("marc",), "pro": ("sarah",)}
NAMES: Final = {"amelie": "Amélie", "theo": "Théo", "ines": "Inès", "marc": "Marc", "sarah": "Sarah"}
_SOURCES: Final[dict[str, str]] = {"telegram": "telegram", "whatsapp": "twilio", "sms": "twilio", "web": "web"}
#: Younger than this nobody has looked at what was handed over: so much is waiting for whoever opens the console.
UNSEEN: Final = timedelta(hours=7)
_RATED: Final = frozenset({"score", "solved"})
#: How many of those who order in the chat pay.
_PAY: Final = 0.8


class Input(Struct, frozen=True):
    """Something that comes from outside, at a time, by a door."""

    at: datetime
    event: Event
    source: str


class Person:
    """One customer. `since` is when the shop first heard of them; `story` all that is no answer to something."""

    def __init__(self, number: int, seed: int, began: datetime, until: datetime) -> None:
        self._chance = chance = Random(f"{seed}/person/{number}")  # noqa: S311 - a life, not a secret
        self._number = number
        self._count = 0
        self.language: Language = chance.choices(("fr", "en"), (7, 3))[0]
        channel = chance.choices(tuple(CHANNELS), tuple(CHANNELS.values()))[0]
        self.addresses = self._addresses(channel, seed)
        self.id = customer_id_of(self.addresses[0])
        self.mood = chance.choices(("low", "middle", "high"), (2, 3, 9))[0]
        happenings = story_of(number, chance, began, until)
        self.since = happenings[0].at - timedelta(minutes=2)
        self.story = [*self._introduction(), *(self._input(one) for one in happenings)]
        self._ordered = 0  # orders made in the chat, and paid
        self._bought = ""  # where the customer's machine was bought first: in the "chat" or in the "shop"

    def _addresses(self, channel: Channel, seed: int) -> tuple[Address, ...]:
        """Numbers and names that are nobody's: set aside for films by those who give them out."""
        number = 1000 + self._number
        phone = f"+336399{number % 100_000:05d}" if self.language == "fr" else f"+44770090{number % 10_000:04d}"
        visitor = event_id("demo", seed, "visitor", self._number)
        of = {"telegram": f"70000{number:05d}", "web": visitor}
        found = [Address(channel, of.get(channel, phone))]
        if channel == "whatsapp" and self._chance.random() < 0.5:
            found.append(Address("sms", phone))
        return tuple(found)

    @property
    def name(self) -> tuple[str, str]:
        """First and last name; one in twenty has a name that pages find hard, or none."""
        if self._number % 20 == 9:
            return UNUSUAL[self._number // 20 % len(UNUSUAL)]
        chance = Random(f"name/{self._number}")  # noqa: S311 - as above
        return chance.choice(FIRST[self.language]), chance.choice(LAST[self.language])

    def _key(self, what: str) -> str:
        self._count += 1
        return event_id("demo", self.id, self._count, what)

    def _introduction(self) -> Iterator[Input]:
        first, last = self.name
        facts: dict[str, Any] = {"first_name": first, "last_name": last}
        facts = {key: value for key, value in facts.items() if value}
        kind = story_kind(self._number)
        if kind in ("coffee", "leaves"):
            facts["buys"] = "coffee"
        if kind == "business":
            facts |= {"kind": "business", "people": self._chance.randint(8, 60)}
        if self.language == "en":
            facts |= {"timezone": "Europe/London"}
        known = CustomerImported(id=self._key("known"), facts=facts, addresses=self.addresses, language=self.language)
        yield Input(self.since, known, "import")
        for purpose, often in (("marketing", 0.65), ("care", 0.8)):
            if self._chance.random() < often:
                yield Input(self.since + timedelta(seconds=20), self._agrees(purpose), "shopify")

    def _agrees(self, purpose: Any) -> ConsentGiven:
        wordings = {
            "fr": "J’accepte de recevoir les messages de Maison Moka",
            "en": "I agree to receive messages from Maison Moka",
        }
        return ConsentGiven(
            id=self._key("consent"),
            purpose=purpose,
            channel=self.addresses[0].channel,
            wording=wordings[self.language],
            source="checkout",
            evidence=f"checkout-{self._number:05d}",
        )

    def _input(self, one: Happening) -> Input:
        if isinstance(one.what, str):
            return self._says(
                one.at, self._chance.choice(OPENINGS[one.what][self.language]) if one.what in OPENINGS else one.what
            )
        return Input(one.at, one.what, "shopify")

    def _says(self, at: datetime, text: str, pressed: Pressed | None = None) -> Input:
        address = self.addresses[0]
        key = self._key("says")
        event = MessageReceived(id=key, address=address, message_id=key[:12], text=text, pressed=pressed)
        return Input(at, event, _SOURCES[address.channel])

    # answering

    def answers(self, part: Planned, at: datetime) -> Sequence[Input]:
        """Return what they do about a message that has arrived: most questions are answered, and most of them soon."""
        body, chance = part.body, self._chance
        step = (part.step or "").partition(".")[0]
        asks = bool(body.choices) or step in REPLIES or step in _RATED
        if not asks or part.by != "bot" or chance.random() < 0.13:
            return ()
        unasked = part.purpose in ("marketing", "care")
        if unasked and chance.random() < 0.25:
            return ()
        at += timedelta(seconds=chance.uniform(60, 5000) if unasked else chance.uniform(8, 150))
        if not body.choices:
            return [self._says(at, self._words(step))]
        index = self._choice(step, len(body.choices))
        if part.address.channel == "sms" or body.prompt is None:
            return [self._says(at, str(index + 1))]
        return [self._says(at, "", Pressed(body.prompt, index))]

    # ordering

    def pays(self, order: Order, at: datetime) -> Sequence[Input]:
        """Return what the shop says of an order that was made in the chat; nothing where the customer leaves it."""
        if self._chance.random() > _PAY:
            return ()
        self._ordered += 1
        told = [self._input(one) for one in paid(self._number, self._ordered, order, self._chance, at)]
        if _is_of_a_machine(told[0].event):
            self._bought = self._bought or "chat"
        return told

    def would(self, one: Input) -> bool:
        """Tell whether a part of their story still comes to pass: whoever has a machine by the chat needs no other."""
        if not _is_of_a_machine(one.event):
            return True
        self._bought = self._bought or "shop"
        return self._bought == "shop"

    def _choice(self, step: str, count: int) -> int:
        if step in _RATED:
            low, high = {"low": (0, 0.3), "middle": (0.5, 0.6), "high": (0.75, 1)}[self._mood(step)]
            return round((count - 1) * self._chance.uniform(low, high))
        return self._chance.choices(range(count), [1 / (1 + place) ** 1.3 for place in range(count)])[0]

    def _words(self, step: str) -> str:
        known = COMMENTS[self._mood(step)] if step in _RATED else REPLIES[step]
        return self._chance.choice(known[self.language])

    def _mood(self, step: str) -> str:
        """Whoever was let down is mostly won back."""
        return self._chance.choice(("high", "high", "middle", "low")) if step == "solved" else self.mood

    # with staff

    def handed_over(self, handover: str, team: str, at: datetime, until: datetime) -> Sequence[Input]:
        """Return what staff and the customer write once a conversation is in staff's hands."""
        chance = Random(f"handover/{handover}")  # noqa: S311 - as above
        if until - at < UNSEEN:
            return self._waits(chance, at, until)
        staff = chance.choice(HANDS.get(team, HANDS["magasin"]))
        first, then = chance.choice(STAFF[self.language])
        at = opening(at + timedelta(minutes=chance.expovariate(1 / 22) + 2))
        id_ = account(staff)
        found = [
            Input(at, StaffTookOver(id=self._key("taken"), staff=id_), "console"),
            Input(
                at + timedelta(minutes=1),
                StaffWrote(id=self._key("writes"), text=first.format(name=NAMES[staff]), staff=id_),
                "console",
            ),
        ]
        at += timedelta(minutes=chance.uniform(3, 25))
        if chance.random() < 0.75:
            found.append(self._says(at, chance.choice(BACK[self.language])))
            at += timedelta(minutes=chance.uniform(2, 15))
            found.append(Input(at, StaffWrote(id=self._key("writes"), text=then, staff=id_), "console"))
        if chance.random() < 0.85:
            at += timedelta(minutes=chance.uniform(1, 40))
            found.append(Input(at, StaffGaveBack(id=self._key("back"), staff=id_), "console"))
        return found

    def _waits(self, chance: Random, at: datetime, until: datetime) -> Sequence[Input]:
        """Nobody has come yet; some say so, and for some a person has just written."""
        found: list[Input] = []
        if chance.random() < 0.5:
            again = at + (until - at) * chance.uniform(0.2, 0.9)
            found.append(self._says(again, chance.choice(STILL[self.language])))
        if self._number // 20 % 3 == 1:
            staff = chance.choice(("amelie", "theo"))
            when = until - (until - at) * chance.uniform(0.02, 0.1)
            text = STAFF[self.language][0][0].format(name=NAMES[staff])
            found.append(Input(when, StaffWrote(id=self._key("writes"), text=text, staff=account(staff)), "console"))
        return found


def _is_of_a_machine(event: Event) -> bool:
    if not isinstance(event, ShopReported):
        return False
    return event.data.get("category") == "machine" or event.name.startswith("cart.")


def account(name: str) -> str:
    """Return the id of a member of the demonstration's staff."""
    return event_id("demo", "staff", name)[:22]


def opening(at: datetime) -> datetime:
    """Return the time, or the next one at which the shop is open."""
    local = at.astimezone(PARIS)
    if local.weekday() == 6:
        local += timedelta(days=1)
        local = local.replace(hour=9, minute=local.minute)
    if local.hour >= 19:
        local = (local + timedelta(days=1)).replace(hour=9)
    if local.hour < 9:
        local = local.replace(hour=9)
    return local.astimezone(at.tzinfo)


def people(seed: int, count: int, began: datetime, until: datetime) -> list[Person]:
    """Return the customers of a shop that opened at `began`; `until` is now."""
    return [Person(number, seed, began, until) for number in range(count)]
