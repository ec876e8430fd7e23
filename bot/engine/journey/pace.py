"""Whether a customer is stalled, and how fast they move: the rules of `pace` on the maps and times of now."""

from __future__ import annotations

from datetime import datetime

from bot.engine.journey.journey_values import path_of
from bot.engine.run import Run
from bot.model.customer import JourneyState
from bot.rules.journey import pace

STALLED = "journey.stalled"


def stalls_at(run: Run, state: JourneyState) -> datetime | None:
    """Return when a customer is stalled where they are; None where nobody can say."""
    path = path_of(run, state.journey)
    stage = next((one for one in path.stages if one.id == state.stage), None) if path else None
    lasts = pace.patience(state.journey, stage, run.paces) if stage is not None else None
    return state.since + lasts if lasts is not None else None


def is_heard_of(run: Run) -> bool:
    """Tell whether anything in the playbook happens upon a stall: if not, nobody looks for one."""
    book = run.shelf.current
    return STALLED in book.follow_ups or STALLED in book.signals or STALLED in book.moments or STALLED in book.awaited
