"""An appointment as a template sees it, and as the shop's systems are told of it: plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.model.appointment import Appointment
from bot.model.message import Value
from bot.model.selling import AppointmentKind, PointOfSale


def appointment_values(
    one: Appointment, places: Iterable[PointOfSale], kinds: Iterable[AppointmentKind]
) -> dict[str, Value]:
    """Return what `appointment` is in a playbook; instants are ISO texts in UTC. A point of sale or a kind that is no
    longer in the playbook is known by its id.
    """
    place = next((known for known in places if known.id == one.place), None)
    kind = next((known for known in kinds if known.id == one.about), None)
    own: dict[str, Value] = {
        "reference": one.reference,
        "status": one.status,
        "at": _iso(one.at),
        "ends": _iso(one.ends),
        "minutes": round((one.ends - one.at).total_seconds() / 60),
        "about": one.about,
        "title": kind.name if kind is not None else one.about,
        "point_of_sale": one.place,
        "store": place.name if place is not None else one.place,
        "address": place.address if place is not None else "",
        "phone": place.phone if place is not None else "",
    }
    return {name: value for name, value in own.items() if value not in ("", None)}


def _iso(at: datetime) -> str:
    return at.isoformat()
