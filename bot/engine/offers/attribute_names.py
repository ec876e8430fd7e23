"""What people call an attribute of an offer, and what it is in words, in the customer's language."""

from __future__ import annotations

from bot.engine.run import Run
from bot.playbook.compiled import MissingValue
from bot.rules.texts.plain_text import plain


def called(run: Run, attribute: str) -> str:
    """Return what people call an attribute."""
    criterion = next((one for one in run.shelf.current.criteria if one.id == attribute), None)
    if criterion is None or criterion.label is None:
        return run.in_words(attribute)
    try:
        return criterion.label.render({}, run.language)
    except MissingValue:
        return attribute


def value_called(run: Run, attribute: str, value: str) -> str:
    """Return a value of an attribute that is words, in the customer's language: one of the catalogue's own, or one that
    the playbook lists, which an import may have spelt with other capitals."""
    criterion = next((one for one in run.shelf.current.criteria if one.id == attribute), None)
    listed = criterion.values if criterion is not None else ()
    text = next((one for one in listed if plain(one.source) == plain(value)), None)
    return run.in_words(value) if text is None else text.render({}, run.language)
