"""A shop to visit: two points of sale, a visit of half an hour for one at a time, a course, and the flows that book."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.model.appointment import Appointment, TellAppointment
from bot.playbook.compiled import Playbook
from tests.engine.chat import MONDAY, PARIS, Chat, playbook

STORE = """
store: Maison Moka
languages: [fr, en]
country: FR
timezone: Europe/Paris
currency: EUR
points_of_sale:
  - id: lyon
    name: Moka Lyon
    address: "12 rue Mercière, 69002 Lyon"
    location: [45.7640, 4.8340]
    hours: "Mo-Sa 10:00-13:00,14:00-19:00"
  - { id: annecy, name: Moka Annecy, location: [45.8983, 6.1247], hours: "Tu-Sa 10:00-18:30" }
appointments:
  - { id: visit, name: Essai }
  - { id: course, name: Cours, length: 2 hours, capacity: 2, lead: 1 day, stores: [lyon], hours: "Sa 09:00-11:00" }
teams:
  - { id: magasin, name: Magasin, for: [sales] }
"""
ENDS = """
  - id: thanks
    say: "Le {{ appointment.at | date: 'd/M' }} à {{ appointment.at | time }}, {{ appointment.store }}."
  - stop: booked
  - id: later
    say: Une autre fois.
  - stop: postponed
"""


def flow(
    book: str = "for: visit, at: lyon", *, name: str = "visit", starts: str = "event: chat.opened", more: str = ""
) -> str:
    """Return a flow that books, and says what it came to."""
    return f"""
flow: {name}
title: Un rendez-vous
purpose: service
starts: [{{ {starts} }}]
examples: [un rendez-vous pour {name}]
expires: 2 days
steps:
  - book: {{ {book}, booked: thanks, cancelled: later }}{ENDS}{more}"""


REMINDER = """
flow: reminder
title: Rappel
purpose: service
starts: [{ event: appointment.due, before: 1 day, unless: [appointment.changed, appointment.cancelled] }]
steps:
  - say: "À demain {{ appointment.at | time }}."
"""
CHANGE = flow("from: appointment", name="change", starts="event: x.change")


def shop(*flows: str, store: str = STORE) -> Playbook:
    return playbook(*(flows or (flow(), CHANGE, REMINDER)), store=store)


def lea_at(book: Playbook | None = None, *, at: datetime = MONDAY, **how: Any) -> Chat:
    """Return a customer who has opened the chat."""
    return Chat(book or shop(), at=at, **how).opens()


def booked(lea: Chat, label: str = "mar. 3 mars, 10\u00a0h") -> Chat:
    """Let her take an hour that is offered."""
    lea.hears("quel horaire").presses(label)
    return lea.hears("Le ")


def told(lea: Chat) -> list[tuple[str, str]]:
    """Return what the last turns told the shop's system: the event, and the hour in Paris."""
    news = [effect for effect in lea.effects if isinstance(effect, TellAppointment)]
    return [(one.name, local(datetime.fromisoformat(str(one.data["at"])))) for one in news]


def local(at: datetime) -> str:
    return at.astimezone(PARIS).strftime("%a %d/%m %H:%M")


def hers(lea: Chat) -> list[tuple[str, str]]:
    """Return her appointments: the hour in Paris, and what became of it."""
    return [(local(one.at), one.status) for one in lea.customer.appointments]


def only(lea: Chat) -> Appointment:
    [one] = lea.customer.appointments
    return one
