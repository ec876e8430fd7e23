"""Words at their share of a scale."""

from __future__ import annotations

import pytest

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.rating_words import _SHARES, FACES, share_of_words, swears_off


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("nul", 0.0),
        ("pas content", 0.25),
        ("moyen", 0.5),
        ("pas mal", 0.75),
        ("Très bien", 0.9),
        ("c'est franchement génial", 1.0),
        ("it's perfect", 1.0),
        ("I'm disappointed", 0.25),
        ("c'est réglé", 1.0),
        ("it's fixed", 1.0),
        ("toujours pas réglé", 0.0),
        ("en partie", 0.5),
        ("la machine", None),
        ("pas d'avis là-dessus", None),
    ],
)
def test_words_have_their_share_of_the_scale(said: str, share: float | None) -> None:
    assert share_of_words(said) == share


def test_every_word_is_written_as_it_is_looked_for() -> None:
    assert [word for word in _SHARES if plain(word) != word] == []
    assert all(0 <= share <= 1 for share in (*_SHARES.values(), *FACES.values()))


@pytest.mark.parametrize(
    ("said", "never"), [("plus jamais la Brio", True), ("never buying that again", True), ("jamais vu mieux", False)]
)
def test_what_is_wanted_never_again(said: str, never: bool) -> None:
    assert swears_off(said) is never
