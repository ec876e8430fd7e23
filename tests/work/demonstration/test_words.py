"""What they say is in two languages throughout."""

from __future__ import annotations

import pytest

from bot.work.demonstration.words import BACK, COMMENTS, FIRST, LAST, OPENINGS, REPLIES, STAFF, STILL


@pytest.mark.parametrize(
    "words", [*OPENINGS.values(), *REPLIES.values(), *COMMENTS.values(), FIRST, LAST, STAFF, BACK, STILL]
)
def test_each_thing_can_be_said_in_both_languages(words: dict[str, tuple[object, ...]]) -> None:
    assert set(words) == {"fr", "en"}
    assert all(words.values())


def test_staff_say_who_they_are() -> None:
    assert all("{name}" in first for said in STAFF.values() for first, _ in said)
