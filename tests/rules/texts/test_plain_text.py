"""Text without its dress."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.texts.plain_text import plain, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arrêtez !", "arretez"),
        ("ＳＴＯＰ", "stop"),
        ("S\u200bTO\u200dP", "stop"),
        ("ne m’écrivez plus 🙏", "ne m ecrivez plus"),
        ("cœur", "coeur"),
        ("déjà  plain", "deja plain"),
        ("already plain 2", "already plain 2"),
        ("🛑🛑", ""),
        ("", ""),
    ],
)
def test_case_accents_signs_and_invisible_characters_go(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_no_more_than_asked_is_looked_at() -> None:
    assert plain("ab " * 10, 5) == "ab ab"


@given(st.text())
def test_plain_text_is_words_of_letters_and_digits_and_stays_itself(text: str) -> None:
    once = plain(text)
    assert once == plain(once)
    assert all(word.isascii() and word.isalnum() for word in once.split(" ") if word)


def test_a_table_of_words_may_be_written_over_several_lines() -> None:
    assert words("stop  arret\n    end") == {"stop", "arret", "end"}
