"""Before and after the answer, a crash point each."""

from __future__ import annotations

import pytest

from bot.web.providers import answered


async def test_the_point_after_the_answer_is_reached_once_the_answer_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    points: list[str] = []
    monkeypatch.setattr(answered, "reached", points.append)
    await answered.after_answer()
    assert points == ["inbox.after_answer"]


def test_the_point_before_the_answer_is_one_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    points: list[str] = []
    monkeypatch.setattr(answered, "reached", points.append)
    answered.before_answer()
    assert points == ["inbox.before_answer"]
