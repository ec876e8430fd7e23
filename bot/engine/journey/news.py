"""What the turn has changed on the customer's journeys, told to the rest of the playbook: follow-ups and waits.

It is told last, when everything that happened has been heard: a customer who passes two stages in one turn has left
the first and entered the last. It is nobody's answer. What it starts may move the customer on, which is news again:
a few times, then a flow must be sending them in circles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from bot.engine.handovers import open_handover
from bot.engine.happenings import happen
from bot.engine.journey.mapping import standing
from bot.engine.journey.pace import STALLED
from bot.engine.run import Run
from bot.model.customer import JourneyState
from bot.model.effects import RecordMove
from bot.model.message import Value
from bot.rules.journey.relationship import is_broken, value_at

MOST_ROUNDS: Final = 4


def tell(run: Run) -> None:
    """Announce all moves of this turn to follow-ups and waits."""
    answering, run.answering = run.answering, False
    for _ in range(MOST_ROUNDS):
        news = _moves(run)
        if not news and not _broke(run) and not _stalled(run):
            break
        for state, left in news:
            run.ask_for(_record(run, state, left))
            for name in _names(state, left.stage if left else ""):
                run.about = state.journey
                happen(run, name, {"event": _event(name, state, left.stage if left else "")})
        run.about = None
    else:
        if _moves(run):
            run.decide("ignored", "too_much_news", "journey")
    run.answering = answering


def _moves(run: Run) -> list[tuple[JourneyState, JourneyState | None]]:
    """Return each journey that is not where others last heard it was, with how it was then, and note that they hear
    now.
    """
    at = standing(run)
    known = {state.journey: state for state in (*at.before, *at.told)}
    moved = [
        (state, known.get(state.journey))
        for state in run.customer.journeys
        if state.journey not in known or state.stage != known[state.journey].stage
    ]
    if moved:
        told = known | {state.journey: state for state, _ in moved}
        run.standing = replace(at, told=tuple(told.values()))
    return moved


def _record(run: Run, state: JourneyState, left: JourneyState | None) -> RecordMove:
    return RecordMove(
        id=run.effect_id(),
        journey=state.journey,
        stage=state.stage,
        cause=state.cause,
        direction=state.direction,
        left=left.stage if left else "",
        entered=left.since if left else None,
        version=run.shelf.current.version,
    )


def _stalled(run: Run) -> bool:
    """Tell of a journey that was found to stand still."""
    at = standing(run)
    run.standing = replace(at, stalled=())
    for state in run.customer.journeys:
        if state.journey in at.stalled:
            run.about = state.journey
            happen(run, STALLED, {"event": _event(STALLED, state, "")})
    run.about = None
    return bool(at.stalled)


def _broke(run: Run) -> bool:
    """Tell staff where the relationship broke in this turn, once, and let the rest of the playbook hear of it."""
    at, now = standing(run), run.customer.relationship
    if not at.felt or at.told_broken or not is_broken(now, run.at) or is_broken(at.relationship, run.at):
        return False
    run.standing = replace(at, told_broken=True)
    value = value_at(now, run.at)
    run.decide("relationship", "relationship_broken", "relationship", value=value)
    happen(run, "relationship.broken", {"event": {"name": "relationship.broken", "relationship": value}})
    open_handover(run, team="", reason="relationship", rule="relationship", priority="high")
    return True


def _names(state: JourneyState, left: str) -> Iterator[str]:
    if left:
        yield "stage.left"
    yield "stage.entered"
    if left and state.direction == "receding":
        yield "journey.receded"


def _event(name: str, state: JourneyState, left: str) -> dict[str, Value]:
    facts: dict[str, Value] = {"name": name, "journey": state.journey, "stage": state.stage, "cause": state.cause}
    return facts | {"left": left, "direction": state.direction} if left else facts
