"""Appointments and what is asked about them are written and read back unchanged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from bot.model.appointment import Appointment, AskAgenda, RecordAppointment, Taken, TellAppointment
from bot.model.effects import Effect
from bot.model.events import AgendaAnswered, Event

TEN = datetime(2026, 3, 7, 9, tzinfo=UTC)
ONE = Appointment(key="k", place="lyon", at=TEN, ends=TEN + timedelta(minutes=30), agreed_at=TEN)


def test_effects_are_read_back_as_they_were() -> None:
    for effect in (
        AskAgenda(id="a", conversation="c", place="lyon", about="", since=TEN, until=TEN, claim=ONE, answering=True),
        RecordAppointment(appointment=ONE),
        TellAppointment(id="t", name="appointment.booked", appointment="k", data={"at": "x"}),
    ):
        assert msgspec.json.decode(msgspec.json.encode(effect), type=Effect) == effect


def test_the_answer_is_read_back_with_what_was_taken() -> None:
    event = AgendaAnswered(
        id="e",
        set_by="a",
        conversation="c",
        place="lyon",
        about="",
        since=TEN,
        until=TEN,
        claim=ONE,
        claimed=True,
        taken=(Taken(TEN, TEN, 2),),
    )
    assert msgspec.json.decode(msgspec.json.encode(event), type=Event) == event
