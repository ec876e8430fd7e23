"""From scores to a decision: answer, "did you mean", or a person.

A wrong answer costs more than a person, and how much more is the store's taste (`policy.yaml: understanding`). The bars
below are for the scores of `model`, whose curve puts the bar of `balanced` at one half;
`tests/benchmarks/choose_bands.py` holds the procedure that chose them, from training files only, and prints them again.
"""

from __future__ import annotations

import math
from typing import Literal

from msgspec import Struct

from bot.model.message import Candidate, Reading

Taste = Literal["careful", "balanced", "bold"]


class Band(Struct, frozen=True):
    """From `answer` on it is answered; from `clarify` on the customer is asked which of three is meant."""

    answer: float
    clarify: float


BANDS: dict[Taste, Band] = {
    "careful": Band(0.82, 0.5),
    "balanced": Band(0.5, 0.34),
    "bold": Band(0.3, 0.29),
}
CLOSE = 0.5  # log-odds: of answers no further apart, the likeliest was right once in four on training files
OFFERED = 3  # candidates at most in "did you mean"
WORTH_OFFERING = 0.05  # a candidate below this score is not offered
FAR_FETCHED = 0.2  # of the likeliest score: what is less likely is not offered beside it


class Answer(Struct, frozen=True):
    candidate: Candidate


class Clarify(Struct, frozen=True):
    """One to three candidates, the likeliest first: "did you mean…?"."""

    candidates: tuple[Candidate, ...]


class Unsure(Struct, frozen=True):
    """Nothing is likely enough."""


Decision = Answer | Clarify | Unsure


def decide(reading: Reading, taste: Taste = "balanced") -> Decision:
    """Return what to do with a reading, in the store's taste. Small talk is no question: nothing is likely enough.

    Of two that are likely enough and close to each other the customer chooses.
    """
    band = BANDS[taste]
    if reading.small_talk or not reading.candidates:
        return Unsure()
    likeliest = reading.candidates[0]
    if likeliest.score >= band.answer:
        close = tuple(found for found in reading.candidates[:OFFERED] if _odds(likeliest) - _odds(found) < CLOSE)
        return Clarify(close) if len(close) > 1 else Answer(likeliest)
    if likeliest.score < band.clarify:
        return Unsure()
    return Clarify(worth_offering(reading))


def _odds(found: Candidate) -> float:
    """Return a score as log-odds; scores have four digits, so 0 and 1 are taken for the nearest of these."""
    score = min(max(found.score, 1e-4), 1 - 1e-4)
    return math.log(score / (1 - score))


def worth_offering(reading: Reading) -> tuple[Candidate, ...]:
    """Return what may be offered in "did you mean": three at most, the likeliest first, nothing far-fetched."""
    likeliest = reading.candidates[0].score if reading.candidates else 0.0
    least = max(WORTH_OFFERING, FAR_FETCHED * likeliest)
    return tuple(found for found in reading.candidates[:OFFERED] if found.score >= least)
