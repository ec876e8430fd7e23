"""What customers say it was worth: the three scales, what a score means, and what many scores come to.

CSAT, satisfaction with something just lived through, from 1 to 5: the share of those who are satisfied, 4 and 5 ("top
two boxes"; Farris, Bendle, Pfeifer, Reibstein, Marketing Metrics, chapter 2).

NPS, from 0 to 10: would they recommend the shop? 0 to 6 detracts, 7 and 8 is passive, 9 and 10 promotes; the score is
the share of promoters less that of detractors, from -100 to 100 (Reichheld, "The One Number You Need to Grow", Harvard
Business Review, December 2003).

CES, from 1 to 7: "the shop made it easy for me", 7 is the best (version 2.0 turned the direction of the first one
round; Dixon, Freeman, Toman, "Stop Trying to Delight Your Customers", Harvard Business Review, July 2010, and CEB's
version 2.0 of 2013). Reported as the mean; 1 to 3 was hard, 4 neither, 5 to 7 easy.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, Literal, get_args

from msgspec import Struct

ScaleName = Literal["csat", "nps", "ces"]
Level = Literal["low", "middle", "high"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
#: What a rating is about that asks whether a low one before it was made good.
RECOVERY: Final = "recovery"


class Scale(Struct, frozen=True):
    """`least` to `most`, whole numbers, the best is `most`. Up to `low` a score is low, from `high` on it is high."""

    name: ScaleName
    least: int
    most: int
    low: int
    high: int

    @property
    def scores(self) -> range:
        return range(self.least, self.most + 1)

    def level(self, score: int) -> Level:
        """Return what a score of this scale means."""
        return "low" if score <= self.low else "high" if score >= self.high else "middle"

    def at(self, share: float) -> int:
        """Return the score that stands at a share of the scale, 0 its least and 1 its most; a half goes down."""
        return rounded(self.least + share * (self.most - self.least))


SCALES: Final[Mapping[ScaleName, Scale]] = {
    "csat": Scale("csat", 1, 5, 2, 4),
    "nps": Scale("nps", 0, 10, 6, 9),
    "ces": Scale("ces", 1, 7, 3, 5),
}


def scale_named(name: object) -> Scale | None:
    """Return a scale by what it is called; None for what is none."""
    return next((scale for scale in SCALES.values() if scale.name == name), None)


def rounded(score: float) -> int:
    """Return the nearest whole score; of two that are as near, the lower: a shop does not flatter itself."""
    return math.ceil(score - 0.5 - 1e-9)


class Summary(Struct, frozen=True):
    """What many scores of one scale come to. `figure` is CSAT's share in per cent, NPS's score from -100 to 100, CES's
    mean; None where nobody has answered. `low`, `middle` and `high` count answers.
    """

    scale: ScaleName
    count: int
    low: int
    middle: int
    high: int
    figure: float | None


def summary(name: ScaleName, counts: Mapping[int, int]) -> Summary:
    """Sum up how often each score was given; a score outside the scale is not counted."""
    scale = SCALES[name]
    given = {score: count for score, count in counts.items() if score in scale.scores and count > 0}
    by_level: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for score, count in given.items():
        by_level[scale.level(score)] += count
    total = sum(given.values())
    low, middle, high = (by_level[level] for level in LEVELS)
    return Summary(name, total, low, middle, high, _figure(name, given, total, high, low) if total else None)


def _figure(name: ScaleName, given: Mapping[int, int], total: int, high: int, low: int) -> float:
    match name:
        case "csat":
            return 100 * high / total
        case "nps":
            return 100 * (high - low) / total
        case "ces":
            return sum(score * count for score, count in given.items()) / total


def recovery_rate(solved: int, unresolved: int, waiting: int = 0) -> float | None:
    """Return the share, in per cent, of disappointed customers who said that it was made good; None without any. Who
    has not been asked yet (`waiting`) counts as not made good.
    """
    total = solved + unresolved + waiting
    return 100 * solved / total if total else None
