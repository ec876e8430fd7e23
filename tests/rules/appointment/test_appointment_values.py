"""What a playbook and the shop's systems see of an appointment."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from bot.model.appointment import Appointment
from bot.model.selling import AppointmentKind, PointOfSale
from bot.rules.appointment.appointment_values import appointment_values

ONE = Appointment(
    key="k",
    place="lyon",
    at=datetime(2026, 3, 7, 9, tzinfo=UTC),
    ends=datetime(2026, 3, 7, 9, 30, tzinfo=UTC),
    about="visit",
    reference="K7Q2MZ",
)
LYON = PointOfSale(id="lyon", name="Moka Lyon", address="12 rue Mercière", phone="+33400000000")


def test_it_is_shown_with_the_names_of_its_place_and_kind() -> None:
    assert appointment_values(ONE, (LYON,), (AppointmentKind(id="visit", name="Essai"),)) == {
        "reference": "K7Q2MZ",
        "status": "booked",
        "at": "2026-03-07T09:00:00+00:00",
        "ends": "2026-03-07T09:30:00+00:00",
        "minutes": 30,
        "about": "visit",
        "title": "Essai",
        "point_of_sale": "lyon",
        "store": "Moka Lyon",
        "address": "12 rue Mercière",
        "phone": "+33400000000",
    }


def test_what_the_playbook_has_no_longer_is_known_by_its_id_and_what_is_unknown_is_absent() -> None:
    shown = appointment_values(replace(ONE, reference=""), (), ())
    assert (shown["store"], shown["title"]) == ("lyon", "visit")
    assert not {"address", "phone", "reference"} & set(shown)
