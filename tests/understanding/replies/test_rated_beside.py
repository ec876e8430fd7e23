"""What is said with a rating."""

from __future__ import annotations

import pytest

from bot.understanding.replies.rated_beside import rating_and_question, says_still_wrong


@pytest.mark.parametrize(
    ("text", "rating", "asked"),
    [
        ("4, il est bon. au fait vous avez du déca ?", "4, il est bon.", "au fait vous avez du déca ?"),
        ("4 et vous avez du déca ?", "4", "vous avez du déca ?"),
        ("5! do you deliver to Belgium?", "5!", "do you deliver to Belgium?"),
        ("4, do you sell decaf?", "4,", "do you sell decaf?"),
        ("vous avez du déca ?", "vous avez du déca ?", ""),
        ("4", "4", ""),
        ("4 ?", "4 ?", ""),
    ],
)
def test_the_question_is_cut_out(text: str, rating: str, asked: str) -> None:
    assert rating_and_question(text) == (rating, asked)


@pytest.mark.parametrize(
    "text",
    [
        "toujours rien",
        "personne n'est venu",
        "j'attends encore",
        "elle fuit",
        "nobody came",
        "still not fixed",
        "it's happening again",
    ],
)
def test_it_is_still_wrong(text: str) -> None:
    assert says_still_wrong(text)


@pytest.mark.parametrize("text", ["c'est réglé", "4 c'est bon", "all sorted", "someone came", "elle ne fuit plus"])
def test_it_is_not(text: str) -> None:
    assert not says_still_wrong(text)
