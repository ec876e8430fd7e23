"""The figure of a scale as it is read, and between which bounds it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from bot.rules.intervals import mean, share
from bot.rules.order.feedback import SCALES, ScaleName
from bot.web.console.wording import amounts

_RANGE: Final[Mapping[ScaleName, tuple[float, float]]] = {"csat": (0, 100), "nps": (-100, 100), "ces": (1, 7)}


def bounds(scale: ScaleName, scores: Mapping[int, int]) -> tuple[float, float] | None:
    """Return the 95 % interval of a scale's figure, in its unit; None where too few have answered.

    A share's is Wilson's; NPS is the mean of +100, 0 and −100.
    """
    known = SCALES[scale]
    if scale == "csat":
        total = sum(scores.values())
        found = share(sum(times for score, times in scores.items() if score >= known.high), total)
        return (100 * found.low, 100 * found.high) if total else None
    values: Counter[float] = Counter()
    for score, times in scores.items():
        level = known.level(score)
        values[float(score) if scale == "ces" else {"low": -100.0, "middle": 0.0, "high": 100.0}[level]] += times
    got = mean(values)
    least, most = _RANGE[scale]
    return (max(least, got.low), min(most, got.high)) if got.low is not None and got.high is not None else None


def figure(scale: ScaleName, value: float | None, language: str) -> str:
    """Return a scale's figure as it is read; a dash for none."""
    if value is None:
        return "–"
    if scale == "csat":
        return amounts.per_cent(value / 100, language)
    if scale == "nps":
        return amounts.signed(value, language, "0")
    return amounts.decimal(value, language, "0.00")
