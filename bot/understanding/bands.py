"""From scores to a decision: answer, "did you mean", or a person."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from bot.model.message import Candidate, Reading

Taste = Literal["careful", "balanced", "bold"]


class Answer(Struct, frozen=True):
    candidate: Candidate


class Clarify(Struct, frozen=True):
    """Two or three candidates, the likeliest first: "did you mean…?"."""

    candidates: tuple[Candidate, ...]


class Unsure(Struct, frozen=True):
    """Nothing is likely enough."""


Decision = Answer | Clarify | Unsure


def decide(reading: Reading, taste: Taste = "balanced") -> Decision:
    """Return what to do with a reading, in the store's taste."""
    return Unsure()
