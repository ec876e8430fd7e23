"""What random customers, shops, staff and publishers do, as events with times. Everything comes from one `Random`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final, Literal

from msgspec import Struct

from bot.model.address import Address, Channel
from bot.model.events import (
    ChatBlocked,
    ChatOpened,
    ChatUnblocked,
    ConsentGiven,
    CustomerImported,
    Event,
    FlowRequested,
    MessageEdited,
    MessageReceived,
    ShopReported,
    StaffGaveBack,
    StaffTookOver,
    StaffWrote,
)
from bot.model.message import Location, Media, MediaKind
from bot.playbook.compiled import Playbook
from tests.simulation.wishes import SAID

ZONES: Final = (
    "Europe/Paris",
    "Europe/London",
    "America/New_York",
    "Pacific/Auckland",
    "Indian/Reunion",
    "Asia/Kolkata",
)
NOISE: Final = (
    "ok",
    "merci",
    "?",
    "👍",
    "bonjour",
    "hello",
    "oui",
    "non",
    "2",
    "12",
    "demain",
    "jeudi à 15 h",
    "69002",
)
TYPED: Final = (
    "lea@exemple.fr",
    "+33612345678",
    "qsdfgh",
    "",
    "   ",
    "1 000 €",
    "x" * 500,
    "l’addition\u200b",
    "{{ 7 }}",
)
WISHES: Final = (
    "plus tard",
    "je veux parler à quelqu’un",
    "annuler",
    "retour",
    "in English please",
    "en français",
    "aide",
    *SAID,
    "je me suis trompé",
    "a human please",
    "au revoir",
)
#: Of age, not yet, in the middle of the first year that is lived, and on a day that few years have.
BIRTHDAYS: Final = ("1984-07-02", "2013-05-01", "2010-08-15", "2012-02-29")
STOPS: Final = ("STOP", "stop", "Stop svp", "ARRET", "unsubscribe", "désabonnez-moi")


class Input(Struct, frozen=True):
    """Something that comes from outside, at a time. `copies` are the seconds later at which it is delivered again."""

    at: datetime
    event: Event
    copies: tuple[float, ...] = ()


CHANNELS: Final[tuple[Channel, ...]] = ("telegram", "sms", "whatsapp", "web")
MEDIA: Final[tuple[MediaKind, ...]] = ("photo", "voice", "sticker", "document")
PURPOSES: Final[tuple[Literal["care", "marketing"], ...]] = ("marketing", "marketing", "care")


class Person:
    """One customer: where they write, and how often."""

    def __init__(self, chance: Random, number: int, playbook: Playbook) -> None:
        self.chance = chance
        self.number = number
        channel = chance.choices(CHANNELS, (5, 3, 2, 2))[0]
        self.address = self._address(channel)
        self.other = self._address("sms" if channel != "sms" else "telegram")
        self.examples = sorted(
            {text for flow in playbook.flows.values() for text in flow.examples}
            | {text for answer in playbook.answers.values() for text in answer.examples}
        )
        self.flows = sorted(playbook.flows)
        self.pace = chance.choice((0.6, 2.0, 6.0, 20.0))  # days between two things
        self._count = 0

    def _address(self, channel: Channel) -> Address:
        phone = f"+3361234{self.number % 10_000:04d}"
        return Address(
            channel, {"telegram": f"{1000 + self.number}", "web": f"v{self.number:031d}"}.get(channel, phone)
        )

    def name(self) -> str:
        """Return the id of the next event."""
        self._count += 1
        return f"{self.number:06d}-{self._count:06d}"

    def introduction(self, at: datetime) -> Iterator[Input]:
        """Who they are, and what they agreed to before."""
        facts: dict[str, Any] = {"first_name": self.chance.choice(("Léa", "Noé", "Ann", "{{ x }}"))}
        if self.chance.random() < 0.4:
            facts["timezone"] = self.chance.choice(ZONES)
        if self.chance.random() < 0.3:
            facts |= {"kind": "business"} if self.chance.random() < 0.4 else {"buys": "coffee"}
        if self.chance.random() < 0.25:
            facts |= {"birthday": self.chance.choice(BIRTHDAYS)} if self.chance.random() < 0.8 else {"minor": True}
        addresses = (self.address, self.other) if self.chance.random() < 0.4 else (self.address,)
        language = self.chance.choice(("fr", "fr", "en", None))
        yield Input(at, CustomerImported(id=self.name(), facts=facts, addresses=addresses, language=language))
        if self.chance.random() < 0.7:
            yield Input(at + timedelta(minutes=1), self.agrees())

    def agrees(self) -> ConsentGiven:
        """A consent from a form of the shop's."""
        purpose = self.chance.choice(PURPOSES)
        channel = self.chance.choice((self.address.channel, "all"))
        return ConsentGiven(
            id=self.name(), purpose=purpose, channel=channel, wording="Oui", source="form", evidence="f1"
        )

    def year(self, start: datetime, days: int) -> Iterator[Input]:
        """All that is not an answer to something that was said."""
        yield from self.introduction(start)
        at, end = start + timedelta(hours=self.chance.expovariate(1 / 24)), start + timedelta(days=days)
        while at < end:
            for moment, event in self._episode(at):
                if moment < end:
                    yield Input(moment, event, self._copies())
            at += timedelta(days=self.chance.expovariate(1 / self.pace))

    def _copies(self) -> tuple[float, ...]:
        return tuple(self.chance.expovariate(1 / 40) for _ in range(self.chance.choices((0, 1, 4), (8, 2, 1))[0]))

    def _episode(self, at: datetime) -> Iterator[tuple[datetime, Event]]:
        kind = self.chance.choices(("talk", "shop", "staff", "consent", "block", "other"), (8, 9, 1, 1.5, 0.2, 1))[0]
        match kind:
            case "talk":
                yield from self._talks(at)
            case "shop":
                yield from self._buys(at)
            case "staff":
                yield from self._staff(at)
            case "consent":
                yield at, self.agrees()
            case "block":
                yield at, ChatBlocked(id=self.name(), address=self.address)
                yield (
                    at + timedelta(days=self.chance.uniform(0, 40)),
                    ChatUnblocked(id=self.name(), address=self.address),
                )
            case _:
                yield at, FlowRequested(id=self.name(), flow=self.chance.choice(self.flows), by="anna")

    def _talks(self, at: datetime) -> Iterator[tuple[datetime, Event]]:
        if self.chance.random() < 0.2:
            yield at, ChatOpened(id=self.name(), address=self.address)
        if self.chance.random() < 0.05:
            yield from self._album(at)
            at += timedelta(seconds=self.chance.uniform(1, 90))
        for _ in range(self.chance.randint(1, 4)):
            at += timedelta(seconds=self.chance.choice((0.4, 20, 60)) * self.chance.uniform(0.5, 2))
            yield at, self.says()

    def _album(self, at: datetime) -> Iterator[tuple[datetime, Event]]:
        """Pictures sent together: each a message of its own, close upon the other, one of them with some words."""
        name, caption = f"a{self._count}", self.chance.choice(("", "la cuve fuit", *self.examples[:5]))
        for number in range(self.chance.randint(2, 6)):
            words = caption if number == 0 else ""
            media = (Media("photo", f"f{number}"),)
            yield at, MessageReceived(id=self.name(), address=self.address, media=media, text=words, album=name)
            at += timedelta(seconds=self.chance.uniform(0.01, 2))

    def says(self) -> Event:
        """Return a message: mostly what the playbook knows, else anything."""
        address = self.other if self.chance.random() < 0.05 else self.address
        words = (self.examples, NOISE, TYPED, WISHES, STOPS)
        text = self.chance.choice(self.chance.choices(words, (12, 5, 2, 3, 0.1))[0])
        what = self.chance.random()
        if what < 0.04:
            return MessageEdited(id=self.name(), address=address, message_id="m1", text=text)
        if what < 0.08:
            kind: MediaKind = self.chance.choice(MEDIA)
            return MessageReceived(id=self.name(), address=address, media=(Media(kind, "f1"),), text=text[:20])
        if what < 0.1:
            return MessageReceived(id=self.name(), address=address, location=Location(45.7, 4.8))
        return MessageReceived(id=self.name(), address=address, message_id=f"m{self._count}", text=text)

    def _staff(self, at: datetime) -> Iterator[tuple[datetime, Event]]:
        yield at, StaffTookOver(id=self.name(), staff="anna")
        yield at + timedelta(minutes=4), StaffWrote(id=self.name(), text="Bonjour, je regarde.", staff="anna")
        if self.chance.random() < 0.7:
            yield at + timedelta(hours=self.chance.uniform(0.2, 30)), StaffGaveBack(id=self.name(), staff="anna")

    def _buys(self, at: datetime) -> Iterator[tuple[datetime, Event]]:
        """A purchase as shops tell of it, in an order that makes sense; it may end at any step."""
        total = round(self.chance.uniform(5, 900), 2)
        goods = {"total": total, "category": self.chance.choice(("machine", "coffee")), "number": f"A{self._count}"}
        story = [("product.viewed", 0.0), ("cart.updated", 0.5), ("cart.abandoned", 2.0)]
        if self.chance.random() < 0.6:
            story = [*story[: self.chance.randint(0, 3)], ("order.confirmed", 9.0), ("order.paid", 0.1)]
            story += [("order.shipped", 30.0), ("order.delivered", 60.0)]
            story += self.chance.choice(
                (
                    [],
                    [("feedback.given", 300.0)],
                    [("order.returned", 200.0), ("order.refunded", 40.0)],
                    [("ticket.opened", 100.0), ("ticket.closed", 70.0)],
                    [("subscription.started", 20.0), ("subscription.ends", 2000.0)],
                )
            )
        story = story or [self.chance.choice((("store.visited", 0.0), ("appointment.missed", 0.0), ("x.other", 0.0)))]
        for name, hours in story[: self.chance.randint(1, len(story))]:
            at += timedelta(hours=self.chance.expovariate(1 / hours) if hours else 0)
            level = self.chance.choice(("low", "middle", "high"))
            yield at, ShopReported(id=self.name(), name=name, data={**goods, "level": level})
