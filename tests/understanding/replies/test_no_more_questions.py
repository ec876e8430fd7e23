"""No more to ask."""

from __future__ import annotations

import pytest

from bot.understanding.replies.no_more_questions import has_finished


@pytest.mark.parametrize(
    "text",
    [
        "non", "Non merci !", "c’est tout", "non c'est tout merci", "ça ira, merci", "rien d'autre",
        "plus de questions",
        "no thanks", "That's all.", "no that's it", "nothing else thank you", "I'm good thanks", "that's all for now",
    ],
)  # fmt: skip
def test_who_has_no_more_to_ask_is_understood(text: str) -> None:
    assert has_finished(text)


@pytest.mark.parametrize(
    "text", ["", "merci", "non, c'est livré quand ?", "c'est tout ce que vous avez ?", "is that all you sell?", "oui"]
)
def test_a_question_is_no_end(text: str) -> None:
    assert not has_finished(text)
