"""The words for orders belong to what the program says, each once."""

from __future__ import annotations

from bot.playbook.situations.selling_words import ORDER_LABELS, ORDER_WORDS
from bot.playbook.situations.situations import SITUATIONS


def test_all_of_them_are_situations_that_a_playbook_may_reword() -> None:
    assert SITUATIONS.keys() >= ORDER_WORDS.keys() | ORDER_LABELS.keys()
    assert not ORDER_WORDS.keys() & ORDER_LABELS.keys()
    assert all(name.startswith("label_") for name in ORDER_LABELS)
