"""Chats that are checked to their last word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, playbook
from tests.engine.shop import ANSWERS, COFFEE, TASTING


@pytest.fixture
def chat() -> Iterator[Opens]:
    """Open chats; when the test ends, none may hold a word that was never asserted."""
    opened: list[Chat] = []

    def open_chat(book: Playbook, **details: Any) -> Chat:
        opened.append(Chat(book, **details))
        return opened[-1]

    yield open_chat
    for one in opened:
        assert not one.unheard, f"never asserted: {[send.content.text for send in one.unheard]}"


@pytest.fixture(scope="session")
def book() -> Playbook:
    """The coffee shop's playbook."""
    return playbook(COFFEE, TASTING, answers=ANSWERS)
