"""What becomes of a booked visit in a life: they say that they cannot come, or do not come and the shop tells, once or
twice; and what must hold of what is said about it.

A reminder is for a visit that stands. A missed visit is spoken of at most once, and once its hour has come; one that
was moved keeps its reference and may be missed anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from bot.model.address import Address
from bot.model.appointment import Appointment
from bot.model.customer import Customer
from bot.model.effects import Send
from bot.model.events import Event, MessageReceived, ShopReported
from bot.model.message import Pressed

REMINDER: Final = "appointment_reminder"
MISSED: Final = "appointment_missed"
_CHANGES: Final = ("annuler mon rendez-vous", "déplacer mon rdv", "cancel my appointment")


_WANTS: Final = ("prendre rendez-vous", "je voudrais prendre rendez-vous", "book an appointment")
BOOKING: Final = frozenset({"appointment", "appointment_change", REMINDER, MISSED})


def wanted(seed: str, address: Address, start: datetime, days: int) -> Iterator[tuple[datetime, Event]]:
    """When in their life somebody asks for a visit."""
    chance = Random(f"{seed}/visits")
    at, number = start + timedelta(days=chance.uniform(2, 12)), 0
    while at < start + timedelta(days=days):
        number += 1
        text, name = chance.choice(_WANTS), f"{address.id}-visit-{number}"
        yield at, MessageReceived(id=name, address=address, message_id=f"{name}-m", text=text)
        at += timedelta(days=chance.uniform(6, 30))


class Visits:
    """One customer's."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._told: set[str] = set()  # the hours of visits about which something was begun
        self._missed: dict[str, str] = {}  # by the conversation that spoke of it: the missed visit

    def booked(self, one: Appointment, address: Address, now: datetime) -> Iterator[tuple[datetime, Event]]:
        """What comes from outside because of a visit that was booked or moved."""
        name = f"{one.key}-{one.at:%Y%m%d%H%M}"
        if one.status != "booked" or name in self._told:
            return
        self._told.add(name)
        chance = Random(f"{self._seed}{name}")
        if chance.random() < 0.4:
            before = now + (one.at - now) * chance.uniform(0.05, 0.98)
            text = chance.choice(_CHANGES)
            yield before, MessageReceived(id=f"{name}-changes", address=address, message_id=f"{name}-m", text=text)
        for time in range(chance.choice((0, 1, 1, 2))):
            after = one.ends + timedelta(hours=chance.uniform(0.1, 5) + 20 * time)
            yield (
                after,
                ShopReported(id=f"{name}-missed-{time}", name="appointment.missed", data={"reference": one.reference}),
            )

    def answered(self, send: Send, now: datetime) -> tuple[datetime, Event] | None:
        """Return what they press under a question about a visit: mostly the first, soon; None: they do as ever."""
        chance = Random(f"{self._seed}{send.id}")
        choices = send.content.choices
        if send.flow not in BOOKING or not choices or send.content.prompt is None or chance.random() < 0.1:
            return None
        index = 0 if chance.random() < 0.75 else chance.randrange(len(choices))
        pressed = Pressed(send.content.prompt, index)
        at = now + timedelta(seconds=chance.uniform(3, 20))
        return at, MessageReceived(id=f"{send.id}-pressed", address=send.address, text="", pressed=pressed)

    def said(self, send: Send, before: Customer, after: Customer, at: datetime) -> Iterator[tuple[str, bool, str]]:
        """Return what must hold of a message, with its name and words."""
        if send.by != "bot" or send.flow not in (REMINDER, MISSED) or send.purpose == "reply":
            return
        visits = {one.reference: one for one in (*before.appointments, *after.appointments)}
        about = _about(send, after)
        if send.flow == REMINDER and about:  # else staff began it by hand
            one = visits.get(about)
            stands = one is not None and one.status == "booked" and one.at > at
            yield "A1 a reminder is for a visit that stands", stands, f"{one} at {at}"
        if send.flow == MISSED and about and send.conversation is not None:
            hour = _about(send, after, "at")
            visit = f"{about} of {hour}"
            others = {name for name, told in self._missed.items() if told == visit} - {send.conversation}
            self._missed[send.conversation] = visit
            yield "A2 a missed visit is spoken of once", not others, f"{visit} at {at}"
            came = bool(hour) and datetime.fromisoformat(hour) <= at
            yield "A3 a missed visit is over", came, f"{visit} at {at}"


def _about(send: Send, customer: Customer, what: str = "reference") -> str:
    """Return the reference, or the hour, of the visit that a message's conversation was begun about."""
    found = (one for one in (*customer.conversations, *customer.parked) if one.id == send.conversation)
    conversation = next(found, None)
    visit = conversation.context.get("appointment") if conversation is not None else None
    return str(visit.get(what) or "") if isinstance(visit, dict) else ""
