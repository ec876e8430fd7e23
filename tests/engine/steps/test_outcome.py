"""What a step may come to is a closed list, which the walker knows to its end."""

from __future__ import annotations

import inspect
from typing import get_args

from bot.engine import walking
from bot.engine.steps.outcome import StepResult


def test_the_walker_follows_every_outcome() -> None:
    source = inspect.getsource(walking.follow)
    assert all(f"case {outcome.__name__}(" in source for outcome in get_args(StepResult))
