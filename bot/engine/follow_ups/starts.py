"""Flows that begin: at the customer's wish, at an event, later, or not after all.

A start that the contact policy holds is planned again for the moment it names; one that is refused is a row in the
ledger. A follow-up is decided when it would go out, with the facts of then: whether its condition holds, how often it
went out already, whether another goes first (`competing`). Before that it is only a plan, and what calls it off may
come until the last second.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from bot.engine import stack
from bot.engine.context import Context, event_in
from bot.engine.follow_ups.competing import yields
from bot.engine.follow_ups.due_times import day_of, due_of
from bot.engine.follow_ups.holding import PATIENCE, lacking_value, note_held, note_refused
from bot.engine.ledger import ledger
from bot.engine.run import Run
from bot.engine.values import local_zone, values
from bot.engine.walking import walk
from bot.model.customer import Planned
from bot.model.events import FlowRequested, TimerDue
from bot.model.message import Value
from bot.playbook.compiled import Flow, FollowUp
from bot.rules.contact.contact_policy import Held, Refused
from bot.rules.journey.follow_ups import (
    Due,
    is_over,
    looked_at,
    reached,
    same_wall,
)
from bot.rules.order.order_values import order_names

CALLED_OFF: Final = "unless"
"""The rule by which a follow-up does not take place: what it was to give way to happened first."""


class Beginning(Struct, frozen=True, gc=False, kw_only=True):
    """A flow that is to begin. `since` is when it was first to; `follow_up` None where nobody follows up: it was asked
    for."""

    flow: Flow
    cause: str
    context: Context
    since: datetime
    unless: tuple[str, ...] = ()
    follow_up: FollowUp | None = None

    @property
    def rule(self) -> str:
        return str(self.follow_up.place if self.follow_up else self.flow.place)


def start(run: Run, flow_id: str, *, cause: str, context: Context | None = None) -> None:
    """Begin a flow on the current playbook, above whatever is under way; hold it or refuse it as the policy says."""
    flow = run.shelf.current.flows.get(flow_id)
    if flow is None:
        run.decide("ignored", "no_flow", "start", title=flow_id)
        return
    _begin(run, Beginning(flow=flow, cause=cause, context=context or {}, since=run.at))


def _begin(run: Run, beginning: Beginning) -> None:
    flow = beginning.flow
    if stack.is_running(run, flow.id, beginning.context):
        run.decide("ignored", "already_running", str(flow.place), title=flow.title)
        return
    mark = run.mark()
    run.permitted = {}
    conversation = stack.new_conversation(
        run, run.shelf.current, flow, cause=beginning.cause, context=beginning.context
    )
    if beginning.follow_up is not None and beginning.follow_up.at_most:
        conversation = replace(conversation, follow_up=beginning.follow_up.key)
    verdict = walk(run, conversation, flow.first)
    lacking = lacking_value(run, mark) if verdict is None and isinstance(run.event, FlowRequested) else ""
    if lacking:  # nobody is written to, nor handed over, because of what staff started by mistake
        run.back_to(mark)
        run.decide("not_sent", "start_lacks", str(flow.place), title=flow.title, value=lacking)
        return
    if verdict is None:
        return
    run.back_to(mark)
    match verdict:
        case Held(until, rule, facts):
            if not _is_too_late(run, beginning, until, rule, facts):
                note_held(run, verdict, flow.title)
                set_plan(run, beginning, Due(until))
        case Refused():
            note_refused(run, verdict, flow.title)


def _is_too_late(run: Run, beginning: Beginning, until: datetime, rule: str, facts: Context | None = None) -> bool:
    """Give up what would have waited beyond all patience, for the reason of a rule: a pause and its cause, say."""
    if until - beginning.since <= PATIENCE:
        return False
    language = run.shelf.current.store.languages[0]
    planned = ledger.moment(beginning.since.astimezone(local_zone(run)), language)
    reason = ledger.reason(rule, language)
    run.decide(
        "not_sent",
        "too_late",
        beginning.rule,
        title=beginning.flow.title,
        since=planned,
        reason=reason,
        looked_at={**(facts or {}), "rule": rule, "until": until.isoformat()},
    )
    return True


# plans


def set_plan(run: Run, beginning: Beginning, due: Due) -> None:
    """Plan a flow, in place of an earlier plan for the same flow: nobody is followed up twice for one thing."""
    flow, follow_up = beginning.flow.id, beginning.follow_up
    call_off(run, lambda plan: plan.flow == flow)
    data: Context = {
        "context": beginning.context,
        "cause": beginning.cause,
        "since": beginning.since.isoformat(),
        "unless": list(beginning.unless),
    }
    plan = Planned(
        timer=run.set_timer("start", looked_at(due, run.at), flow=flow, data=data),
        flow=flow,
        due_at=due.at,
        cause=beginning.cause,
        unless=beginning.unless,
        follow_up=follow_up.key if follow_up else "",
        wall=due.wall,
        order=order_names(beginning.context.get("order")),
    )
    run.change(planned=(*run.customer.planned, plan))


def call_off(run: Run, which: Any, event: str | None = None) -> None:
    """Drop the plans that `which` picks; `event`, where one is the reason, is written down."""
    dropped = tuple(plan for plan in run.customer.planned if which(plan))
    if not dropped:
        return
    run.drop_timers(tuple(plan.timer for plan in dropped))
    run.change(planned=tuple(plan for plan in run.customer.planned if plan not in dropped))
    for plan in dropped if event else ():
        run.decide("not_sent", "called_off", CALLED_OFF, title=title_of(run, plan.flow), event=event)


def keep_hours(run: Run) -> None:
    """Plan again what is planned for an hour of the customer's, whose zone may be another now."""
    zone, kept = local_zone(run), []
    for plan in run.customer.planned:
        due_at = same_wall(plan.wall, zone) if plan.wall else None
        if due_at is not None and due_at != plan.due_at:
            run.move_timer(plan.timer, max(looked_at(Due(due_at, plan.wall), run.at), run.at))
            kept.append(replace(plan, due_at=due_at))
        else:
            kept.append(plan)
    if tuple(kept) != run.customer.planned:
        run.change(planned=tuple(kept))


