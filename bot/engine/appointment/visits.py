"""What the rest of the playbook hears of appointments: one was booked, changed or cancelled, one is ahead."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.appointment.appointment_values import appointment_shown
from bot.engine.appointment.appointments import APPOINTMENT, DUE, RULE, in_words
from bot.engine.context import Context
from bot.engine.follow_ups.starts import call_off
from bot.engine.happenings import happen
from bot.engine.run import Run
from bot.model.appointment import Appointment
from bot.model.events import TimerDue


def tell_visits(run: Run) -> None:
    """Let what became of appointments in this turn happen. What was planned ahead of the earlier hour is called off;
    those that stand are told of again.
    """
    told, run.visits = run.visits, []
    for name, key in told:
        one = next((one for one in run.customer.appointments if one.key == key), None)
        if one is None:
            continue
        if name != "appointment.booked":
            call_off(run, lambda plan: plan.cause == DUE, name)
            _remember_others(run, one)
        happen(run, name, _context(run, one, name))


def _remember_others(run: Run, one: Appointment) -> None:
    """What was planned ahead of another appointment was called off with it, where it had been told of already."""
    for other in run.customer.appointments:
        if other.key != one.key and other.status == "booked" and not other.timer and other.at > run.at:
            timer = run.set_timer(APPOINTMENT, run.at, data={"key": other.key})
            _keep(run, replace(other, timer=timer))


def appointment_due(run: Run, timer: TimerDue) -> None:
    """Meet the timer ahead of an appointment; one that no appointment names any more is harmless."""
    one = next((one for one in run.customer.appointments if one.timer and one.timer == timer.id), None)
    if one is None:
        return
    one = replace(one, timer="")
    _keep(run, one)
    if one.status != "booked" or one.at <= run.at:
        return
    run.decide("understood", "appointment_due", RULE, named=in_words(run, one), appointment=one.key)
    happen(run, DUE, _context(run, one, DUE))


def _keep(run: Run, one: Appointment) -> None:
    run.change(appointments=tuple(one if other.key == one.key else other for other in run.customer.appointments))


def _context(run: Run, one: Appointment, name: str) -> Context:
    shown = appointment_shown(run, one)
    return {"appointment": shown, "event": {**shown, "name": name, "due": one.at.isoformat()}}
