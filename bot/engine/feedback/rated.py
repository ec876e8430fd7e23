"""What the rest of the playbook hears of a rating: once for each, and once more where the customer's mind has changed.

A change of mind takes back what the earlier level did: the relationship moves as if it had not been said, a pause that
came of it ends, what it planned is called off, and a journey that it moved goes back to where it stood, unless it has
moved on since or the level of now moves it itself.
"""

from __future__ import annotations

from bot.engine.context import Context
from bot.engine.feedback.rating import GIVEN, MOVED
from bot.engine.follow_ups.starts import call_off
from bot.engine.happenings import happen
from bot.engine.journey.journeys import weigh_impulses
from bot.engine.journey.moments import undo_moment
from bot.engine.run import Run
from bot.model.message import Value
from bot.rules.journey.stages import Impulse


def tell_ratings(run: Run) -> None:
    """Announce the ratings of this turn to journeys, waits and flows."""
    given, run.given = run.given, []
    for feedback, before in given:
        moved = _moved_by(run, feedback) if before is not None else {}
        if before is not None:
            undo_moment(run, GIVEN, _context(before))
            call_off(run, lambda plan: plan.cause == GIVEN, GIVEN)
        stood = _stages(run)
        happen(run, GIVEN, _context(feedback))
        _note_moved(run, feedback, stood)
        _go_back(run, moved)


def _stages(run: Run) -> dict[str, str]:
    return {state.journey: state.stage for state in run.customer.journeys}


def _moved_by(run: Run, feedback: dict[str, Value]) -> dict[str, Value]:
    """Return what the earlier level of this rating moved: the stages that each journey left and came to."""
    last = run.customer.feedback or {}
    moved = last.get(MOVED) if last.get("id") == feedback.get("id") else None
    return moved if isinstance(moved, dict) else {}


def _go_back(run: Run, moved: dict[str, Value]) -> None:
    now = _stages(run)
    for journey, way in moved.items():
        if isinstance(way, list) and len(way) == 2 and now.get(journey) == way[1]:
            back = Impulse(kind="said", stage=str(way[0]), on=GIVEN, rule="feedback")
            weigh_impulses(run, [(journey, back)])


def _note_moved(run: Run, feedback: dict[str, Value], stood: dict[str, str]) -> None:
    """Keep with the last rating which journeys it moved, for a change of mind."""
    last = run.customer.feedback
    if last is None or last.get("id") != feedback.get("id"):
        return
    moved: dict[str, Value] = {
        journey: [stood[journey], stage]
        for journey, stage in _stages(run).items()
        if journey in stood and stood[journey] != stage
    }
    rest = {name: value for name, value in last.items() if name != MOVED}
    run.change(feedback={**rest, MOVED: moved} if moved else rest)


def _context(feedback: dict[str, Value]) -> Context:
    told: Context = {name: feedback[name] for name in ("score", "scale", "level", "about") if name in feedback}
    return {"feedback": feedback, "event": {**told, "name": GIVEN}}
