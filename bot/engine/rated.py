"""What the rest of the playbook hears of a rating: once for each, and once more where the customer's mind has changed.

A change of mind takes back what the earlier level did: the relationship moves as if it had not been said, a pause that
came of it ends, what it planned is called off. Where it moved a journey, the map's own signals say where to go now.
"""

from __future__ import annotations

from bot.engine.happenings import happen
from bot.engine.moments import unfeel
from bot.engine.rating import GIVEN
from bot.engine.starts import Context, call_off
from bot.engine.turn import Run
from bot.model.message import Value


def tell_ratings(run: Run) -> None:
    """Let the ratings of this turn happen."""
    given, run.given = run.given, []
    for feedback, before in given:
        if before is not None:
            unfeel(run, GIVEN, _context(before))
            call_off(run, lambda plan: plan.cause == GIVEN, GIVEN)
        happen(run, GIVEN, _context(feedback))


def _context(feedback: dict[str, Value]) -> Context:
    told: Context = {name: feedback[name] for name in ("score", "scale", "level", "about") if name in feedback}
    return {"feedback": feedback, "event": {**told, "name": GIVEN}}
