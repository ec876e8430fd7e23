"""What people call an attribute of an offer, in the customer's language."""

from __future__ import annotations

from bot.engine.turn import Run
from bot.playbook.compiled import MissingValue


def called(run: Run, attribute: str) -> str:
    """Return what people call an attribute."""
    criterion = next((one for one in run.shelf.current.criteria if one.id == attribute), None)
    if criterion is None or criterion.label is None:
        return attribute
    try:
        return criterion.label.render({}, run.language)
    except MissingValue:
        return attribute
