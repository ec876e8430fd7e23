"""The words around comparisons are part of the one table, which `test_situations` holds."""

from __future__ import annotations

from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.situations.situations_comparison import COMPARISON


def test_they_stand_in_the_table() -> None:
    assert COMPARISON.items() <= SITUATIONS.items()
