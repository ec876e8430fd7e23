"""What the turn has changed on the customer's journeys, told to the rest of the playbook: follow-ups and waits.

It is told last, when everything that happened has been heard: a customer who passes two stages in one turn has left
the first and entered the last. It is nobody's answer. What it starts may move the customer on, which is news again:
a few times, then a flow must be sending them in circles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from bot.engine.happenings import happen
from bot.engine.mapping import standing
from bot.engine.turn import Run
from bot.model.customer import JourneyState
from bot.model.message import Value

MOST_ROUNDS: Final = 4


def tell(run: Run) -> None:
    """Let the rest of the playbook hear of all moves of this turn."""
    answering, run.answering = run.answering, False
    for _ in range(MOST_ROUNDS):
        news = _moves(run)
        if not news:
            break
        for state, left in news:
            for name in _names(state, left):
                run.about = state.journey
                happen(run, name, {"event": _event(name, state, left)})
        run.about = None
    else:
        if _moves(run):
            run.decide("ignored", "too_much_news", "journey")
    run.answering = answering


def _moves(run: Run) -> list[tuple[JourneyState, str]]:
    """Return each journey that is not where others last heard it was, with that stage, and note that they hear now."""
    at = standing(run)
    known = {state.journey: state.stage for state in at.before} | dict(at.told)
    moved = [
        (state, known.get(state.journey, ""))
        for state in run.customer.journeys
        if state.stage != known.get(state.journey)
    ]
    if moved:
        run.standing = replace(at, told=tuple((known | {one.journey: one.stage for one, _ in moved}).items()))
    return moved


def _names(state: JourneyState, left: str) -> Iterator[str]:
    if left:
        yield "stage.left"
    yield "stage.entered"
    if left and state.direction == "receding":
        yield "journey.receded"


def _event(name: str, state: JourneyState, left: str) -> dict[str, Value]:
    facts: dict[str, Value] = {"name": name, "journey": state.journey, "stage": state.stage, "cause": state.cause}
    return facts | {"left": left, "direction": state.direction} if left else facts
