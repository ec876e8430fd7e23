"""Which maps a customer is on: a journey begins, a map that changed is met again, and when each is looked at next.

A customer walks the first path whose `for:` holds. Another one that begins to hold is a new need: it opens a journey
of its own, beside those that are under way, and one whose `for:` holds no more rests where it stands.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.engine.journey.journey_values import journey_title, path_of, titles
from bot.engine.journey.pace import is_heard_of, stalls_at
from bot.engine.ledger.ledger import reason
from bot.engine.run import Run, Standing
from bot.engine.values import values
from bot.model.customer import JourneyState
from bot.playbook.compiled import JourneyMap
from bot.playbook.compiled_texts import Values
from bot.rules.journey.stages import MOST_JOURNEYS, next_silence, quiet_since


def standing(run: Run) -> Standing:
    """Return the journeys in this turn, which nothing has moved yet if nobody asked before."""
    return run.standing or Standing(run.customer.journeys)


def put_journey(run: Run, state: JourneyState) -> None:
    """Keep a journey's state; a new one last, and at most `MOST_JOURNEYS`."""
    journeys = run.customer.journeys
    place = next((place for place, other in enumerate(journeys) if other.journey == state.journey), None)
    if place is not None:
        run.change(journeys=(*journeys[:place], state, *journeys[place + 1 :]))
        return
    if len(journeys) >= MOST_JOURNEYS:
        oldest = min(journeys, key=lambda other: other.since)
        run.drop_timers((oldest.timer,) if oldest.timer else ())
        journeys = tuple(other for other in journeys if other is not oldest)
    run.change(journeys=(*journeys, state))


def walked(run: Run) -> JourneyMap | None:
    """Return the path that is the customer's now: the first whose `for:` holds."""
    known = values(run)
    return next((path for path in run.shelf.current.journeys if walks(path, known)), None)


def walks(path: JourneyMap, known: Values) -> bool:
    """Tell whether a path is the customer's."""
    return bool(path.stages) and (path.condition is None or path.condition.holds(known))


def begin_journey(run: Run, cause: str = "") -> JourneyState | None:
    """Put the customer on the path that is theirs, at its first stage, unless they are on it. Without a cause it was
    their first word.
    """
    path = walked(run)
    if path is None:
        return None
    known = next((state for state in run.customer.journeys if state.journey == path.id), None)
    first = reason("first contact", run.shelf.current.store.languages[0])
    return known or _begin(run, path, path.stages[0].id, cause or first)


def _begin(run: Run, path: JourneyMap, stage: str, cause: str) -> JourneyState:
    first = not run.customer.journeys
    at = standing(run)
    state = JourneyState(journey=path.id, stage=stage, since=run.at, cause=cause, began=run.at)
    put_journey(run, state)
    run.change(charted=run.shelf.current.version)
    run.standing = replace(at, begun=(*at.begun, state))
    if not first:
        named = titles(run, path.id, stage=stage)
        run.decide(
            "moved",
            "journey_began",
            "for",
            named=named,
            title=journey_title(run, path),
            journey=path.id,
            stage=stage,
            cause=cause,
        )
    watch(run, path.id)
    return state


def watch(run: Run, journey: str) -> None:
    """Look at a journey again when its next silence is full or the customer is stalled; not at all where the playbook
    says nothing of either.
    """
    state = next(one for one in run.customer.journeys if one.journey == journey)
    stalls = _stalls_at(run, state)
    _look_at(run, state, min(filter(None, (_next_silence(run, state), stalls and max(stalls, run.at))), default=None))


def _watch_anew(run: Run, journey: str) -> None:
    """Look at a journey as a playbook says that is new to it. What would be due already counts from now: a rule just
    written must not reach all at once who have been silent for long. A look that was planned before that stays.
    """
    state = next(one for one in run.customer.journeys if one.journey == journey)
    stalls = _stalls_at(run, state)
    if stalls is not None and stalls <= run.at:
        stalls = run.at + (stalls - state.since)
    due = min(filter(None, (_next_silence(run, state), stalls)), default=None)
    if due is None or not state.timer or state.looks_at is None or due < state.looks_at:
        _look_at(run, state, due)


def _next_silence(run: Run, state: JourneyState) -> datetime | None:
    path = path_of(run, state.journey)
    afters = [
        one.after
        for one in (path.silences if path else ())
        if one.after and (not one.within or state.stage in one.within)
    ]
    return next_silence(afters, quiet_since(state, run.customer.last_in), run.at) if afters else None


def _stalls_at(run: Run, state: JourneyState) -> datetime | None:
    return stalls_at(run, state) if not state.stalled and is_heard_of(run) else None


def _look_at(run: Run, state: JourneyState, due: datetime | None) -> None:
    if state.timer:
        run.drop_timers((state.timer,))
    timer = run.set_timer("journey", due, data={"journey": state.journey}) if due is not None else ""
    if timer != state.timer:
        put_journey(run, replace(state, timer=timer, looks_at=due))


def fit(run: Run) -> None:
    """Lay the journeys upon the maps of a playbook that is new to them: a stage that is no more gives way to the one
    before it that is still there. A journey without its map rests; whoever has no other begins the one that is theirs.
    """
    run.change(charted=run.shelf.current.version)
    for state in run.customer.journeys:
        path = path_of(run, state.journey)
        if path is None or not path.stages:
            run.drop_timers((state.timer,) if state.timer else ())
            put_journey(run, replace(state, timer=""))
            continue
        if all(stage.id != state.stage for stage in path.stages):
            _put_nearby(run, state, path)
        _watch_anew(run, path.id)
    if all(path_of(run, state.journey) is None for state in run.customer.journeys):
        _replace_lost(run)


def _put_nearby(run: Run, state: JourneyState, path: JourneyMap) -> None:
    stage = _nearest(run, state, path)
    kept = tuple(one for one in state.evidence if any(known.id == one.stage for known in path.stages))
    put_journey(run, replace(state, stage=stage, since=run.at, cause="playbook", direction="steady", evidence=kept))
    run.decide(
        "moved",
        "map_changed",
        "playbook",
        named=titles(run, path.id, stage=stage, left=state.stage),
        journey=path.id,
        title=journey_title(run, path),
        stage=stage,
        left=state.stage,
    )


def _nearest(run: Run, state: JourneyState, path: JourneyMap) -> str:
    """Return the last stage before the lost one that the new map still has, else the next after it, as the map stood on
    an earlier playbook; the first where none remembers.
    """
    left = {stage.id for stage in path.stages}
    for earlier in run.shelf.earlier.values():
        old = next((one for one in earlier.journeys if one.id == state.journey), None)
        names = [stage.id for stage in old.stages] if old else []
        if state.stage in names:
            place = names.index(state.stage)
            near = (*reversed(names[:place]), *names[place:])
            return next((name for name in near if name in left), path.stages[0].id)
    return path.stages[0].id


def _replace_lost(run: Run) -> None:
    """All maps that the customer was on are gone: begin the one that is theirs, at a stage of the same name if it has
    one.
    """
    path = walked(run)
    if path is None:
        return
    latest = max(run.customer.journeys, key=lambda state: state.since)
    stage = latest.stage if any(one.id == latest.stage for one in path.stages) else path.stages[0].id
    _begin(run, path, stage, f"{latest.journey} is no more")
