"""The outcomes travel and compare by value."""

import msgspec

from bot.understanding.replies.outcome import SURE, NotAnAnswer, Question, Unclear, Understood
from tests.understanding.asking import choices


def test_outcomes_are_values() -> None:
    assert Understood(2) == Understood(2, 1.0, None)
    assert Unclear((0, 1)) != Unclear((0, 2))
    assert NotAnAnswer() == NotAnAnswer()
    assert 0 < SURE < 1


def test_a_question_is_written_and_read_back() -> None:
    question = Question(as_="choice", choices=choices("Oui", "Non"), language="en")
    assert msgspec.json.decode(msgspec.json.encode(question), type=Question) == question
