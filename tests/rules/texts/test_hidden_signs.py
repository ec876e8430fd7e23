"""What a reader does not see is named."""

from __future__ import annotations

import pytest

from bot.rules.texts.hidden_signs import named


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Bonjour\nLéa\t!", "Bonjour\nLéa\t!"),
        ("abc\u202edcba", "abc⟨U+202E⟩dcba"),
        ("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩"),
        ("\x1b[31mrouge\x07", "⟨U+001B⟩[31mrouge⟨U+0007⟩"),
        ("👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم"),
    ],
)
def test_hidden_signs_are_named_and_letters_stay(text: str, read: str) -> None:
    assert named(text) == read
