"""Flows that begin: at the customer's wish, at an event, later, or not after all.

A start that the contact policy holds is planned again for the moment it names; one that is refused is a row in the
ledger.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.engine import ledger, stack
from bot.engine.holding import PATIENCE, note_held, note_refused
from bot.engine.turn import Run
from bot.engine.values import local_zone, values
from bot.engine.walking import walk
from bot.model.customer import Planned
from bot.model.events import TimerDue
from bot.model.message import Value
from bot.playbook.compiled import Flow, Start
from bot.rules.calendar import minutes_of, next_hour
from bot.rules.contact_policy import Held, Refused

Context = dict[str, Value]


def start(
    run: Run,
    flow_id: str,
    *,
    cause: str,
    context: Context | None = None,
    since: datetime | None = None,
    unless: tuple[str, ...] = (),
) -> None:
    """Begin a flow on the current playbook, above whatever is under way; hold it or refuse it as the policy says.

    `since` is when it was first to begin, for one that has been held before.
    """
    flow = run.shelf.current.flows.get(flow_id)
    if flow is None:
        run.decide("ignored", "no_flow", "start", title=flow_id)
        return
    if stack.is_running(run, flow_id):
        run.decide("ignored", "already_running", str(flow.place), title=flow.title)
        return
    mark = run.mark()
    run.permitted = {}
    conversation = stack.new_conversation(run, run.shelf.current, flow, cause=cause, context=context)
    verdict = walk(run, conversation, flow.first)
    if verdict is None:
        return
    run.back_to(mark)
    match verdict:
        case Held():
            _plan_again(run, flow, verdict, cause=cause, context=context or {}, since=since or run.at, unless=unless)
        case Refused():
            note_refused(run, verdict, flow.title)


def _plan_again(
    run: Run,
    flow: Flow,
    verdict: Held,
    *,
    cause: str,
    context: Context,
    since: datetime,
    unless: tuple[str, ...],
) -> None:
    if verdict.until - since > PATIENCE:
        _note_too_late(run, flow, since)
        return
    note_held(run, verdict, flow.title)
    set_plan(run, flow, verdict.until, cause=cause, context=context, since=since, unless=unless)


def _note_too_late(run: Run, flow: Flow, since: datetime) -> None:
    language = run.shelf.current.store.languages[0]
    planned = ledger.moment(since.astimezone(local_zone(run)), language)
    run.decide("not_sent", "too_late", str(flow.place), title=flow.title, since=planned)


def set_plan(
    run: Run,
    flow: Flow,
    due_at: datetime,
    *,
    cause: str,
    context: Context,
    since: datetime,
    unless: tuple[str, ...],
) -> None:
    """Plan a flow, in place of an earlier plan for the same flow: nobody is followed up twice for one thing."""
    call_off(run, lambda plan: plan.flow == flow.id)
    data: Context = {"context": context, "cause": cause, "since": since.isoformat(), "unless": list(unless)}
    timer = run.set_timer("start", due_at, flow=flow.id, data=data)
    plan = Planned(timer=timer, flow=flow.id, due_at=due_at, cause=cause, unless=unless)
    run.change(planned=(*run.customer.planned, plan))


def call_off(run: Run, which: Any, event: str | None = None) -> None:
    """Drop the plans that `which` picks; `event`, where one is the reason, is written down."""
    dropped = tuple(plan for plan in run.customer.planned if which(plan))
    if not dropped:
        return
    run.drop_timers(tuple(plan.timer for plan in dropped))
    run.change(planned=tuple(plan for plan in run.customer.planned if plan not in dropped))
    for plan in dropped if event else ():
        run.decide("not_sent", "called_off", "unless", title=title_of(run, plan.flow), event=event)


def title_of(run: Run, flow: str) -> str:
    known = run.shelf.current.flows.get(flow)
    return known.title if known else flow


def start_on(run: Run, event: str, context: Context) -> None:
    """Begin or plan every flow that this event starts, each once, however many journeys follow up with it."""
    for flow in run.shelf.current.flows.values():
        starts = [begin for begin in flow.starts if begin.event == event]
        theirs = _on_their_path(run, starts, context) if starts else []
        if theirs:
            _start_on(run, flow, _likeliest(run, theirs, context), context)


def _on_their_path(run: Run, starts: list[Start], context: Context) -> list[Start]:
    """Leave out the follow-ups of journeys that are other customers'."""
    known = values(run, None, **context)
    return [begin for begin in starts if begin.path is None or begin.path.holds(known)]


def _likeliest(run: Run, starts: list[Start], context: Context) -> Start:
    """Take the first whose condition holds now; it is asked again when the flow begins."""
    if len(starts) == 1:
        return starts[0]
    known = values(run, None, **context)
    return next((one for one in starts if one.condition is None or one.condition.holds(known)), starts[0])


def _start_on(run: Run, flow: Flow, begin: Start, context: Context) -> None:
    cause = begin.event or ""
    due = _due(run, begin)
    if due is None:
        if _holds(run, begin, context, flow):
            start(run, flow.id, cause=cause, context=context, unless=begin.unless)
        return
    set_plan(run, flow, due, cause=cause, context=context, since=due, unless=begin.unless)
    when = ledger.moment(due.astimezone(local_zone(run)), run.shelf.current.store.languages[0])
    run.decide("held", "planned", str(begin.place or flow.place), title=flow.title, due=when, cause=cause)


def _due(run: Run, begin: Start) -> datetime | None:
    """Return when a start is due, or None for at once: after a while, then at the hour of the customer's day."""
    if begin.after is None and begin.at is None:
        return None
    due = run.at + begin.after if begin.after is not None else run.at
    minutes = minutes_of(begin.at) if begin.at is not None else None
    return due if minutes is None else next_hour(due, minutes, local_zone(run))


def _holds(run: Run, begin: Start, context: Context, flow: Flow) -> bool:
    if begin.condition is None or begin.condition.holds(values(run, None, **context)):
        return True
    run.decide("not_sent", "condition_failed", str(begin.place or flow.place), title=flow.title)
    return False


def begin_planned(run: Run, timer: TimerDue) -> None:
    """Meet the timer of a planned flow: decide now, with the facts of now. One called off since is harmless."""
    plan = next((plan for plan in run.customer.planned if plan.timer == timer.id), None)
    if plan is None:
        return
    run.change(planned=tuple(other for other in run.customer.planned if other.timer != timer.id))
    flow = run.shelf.current.flows.get(plan.flow)
    kept = timer.data.get("context")
    context: Context = kept if isinstance(kept, dict) else {}
    if flow is None:
        run.decide("ignored", "no_flow", "start", title=plan.flow)
        return
    starts = [begin for begin in flow.starts if begin.event == plan.cause]
    theirs = _on_their_path(run, starts, context) or starts
    if not starts or _holds(run, _likeliest(run, theirs, context), context, flow):
        since = _moment(timer.data.get("since")) or timer.due_at
        start(run, flow.id, cause=plan.cause, context=context, since=since, unless=plan.unless)


def _moment(text: Value) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
