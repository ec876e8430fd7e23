"""A customer's appointments: kept, told to the shop's system, remembered the day before, and what became of them.

An hour is had by a claim (`AskAgenda`), which the database settles; what is here comes after it. Everything that
happens to an appointment in the chat is news for the shop (`TellAppointment`, signed) and an event like any other
(`appointment.booked`, `.changed`, `.cancelled`), on which journeys move and follow-ups begin; that is told at the end
of the turn (`tell_visits`), once the conversation that did it has moved on.

`appointment.due` comes ahead of it, as far as the playbook's follow-ups want to come `before` it; whoever books so late
that it would come soon after hears nothing more of it, since they have just agreed to it.

The shop says what became of it: `appointment.missed`, `store.visited` (it was kept), `appointment.cancelled` (the door
will be closed). What is said twice, or of an hour that has not come, begins nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from msgspec.structs import replace

from bot.engine.appointment.appointment_values import appointment_shown, kind_of, place_of
from bot.engine.handovers import open_handover
from bot.engine.ledger.ledger import moment
from bot.engine.order.orders import contact_of
from bot.engine.run import Run
from bot.model.appointment import Appointment, AppointmentStatus, RecordAppointment, TellAppointment
from bot.model.events import AppointmentUndelivered, ShopReported
from bot.model.message import Value
from bot.rules.appointment.appointments import newest
from bot.rules.journey.follow_ups import carried_day

#: The kind of the timer, and the event that it brings.
APPOINTMENT: Final = "appointment"
DUE: Final = "appointment.due"
RULE: Final = "appointments"
AHEAD: Final = timedelta(days=1)
"""How long before the first follow-up's hour it is told, so that one that names an hour of the day still finds it."""
EARLY: Final = timedelta(hours=2)
"""Who comes this much before their hour has come to their appointment."""
_REPORTED: Final[dict[str, AppointmentStatus]] = {"missed": "missed", "cancelled": "cancelled"}
News = Literal["appointment.booked", "appointment.changed", "appointment.cancelled"]


def book(run: Run, claimed: Appointment) -> Appointment:
    """Keep an appointment that has got its hour, tell the shop, and return it. One that is known is moved."""
    before = next((one for one in run.customer.appointments if one.key == claimed.key), None)
    name: News = "appointment.changed" if before is not None else "appointment.booked"
    if before is not None:
        _drop_timer(run, before)
    one = _with_timer(run, replace(claimed, timer=""))
    _keep(run, one)
    _tell_shop(run, one, name)
    return one


def cancel(run: Run, one: Appointment) -> Appointment:
    """Let an appointment go, tell the shop, and return it."""
    one = _ended(run, one, "cancelled")
    _tell_shop(run, one, "appointment.cancelled")
    return one


def _ended(run: Run, one: Appointment, status: AppointmentStatus) -> Appointment:
    _drop_timer(run, one)
    one = replace(one, status=status, timer="")
    _keep(run, one)
    run.ask_for(RecordAppointment(appointment=one))
    return one


def _keep(run: Run, one: Appointment) -> None:
    others = (other for other in run.customer.appointments if other.key != one.key)
    run.change(appointments=newest((*others, one)))


def _drop_timer(run: Run, one: Appointment) -> None:
    if one.timer:
        run.drop_timers((one.timer,))


def _with_timer(run: Run, one: Appointment) -> Appointment:
    """Return the appointment with the timer that comes ahead of it, where somebody follows up on that in time."""
    followed = run.shelf.current.follow_ups.get(DUE, ())
    wanted = max((known.before for known in followed if known.before is not None), default=None)
    if wanted is None or one.at - wanted - wanted / 2 < run.at:
        return one
    timer = run.set_timer(APPOINTMENT, max(one.at - wanted - AHEAD, run.at), data={"key": one.key})
    return replace(one, timer=timer)


