"""Kinds of visits that nobody could book as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.playbook.compile.booking import appointment_kind
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, warning
from bot.playbook.schema.store import AppointmentSource
from bot.playbook.source.places import place_of
from bot.rules.appointment.appointments import offering, visit_hours
from bot.rules.calendar.calendar import zone

STORE: Final = "flows/store.yaml"
#: A whole year, any: hours that name no year come round in it.
_BEGIN: Final = datetime(2026, 1, 1, tzinfo=UTC)
_YEAR: Final = timedelta(days=365)


def unbookable_appointments(draft: Draft) -> Iterator[Fault]:
    """A kind of visit that no point of sale offers, that one must book later than one may, or that fits into no opening
    of a whole year.
    """
    source = draft.store_source
    for one in source.appointments if source is not None else ():
        for word in one.stores:
            if word not in draft.names.get("point of sale", frozenset()):
                yield error(place_of(word, STORE), f"there is no point of sale `{word}`")
        message = _never(draft, one)
        if message is not None:
            yield message


def _never(draft: Draft, one: AppointmentSource) -> Fault | None:
    kind, store = appointment_kind(one), draft.store
    place = place_of(one.id, STORE)
    if kind.lead >= kind.ahead:
        return error(place, f"`{kind.id}` is booked at least `lead` and at most `ahead` before: `lead` must be less")
    places = offering(kind, store.points_of_sale)
    if not places and kind.stores and not {shop.id for shop in store.points_of_sale} & set(kind.stores):
        return None  # told already
    if not places:
        return error(place, f"no point of sale with `hours` offers `{kind.id}`: give one its opening hours")
    tz = zone(store.timezone)
    whole = replace(kind, lead=timedelta(), ahead=_YEAR)
    if tz is not None and not any(visit_hours(whole, shop, store.country, tz, _BEGIN) for shop in places):
        return warning(place, f"`{kind.id}` fits into no opening of a whole year: look at its `length` and `hours`")
    return None
