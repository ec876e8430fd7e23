"""The door through which a journey moves: signals, silence and a flow's own word all come here.

What was heard in a turn is kept as a set, and each time something is added the place is settled anew from the state
before the turn (`stages.settle`), so that it does not depend on the order. What flows wrote on the journey in
the turn stays. A move writes its row in the ledger; who else hears of it is `news`'s subject.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace

from bot.engine.journey.journey_values import path_of, titles
from bot.engine.journey.mapping import begin_journey, put_journey, standing, walks, watch
from bot.engine.journey.moments import apply_moments
from bot.engine.journey.pace import is_heard_of, stalls_at
from bot.engine.ledger.ledger import reason
from bot.engine.run import Run
from bot.engine.values import journey_of, values
from bot.model.conversation import Conversation
from bot.model.customer import JourneyState
from bot.model.events import TimerDue
from bot.model.message import Value
from bot.playbook.compiled import JourneyMap, Moment, Signal
from bot.rules.journey.stages import CERTAIN, Impulse, Settled, quiet_since, settle

DAY = timedelta(days=1)
MOST_CAUSES = 3


def move_to(run: Run, stage: str, *, cause: str, rule: str, conversation: Conversation | None = None) -> None:
    """Move the journey to a stage of its map on a flow's word. A stage that no map of theirs has changes nothing."""
    state = _state_with(run, stage, conversation)
    if state is not None:
        said = Impulse(kind="said", stage=stage, on=cause, rule=rule)
        weigh_impulses(run, [(state.journey, said)], conversation)


def _state_with(run: Run, stage: str, conversation: Conversation | None) -> JourneyState | None:
    """Return the customer's journey whose map has that stage, the one spoken of before others."""
    meant = journey_of(run, conversation) or begin_journey(run)
    for state in sorted(run.customer.journeys, key=lambda state: state != meant):
        path = path_of(run, state.journey)
        if path is not None and any(known.id == stage for known in path.stages):
            return state
    return None


def weigh_impulses(run: Run, heard: Iterable[tuple[str, Impulse]], conversation: Conversation | None = None) -> None:
    """Weigh impulses, each with its journey, and move the journeys whose stage they change."""
    impulses = tuple(heard)
    at = standing(run)
    run.standing = replace(at, heard=(*at.heard, *impulses))
    for journey in dict.fromkeys(journey for journey, _ in impulses):
        _settle(run, journey, conversation)


def _settle(run: Run, journey: str, conversation: Conversation | None) -> None:
    path, at = path_of(run, journey), standing(run)
    now = next((state for state in run.customer.journeys if state.journey == journey), None)
    before = next((state for state in (*at.before, *at.begun) if state.journey == journey), now)
    if path is None or now is None or before is None:
        return
    settled = settle(path, before, [impulse for one, impulse in at.heard if one == journey], run.at)
    cause = _cause(run, settled.by) if settled.by else before.cause
    state = replace(settled.state, facts=now.facts, timer=now.timer, looks_at=now.looks_at, cause=cause)
    put_journey(run, _paced(path, before, state) if state.stage != before.stage else state)
    if settled.state.stage != now.stage:
        _note(run, now, settled, cause, conversation)
        watch(run, journey)


def _paced(path: JourneyMap, before: JourneyState, state: JourneyState) -> JourneyState:
    """Count the stages gained or lost; who goes round the circle begins anew."""
    order = [stage.id for stage in path.stages]
    gained = order.index(state.stage) - (order.index(before.stage) if before.stage in order else 0)
    if gained < 0 and state.direction == "advancing":
        return replace(state, began=state.since, gained=0, stalled=False)
    return replace(state, began=before.began or before.since, gained=before.gained + gained, stalled=False)


def _note(run: Run, left: JourneyState, settled: Settled, cause: str, conversation: Conversation | None) -> None:
    """Write the move down: what for, by which rules, and what spoke for each stage when hints were weighed."""
    weighed: dict[str, Value] = {"scores": dict(settled.scores)} if _is_weighed(settled) else {}
    rules = dict.fromkeys(one.rule for one in settled.by[:MOST_CAUSES] if one.rule)
    run.decide(
        "moved",
        "moved",
        ", ".join(rules) or "journey",
        conversation=conversation,
        named=titles(run, left.journey, stage=settled.state.stage, left=left.stage),
        journey=left.journey,
        stage=settled.state.stage,
        left=left.stage,
        cause=cause,
        direction=settled.state.direction,
        looked_at=weighed,
    )


def _is_weighed(settled: Settled) -> bool:
    return bool(settled.by) and settled.by[0].kind == "hint"


def _cause(run: Run, by: tuple[Impulse, ...]) -> str:
    """Return why it moved, in words: what happened, how long a silence was, or what the flow said."""
    return ", ".join(dict.fromkeys(_in_words(run, one) for one in by[:MOST_CAUSES]))


def _in_words(run: Run, impulse: Impulse) -> str:
    if impulse.after is None:
        return impulse.on
    language = run.shelf.current.store.languages[0]
    if impulse.after < 2 * DAY:
        return reason("hours of silence", language).format(count=round(impulse.after / timedelta(hours=1)))
    return reason("days of silence", language).format(count=round(impulse.after / DAY))


def impulse_of(signal: Signal) -> Impulse:
    """Return what a signal says, as it is weighed. A silence moves at once, but holds nobody: who fills a cart again
    is back.
    """
    return Impulse(
        kind="certain" if signal.certain else "hint",
        stage=signal.stage,
        on=signal.on,
        weight=CERTAIN if signal.certain and signal.after is None else signal.weight,
        within=signal.within,
        rule=str(signal.place) if signal.place else "",
        after=signal.after,
    )


def journey_due(run: Run, timer: TimerDue) -> None:
    """Look at a journey that may have been silent for long enough; where it was not, look again when it would be.

    The timer is not moved with every word of the customer's: one that comes too early costs less than that.
    """
    state = next((one for one in run.customer.journeys if one.timer and one.timer == timer.id), None)
    if state is None:
        return
    put_journey(run, replace(state, timer=""))
    full = _full_silences(run, state)
    speaking = [(state.journey, impulse_of(silence)) for silence in full if silence.stage]
    if speaking:
        weigh_impulses(run, speaking)
    for silence in full:
        if silence.change and silence.place is not None:
            felt = Moment(journey=state.journey, on=silence.on, place=silence.place, change=silence.change)
            apply_moments(run, [felt], cause=_in_words(run, impulse_of(silence)))
    now = next(one for one in run.customer.journeys if one.journey == state.journey)
    if now.stage != state.stage:
        return
    stalls = stalls_at(run, now)
    if stalls is not None and stalls <= run.at and not now.stalled and is_heard_of(run):
        put_journey(run, replace(now, stalled=True))
        at = standing(run)
        run.standing = replace(at, stalled=(*at.stalled, now.journey))
        days = (run.at - now.since).days
        named = titles(run, now.journey, stage=now.stage)
        run.decide("moved", "stalled", "pace", named=named, journey=now.journey, stage=now.stage, days=days)
    watch(run, state.journey)


def _full_silences(run: Run, state: JourneyState) -> list[Signal]:
    path = path_of(run, state.journey)
    quiet = run.at - quiet_since(state, run.customer.last_in)
    about, run.about = run.about, state.journey
    known = values(run)
    full = [
        one
        for one in (path.silences if path is not None and walks(path, known) else ())
        if one.after is not None
        and quiet >= one.after
        and (not one.within or state.stage in one.within)
        and (one.condition is None or one.condition.holds(known))
    ]
    run.about = about
    return full
