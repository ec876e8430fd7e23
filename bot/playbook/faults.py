"""What is wrong with a playbook, each thing with its address and in the marketer's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.playbook.compiled import Place, Playbook

Severity = Literal["error", "warning"]


class Fault(Struct, frozen=True):
    """One thing that is wrong. A warning lets the playbook through."""

    place: Place
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


class Checked(Struct, frozen=True):
    """A playbook that was read: whole, or None where there is an error. The faults are in order, none twice."""

    playbook: Playbook | None
    faults: tuple[Fault, ...]


def error(place: Place, message: str) -> Fault:
    """Return a fault that keeps the playbook from being used."""
    return Fault(place, "error", message)


def warning(place: Place, message: str) -> Fault:
    """Return a fault that the author should see and may leave."""
    return Fault(place, "warning", message)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults by file, line and column, errors before warnings at one place, none twice."""
    return tuple(sorted(set(faults), key=_position))


def _position(fault: Fault) -> tuple[str, int, int, str, str]:
    return (fault.place.file, fault.place.line, fault.place.column, fault.severity, fault.message)


def nearest(word: str, known: Iterable[str], at_least: float = 0.6) -> str | None:
    """Return the known name that `word` most likely stands for (letters swapped, missing or wrong), or None.

    `at_least` is how alike they must be, from 0 to 1.
    """
    found = process.extractOne(
        word.lower(),
        list(known),
        processor=str.lower,
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=at_least,
    )
    return found[0] if found else None


def suggestion(word: str, known: Iterable[str], most: int = 14) -> str:
    """Return `; did you mean …?`, or the known names where none is near and they are at most so many, to end a message
    with.
    """
    names = sorted(known)
    near = nearest(word, names)
    if near is not None:
        return f"; did you mean `{near}`?"
    if not names or len(names) > most:
        return ""
    return f"; known: {', '.join(names)}"