def title_of(run: Run, flow: str) -> str:
    known = run.shelf.current.flows.get(flow)
    return known.title if known else flow


# events


def start_on(run: Run, event: str, context: Context) -> None:
    """Begin or plan every flow that this event starts, each once, however many journeys follow up with it."""
    followed = run.shelf.current.follow_ups.get(event)
    if not followed or run.quiet:
        return
    known = values(run, None, **context)
    theirs = [one for one in followed if (one.path is None or one.path.holds(known)) and _is_meant(run, one, known)]
    at_once = []
    for flow_id in dict.fromkeys(one.flow for one in theirs):
        flow = run.shelf.current.flows.get(flow_id)
        if flow is not None:
            one = _likeliest([one for one in theirs if one.flow == flow_id], known)
            if one.of_event and _fails(run, flow, one, known):
                continue
            beginning = Beginning(
                flow=flow, cause=event, context=context, since=run.at, unless=one.unless, follow_up=one
            )
            due = due_of(run, flow, one, context)
            if due is None:
                at_once.append(beginning)
            else:
                _plan(run, replace(beginning, since=due.at), due)
    for beginning in sorted(at_once, key=_rank) if len(at_once) > 1 else at_once:
        _decide(run, beginning)


def _is_meant(run: Run, one: FollowUp, known: Any) -> bool:
    """A journey follows up on its own news alone; and since most moves are not those that a condition names, it must
    hold when they happen too.
    """
    if run.about is None:
        return True
    return one.journey in (None, run.about) and (one.condition is None or one.condition.holds(known))


def _rank(beginning: Beginning) -> tuple[bool, int, int]:
    """Return the place of a flow in the order in which several that begin at once are decided."""
    purposes, one = ("reply", "service", "care", "marketing"), beginning.follow_up
    later = one is None or not one.of_moment
    return later, purposes.index(beginning.flow.purpose), -one.priority if one else 0


def _likeliest(some: list[FollowUp], known: Any) -> FollowUp:
    """Return the first flow whose condition holds now; the condition is looked at again when the flow begins."""
    if len(some) == 1:
        return some[0]
    return next((one for one in some if one.condition is None or one.condition.holds(known)), some[0])


