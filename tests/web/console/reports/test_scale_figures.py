"""Figures of scales and their bounds."""

from __future__ import annotations

import pytest

from bot.web.console.reports.scale_figures import bounds, figure


def test_bounds_of_each_scale() -> None:
    assert bounds("csat", {}) is None
    assert bounds("ces", {7: 1}) is None
    assert bounds("nps", {10: 400, 0: 0}) == (100.0, 100.0)
    low, high = bounds("nps", {10: 50, 0: 50}) or (0, 0)
    assert (round(low, 1), round(high, 1)) == (-19.7, 19.7)


@pytest.mark.parametrize(
    ("scale", "value", "told"),
    [("csat", 60.0, "60.0%"), ("nps", -12.4, "−12"), ("ces", 5.456, "5.46"), ("ces", None, "–")],
)
def test_figures_as_they_are_read(scale: str, value: float | None, told: str) -> None:
    assert figure(scale, value, "en") == told  # type: ignore[arg-type]
