"""Staff at what is planned: calling a follow-up off, passing it over this time, or letting it be decided at once.

None of it goes round the contact policy: what is brought forward is decided as it would have been on its day.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.follow_ups.starts import call_off, title_of
from bot.engine.run import Run
from bot.model.customer import Followed, Planned
from bot.model.events import PlanChanged


def plan_changed(run: Run, event: PlanChanged) -> None:
    """Do with a plan what staff said; one that is planned no more is left alone."""
    plan = next((plan for plan in run.customer.planned if plan.timer == event.timer), None)
    by = event.staff or "staff"
    if plan is None:
        run.decide("ignored", "plan_gone", "staff", by=by)
        return
    title = title_of(run, plan.flow)
    match event.how:
        case "cancel":
            call_off(run, lambda one: one is plan)
            run.decide("not_sent", "plan_cancel", "staff", by=by, title=title)
        case "skip":
            call_off(run, lambda one: one is plan)
            if plan.follow_up:
                run.change(followed=(*run.customer.followed, Followed(plan.follow_up, run.at)))
            run.decide("not_sent", "plan_skip", "staff", by=by, title=title)
        case "now":
            _bring_forward(run, plan)
            run.decide("held", "plan_now", "staff", by=by, title=title)


def _bring_forward(run: Run, plan: Planned) -> None:
    """Let its timer fire now. It is due at no hour of the customer's any more: asked for by hand, it waits for none."""
    run.move_timer(plan.timer, run.at)
    now = replace(plan, due_at=run.at, wall="")
    run.change(planned=tuple(now if one is plan else one for one in run.customer.planned))