def _plan(run: Run, beginning: Beginning, due: Due) -> None:
    set_plan(run, beginning, due)
    when = ledger.moment(due.at.astimezone(local_zone(run)), run.shelf.current.store.languages[0])
    title = beginning.flow.title
    run.decide("held", "planned", beginning.rule, title=title, due=when, cause=beginning.cause)


# the decision


def _decide(run: Run, beginning: Beginning) -> None:
    """Let a follow-up that is due begin, if it is still wanted, may still go out and is the one to go first."""
    one, title = beginning.follow_up, beginning.flow.title
    if one is None:
        _begin(run, beginning)
        return
    if _fails(run, beginning.flow, one, values(run, None, **beginning.context)):
        return
    is_asked_for = _is_asked_for(beginning.context)
    day = day_of(run, beginning.context) if one.before is not None and not is_asked_for else None
    if day is not None and is_over(day, run.at, local_zone(run)):
        run.decide("not_sent", "day_past", beginning.rule, title=title, day=str(day))
        return
    at_most = () if is_asked_for else one.at_most
    cap = reached(at_most, run.customer.followed, one.key, run.at) if at_most else None
    if cap is not None:
        days = round(cap.within / timedelta(days=1), 2)
        run.decide("not_sent", "at_most", beginning.rule, title=title, times=cap.times, days=days)
        return
    wait = yields(run, beginning.flow, one, beginning.since)
    if wait is None:
        _begin(run, beginning)
    elif not _is_too_late(run, beginning, wait.until, wait.reason):
        wait.note(run, title)
        set_plan(run, beginning, Due(wait.until))


def _fails(run: Run, flow: Flow, one: FollowUp, known: Any) -> bool:
    """Tell whether the condition of a follow-up does not hold, and note that."""
    if one.condition is None or one.condition.holds(known):
        return False
    run.decide("not_sent", "condition_failed", str(one.place), title=flow.title)
    return True


def _is_asked_for(context: Context) -> bool:
    """Tell whether the customer put it off to that day: who asks to be asked again is, however often it was said."""
    return event_in(context).get("asked") is True


def begin_planned(run: Run, timer: TimerDue) -> None:
    """Meet the timer of a planned flow: decide now, with the facts of now. One called off since is harmless."""
    plan = next((plan for plan in run.customer.planned if plan.timer == timer.id), None)
    if plan is None:
        return
    run.change(planned=tuple(other for other in run.customer.planned if other.timer != timer.id))
    flow = run.shelf.current.flows.get(plan.flow)
    if flow is None:
        run.decide("ignored", "no_flow", "start", title=plan.flow)
        return
    kept = timer.data.get("context")
    context: Context = kept if isinstance(kept, dict) else {}
    known = _known(run, plan, context)
    if known is None and plan.follow_up:
        run.decide("not_sent", "follow_up_gone", str(flow.place), title=flow.title, cause=plan.cause)
        return
    beginning = Beginning(
        flow=flow,
        cause=plan.cause,
        context=context,
        since=_moment(timer.data.get("since")) or timer.due_at,
        unless=plan.unless,
        follow_up=known,
    )
    moved = same_wall(plan.wall, local_zone(run)) if plan.wall else None
    if moved is None or moved <= run.at:
        _decide(run, beginning)
    elif moved == plan.due_at:
        set_plan(run, beginning, Due(moved, plan.wall))
    else:  # the customer's zone, or its rules, are others than when it was planned
        _plan(run, replace(beginning, since=moved), Due(moved, plan.wall))


def _known(run: Run, plan: Planned, context: Context) -> FollowUp | None:
    """Return the follow-up that a plan is of, as the playbook has it now: its own, else another of that flow and event,
    of the customer's path where it can be."""
    some = [one for one in run.shelf.current.follow_ups.get(plan.cause, ()) if one.flow == plan.flow]
    if not some:
        return None
    known = values(run, None, **context)
    some = [one for one in some if one.path is None or one.path.holds(known)] or some
    return _likeliest([one for one in some if one.key == plan.follow_up] or some, known)


def _moment(text: Value) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
