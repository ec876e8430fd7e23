"""How a command ends badly."""

from __future__ import annotations

from bot.cli.failure import Failure


def test_a_failure_is_wrong_usage_unless_it_says_otherwise() -> None:
    assert (Failure("no").code, Failure("no", 1).code) == (2, 1)
    assert str(Failure("what is wrong; what to do")) == "what is wrong; what to do"
