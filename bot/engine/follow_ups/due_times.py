"""When a follow-up is due: so long after its event or before the day that the event carries, at the customer's hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.engine.contact.permission import may_go_at
from bot.engine.context import Context, event_in
from bot.engine.run import Run
from bot.engine.values import local_zone
from bot.playbook.compiled import Flow, FollowUp
from bot.rules.contact.habits import best_hours
from bot.rules.journey.follow_ups import Due, carried_day, due_after, due_before, hour_of


def due_of(run: Run, flow: Flow, one: FollowUp, context: Context) -> Due | None:
    """Return when a follow-up on what happens now is due; None for at once."""
    return _at_their_hour(run, flow, one, _due(run, one, context))


def _due(run: Run, one: FollowUp, context: Context) -> Due | None:
    """Return when a follow-up is due, or None for at once."""
    zone, minutes = local_zone(run), hour_of(one.at)
    if one.before is not None:
        due = due_before(day_of(run, context) or run.at, one.before, minutes, zone)
        return due if due.at > run.at else None
    if one.after is None and minutes is None:
        return None
    return due_after(run.at, one.after or timedelta(), minutes, zone)


def _at_their_hour(run: Run, flow: Flow, one: FollowUp, due: Due | None) -> Due | None:
    """Put off a follow-up with `send_time: best` to the hour, within a day, at which this customer tends to answer, as
    far as it may go out then."""
    if one.send_time is None:
        return due
    for minutes in best_hours(run.customer.answers_at):
        best = due_after(due.at if due else run.at, timedelta(), minutes, local_zone(run))
        if may_go_at(run, flow, best.at):
            return best
    return due


def day_of(run: Run, context: Context) -> Any:
    """Return the day that an event carried."""
    return carried_day(event_in(context), local_zone(run))
