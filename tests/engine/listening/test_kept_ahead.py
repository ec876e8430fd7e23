"""What is kept for questions that are not on the table; the chats are in `test_said_ahead`."""

from __future__ import annotations

from bot.playbook import build
from tests.engine.chat import book_files
from tests.engine.listening.test_said_ahead import ANSWERS, FLOW


def test_only_questions_that_say_so_hear() -> None:
    book = build(book_files(FLOW, answers=ANSWERS)).playbook
    assert book is not None
    assert [one.as_ for one in book.flows["choose"].hearing] == ["number", "yes_no", "money"]
