"""What stands beside a decision, in words: the rule that it came from, and what that rule looked at.

The ledger keeps both as the program names them. A place in the playbook and a name of the shop's own stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from bot.engine.ledger.retelling import clause, rule_in_words, value_in_words
from bot.model.message import Value
from bot.web.console.wording.clock import Clock
from bot.web.console.wording.customer_words import decided_on
from bot.web.console.wording.reasons import reason_in_words
from bot.web.console.words import marked, words

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT.*")


def fact_told(name: str, value: Value, clock: Clock) -> Value:
    """Return a fact beside a decision as it is read; moments that stand in a sentence too, "vendredi 30 octobre"."""
    if isinstance(value, dict):
        return looked_at(value, clock)
    if isinstance(value, str):
        said = reason_in_words(value, clock.language) if name == "reason" else value
        value = clause(name, said, clock.language)
    return value_in_words(name, value, clock.language)


def looked_at(facts: Mapping[str, Value], clock: Clock) -> str:
    """Return what a rule looked at, by names and values, moments in the reader's zone; what it did not find is left
    out."""
    between = "\u00a0: " if clock.language == "fr" else ": "
    return " · ".join(between.join(pair) for pair in _told(facts, clock))


def _told(facts: Mapping[str, Value], clock: Clock) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if value is not None:
            yield decided_on(name, clock.language), _written(name, value, clock)


def _written(name: str, value: Value, clock: Clock) -> str:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        at = datetime.fromisoformat(value)
        return f"{clock.short(at)}, {clock.time(at)}"
    if isinstance(value, bool):
        return words(clock.language).gettext(marked("yes") if value else marked("no"))
    if name == "rule" and isinstance(value, str):
        return rule_in_words("held", value, clock.language)
    if isinstance(value, Mapping):
        return looked_at(value, clock)
    if isinstance(value, list):
        return ", ".join(_written(name, one, clock) for one in value)
    shown = value_in_words(name, value, clock.language)
    return f"{shown:g}" if isinstance(shown, float) else str(shown)
