"""The words of what is asked of an offer are part of the one table, which `test_situations` holds."""

from __future__ import annotations

from bot.playbook.situations.situations import SITUATIONS, Situation
from bot.playbook.situations.situations_questions import QUESTIONS


def test_they_stand_in_the_table() -> None:
    assert {name: Situation(*words) for name, words in QUESTIONS.items()}.items() <= SITUATIONS.items()
