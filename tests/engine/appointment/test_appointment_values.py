"""`appointment` in texts and conditions."""

from __future__ import annotations

from bot.engine.appointment.appointment_values import (
    appointment_shown,
    current_appointment,
    kind_of,
    place_of,
)
from bot.engine.run import Run
from bot.model.events import FlowRequested
from tests.engine.chat import Chat
from tests.engine.visiting import booked, lea_at, only, shop


def run_of(lea: Chat) -> Run:
    return Run(lea.shelf, lea.customer, FlowRequested(id="e" * 32, at=lea.now, flow="visit"))


def test_it_is_the_next_one() -> None:
    run = run_of(booked(lea_at()))
    assert current_appointment(run) == appointment_shown(run, run.customer.appointments[0])
    assert appointment_shown(run, run.customer.appointments[0])["store"] == "Moka Lyon"


def test_who_has_none_has_none() -> None:
    assert current_appointment(run_of(Chat(shop()))) is None


def test_kinds_and_places_are_those_of_the_store() -> None:
    run = run_of(Chat(shop()))
    course, lyon = kind_of(run, "course"), place_of(run, "lyon")
    assert course is not None and course.capacity == 2
    assert lyon is not None and lyon.name == "Moka Lyon"
    assert kind_of(run, "dentist") is None
    assert place_of(run, "paris") is None


def test_a_condition_sees_it() -> None:
    lea = booked(lea_at())
    assert only(lea).about == "visit"
