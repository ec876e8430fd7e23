"""Moving a customer along their journey on a flow's word, with the cause kept. Scores and velocity are not its
subject.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from bot.engine.slots import begin_journey, put_journey
from bot.engine.turn import Run
from bot.engine.values import journey_of
from bot.model.conversation import Conversation
from bot.model.customer import JourneyState
from bot.playbook.compiled import JourneyMap


def move_to(run: Run, stage: str, *, cause: str, rule: str, conversation: Conversation | None = None) -> bool:
    """Move the journey to a stage of its map; return whether it moved. A stage of another map changes nothing."""
    state = _state_with(run, stage)
    if state is None or state.stage == stage:
        return False
    path = _map(run, state)
    direction: Literal["advancing", "receding"] = "advancing" if _is_ahead(path, state.stage, stage) else "receding"
    put_journey(run, replace(state, stage=stage, since=run.at, cause=cause, direction=direction))
    run.decide(
        "moved",
        "moved",
        rule,
        conversation=conversation,
        journey=state.journey,
        stage=stage,
        left=state.stage,
        cause=cause,
    )
    return True


def _state_with(run: Run, stage: str) -> JourneyState | None:
    """Return the customer's journey whose map has that stage, the one that moved last before others."""
    latest = journey_of(run) or begin_journey(run)
    states = sorted(run.customer.journeys, key=lambda state: state != latest)
    for state in states:
        path = _map(run, state)
        if path is not None and any(known.id == stage for known in path.stages):
            return state
    return None


def _map(run: Run, state: JourneyState) -> JourneyMap | None:
    return next((path for path in run.shelf.current.journeys if path.id == state.journey), None)


def _is_ahead(path: JourneyMap | None, left: str, entered: str) -> bool:
    """A later stage is ahead; so is the one that a circle's last stage leads to."""
    stages = path.stages if path else ()
    order = {stage.id: place for place, stage in enumerate(stages)}
    if any(stage.id == left and stage.next == entered for stage in stages):
        return True
    return order.get(entered, 0) > order.get(left, 0)
