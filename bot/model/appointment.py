"""A visit that a customer has booked in a point of sale: when, what for, and what became of it; and what is asked
about it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from bot.model.message import Value

AppointmentStatus = Literal["booked", "cancelled", "missed", "kept"]


class Appointment(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """`key` is ours and stays when the hour is changed; `reference` is what a customer can read out. `at` and `ends`
    are instants in UTC, `place` a point of sale's id, `about` one of the kinds that `store.yaml` lists.

    `agreed_at` is when the hour it has now was agreed upon. `timer` fires ahead of it, for who follows up on
    `appointment.due`; empty where nothing does, or nothing any more.
    """

    key: str
    place: str
    at: datetime
    ends: datetime
    about: str = ""
    reference: str = ""
    status: AppointmentStatus = "booked"
    agreed_at: datetime | None = None
    timer: str = ""


class Taken(Struct, frozen=True, gc=False, array_like=True):
    """A stretch of time that `count` customers have booked, in UTC."""

    at: datetime
    ends: datetime
    count: int = 1


class TellAppointment(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="tell_appointment", omit_defaults=True
):
    """Tell the shop's system of an appointment that was booked, changed or cancelled in the chat, as `data`;
    `AppointmentUndelivered` follows where it could not be told.
    """

    id: str
    name: Literal["appointment.booked", "appointment.changed", "appointment.cancelled"]
    appointment: str  # its key
    data: dict[str, Value] = field(default_factory=dict)


class AskAgenda(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="ask_agenda", omit_defaults=True):
    """Ask which hours of a point of sale are taken between two instants; `AgendaAnswered(set_by=id)` follows at once.

    With a `claim` a place is taken for that appointment, in this turn's own transaction, as long as fewer than
    `capacity` others have one at that time; where it had another hour before, that one is free again. `answering`: the
    customer waits for what is said.
    """

    id: str
    conversation: str
    place: str
    about: str
    since: datetime
    until: datetime
    claim: Appointment | None = None
    capacity: int = 1
    answering: bool = False


class RecordAppointment(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="record_appointment", omit_defaults=True
):
    """What became of an appointment that has its place: it as it stands now. One that is not `booked` frees it."""

    appointment: Appointment
