"""What the rest of the playbook hears of what was said of buying again: signals, moments, waits and follow-ups.

It happens at the end of the turn, like a rating (`rated`): the conversation in which it was said has gone on by then,
and what follows it up does not begin in the middle of it.
"""

from __future__ import annotations

from bot.engine.happenings import happen
from bot.engine.turn import Run


def tell_renewals(run: Run) -> None:
    """Let what was said in this turn happen: `renewal.postponed`, `renewal.switched`, `renewal.ended`."""
    said, run.renewals = run.renewals, []
    for name, context in said:
        happen(run, name, context)