def _tell_shop(run: Run, one: Appointment, name: News) -> None:
    data = {**appointment_shown(run, one), "contact": contact_of(run)}
    run.ask_for(TellAppointment(id=run.effect_id(), name=name, appointment=one.key, data=data))
    run.decide("sent", name.replace(".", "_"), RULE, named=in_words(run, one), appointment=one.key, at=_iso(one.at))
    run.visits.append((name, one.key))


def in_words(run: Run, one: Appointment) -> dict[str, str]:
    """Return an appointment as the ledger says it, in the store's first language."""
    language = run.shelf.current.store.languages[0]
    place = place_of(run, one.place)
    return {
        "when": moment(one.at.astimezone(run.store_zone), language),
        "where": place.name if place is not None else one.place,
    }


def _iso(at: datetime) -> str:
    return at.isoformat()


def reported(run: Run, event: ShopReported, data: dict[str, Value]) -> Appointment | None:
    """Meet the shop's word on an appointment; return it as it is now, None where that is no news."""
    status = _REPORTED.get(event.name.partition(".")[2])
    one = _meant(run, data) or _made_elsewhere(run, event, data)
    facts: dict[str, Any] = {"appointment": one.key, "at": _iso(one.at), "event": event.name}
    if status is None:
        return one
    if one.status != "booked":
        run.decide("ignored", "appointment_known", RULE, named=in_words(run, one), **facts, status=one.status)
        return None
    if status == "missed" and one.at > run.at:
        run.decide("ignored", "appointment_not_yet", RULE, named=in_words(run, one), **facts)
        return None
    one = _ended(run, one, status)
    run.decide("understood", f"appointment_{status}_there", RULE, named=in_words(run, one), **facts)
    return one


def visited(run: Run) -> Appointment | None:
    """They came to the shop: keep that they came to the appointment of that time, and return it."""
    today = run.at.astimezone(run.store_zone).date()
    for one in run.customer.appointments:
        is_today = one.at.astimezone(run.store_zone).date() == today
        if one.status == "booked" and is_today and one.at - EARLY <= run.at:
            kept = _ended(run, one, "kept")
            run.decide("understood", "appointment_kept", RULE, named=in_words(run, kept), appointment=kept.key)
            return kept
    return None


def _meant(run: Run, data: dict[str, Value]) -> Appointment | None:
    """Return the appointment that the shop speaks of: by its reference, by its hour, else the one that was last."""
    reference = str(data.get("reference") or "")
    known = run.customer.appointments
    if reference:
        return next((one for one in known if reference in (one.reference, one.key)), None)
    at = _told_hour(run, data)
    if at is not None:
        return next((one for one in known if one.at == at), None)
    past = [one for one in known if one.at <= run.at]
    return max(past, key=lambda one: (one.status == "booked", one.at), default=None)


def _made_elsewhere(run: Run, event: ShopReported, data: dict[str, Value]) -> Appointment:
    """Return an appointment that was made at the counter or by phone, as far as the shop tells."""
    at = _told_hour(run, data) or event.happened_at or run.at
    named = str(data.get("point_of_sale") or data.get("store") or "")
    place, about = place_of(run, named), str(data.get("about") or "")
    kind = kind_of(run, about)
    return Appointment(
        key=run.effect_id(),
        place=place.id if place is not None else "",
        at=at,
        ends=at + (kind.length if kind is not None else timedelta(minutes=30)),
        about=kind.id if kind is not None else "",
        reference=str(data.get("reference") or "")[:40],
    )


def _told_hour(run: Run, data: dict[str, Value]) -> datetime | None:
    found = carried_day(data, run.store_zone)
    return found.astimezone(UTC) if isinstance(found, datetime) else None


def appointment_undelivered(run: Run, event: AppointmentUndelivered) -> None:
    """The shop's system does not know of an appointment: staff take it over."""
    one = next((one for one in run.customer.appointments if one.key == event.appointment), None)
    shown = one.reference if one is not None else event.appointment
    run.decide("not_sent", "appointment_undelivered", RULE, appointment=shown, reason=event.reason)
    open_handover(run, team="", reason="appointment.undelivered", rule=RULE, priority="high")
