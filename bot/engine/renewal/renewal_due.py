"""Something that the customer buys again is about to run out: `renewal.due` happens, unless the day has moved."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.happenings import happen
from bot.engine.renewal.purchases import about, bought
from bot.engine.renewal.renewing import DUE, note, plan
from bot.engine.run import Run
from bot.engine.values import local_zone
from bot.model.events import TimerDue
from bot.model.message import Value
from bot.model.renewal import Renewal
from bot.rules.order.renewals import is_short, next_renewal


def renewal_due(run: Run, timer: TimerDue) -> None:
    """Meet a family's timer; one that the customer names no more is harmless."""
    one = next((one for one in run.customer.renewals if one.timer and one.timer == timer.id), None)
    if one is None:
        return
    one = replace(one, timer="")
    made = bought(run).get(one.family, [])
    coming = next_renewal(made, one.said, local_zone(run))
    if coming.due is None or coming.due != one.due:
        _keep(run, plan(run, one, made))
        return
    _keep(run, replace(one, told=coming.due))
    note(run, "renewal_due", one, coming)
    event: dict[str, Value] = {
        "name": DUE,
        "due": coming.due.isoformat(),
        "family": one.family,
        "days": coming.lasts.days,
        "short": is_short(coming.lasts),
        "asked": coming.asked,
    }
    happen(run, DUE, {"event": event, **about(made)})


def _keep(run: Run, one: Renewal) -> None:
    run.change(renewals=tuple(one if other.family == one.family else other for other in run.customer.renewals))
