"""What a flow or a journey is called in a reader's language."""

from __future__ import annotations

from bot.playbook.compiled import Flow, JourneyMap, MissingValue


def title_in(language: str, named: Flow | JourneyMap) -> str:
    """Return its title, translated where the playbook says how; as it is written where a translation lacks a value."""
    try:
        return named.label.render({}, language) if named.label is not None else named.title
    except MissingValue:
        return named.title
