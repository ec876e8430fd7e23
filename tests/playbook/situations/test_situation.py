"""A sentence of ours."""

from __future__ import annotations

from bot.playbook.situations.situation import Situation


def test_a_short_wording_may_be_left_out() -> None:
    assert Situation("Yes").sms is None
