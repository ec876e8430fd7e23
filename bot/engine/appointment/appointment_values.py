"""What texts, conditions and the shop's systems see of an appointment, and the kinds and places that the store has."""

from __future__ import annotations

from bot.engine.run import Run
from bot.model.appointment import Appointment
from bot.model.message import Value
from bot.model.selling import AppointmentKind, PointOfSale
from bot.rules.appointment.appointment_values import appointment_values
from bot.rules.appointment.appointments import latest


def appointment_shown(run: Run, one: Appointment) -> dict[str, Value]:
    """Return what `appointment` is."""
    store = run.shelf.current.store
    return appointment_values(one, store.points_of_sale, store.appointments)


def appointment_meant(run: Run, told: object) -> dict[str, Value] | None:
    """Return the appointment that a conversation is about, as it stands now: it may have been moved since it was told
    of; else the current one.
    """
    if not isinstance(told, dict):
        return current_appointment(run)
    named = told.get("reference")
    live = next((one for one in run.customer.appointments if named and one.reference == named), None)
    return appointment_shown(run, live) if live is not None else told


def current_appointment(run: Run) -> dict[str, Value] | None:
    """Return the next appointment, else the last one."""
    one = latest(run.customer.appointments, run.at)
    return appointment_shown(run, one) if one is not None else None


def kind_of(run: Run, about: str) -> AppointmentKind | None:
    """Return a kind of visit; None for one that the store offers no longer."""
    return next((kind for kind in run.shelf.current.store.appointments if kind.id == about), None)


def place_of(run: Run, id_: str) -> PointOfSale | None:
    """Return a point of sale; None for one that is no more."""
    return next((place for place in run.shelf.current.store.points_of_sale if place.id == id_), None)
