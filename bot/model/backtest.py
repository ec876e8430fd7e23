"""What a backtest says: how it went for a customer with one playbook, and what the courses of many come to."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

CONVERTED: Final = "converted"
Kind = Literal["said", "handed_over", "ended"]


class Line(Struct, frozen=True, omit_defaults=True):
    """Something that was done for the customer: `said` (a message, with its purpose), `handed_over`, `ended`."""

    at: datetime
    kind: Kind
    words: str
    purpose: str = ""


#: What is the same in both stands side by side; what is in one alone has None beside it.
Pairs = tuple[tuple[Line | None, Line | None], ...]


class Course(Struct, frozen=True):
    """How it went with one playbook. `held` and `not_sent` count decisions."""

    lines: tuple[Line, ...] = ()
    held: int = 0
    not_sent: int = 0

    @property
    def handed_over(self) -> int:
        return sum(line.kind == "handed_over" for line in self.lines)

    @property
    def converted(self) -> int:
        return sum(line.kind == "ended" and line.words.endswith(f": {CONVERTED}") for line in self.lines)

    @property
    def messages(self) -> int:
        return sum(line.kind == "said" for line in self.lines)


class Totals(Struct, frozen=True):
    """What the courses of many come to, with one playbook."""

    messages: int = 0
    marketing: int = 0
    held: int = 0
    not_sent: int = 0
    handed_over: int = 0
    converted: int = 0

    def plus(self, course: Course) -> Totals:
        """Add one customer's course."""
        return Totals(
            self.messages + course.messages,
            self.marketing + sum(line.purpose == "marketing" for line in course.lines),
            self.held + course.held,
            self.not_sent + course.not_sent,
            self.handed_over + course.handed_over,
            self.converted + course.converted,
        )


class Compared(Struct, frozen=True):
    """One customer's time with the playbook in use, and with the other.

    `events` were met, from the first one kept on; `cut`: the beginning of their history is no longer kept.
    """

    customer: str
    before: Course
    after: Course
    events: int = 0
    cut: bool = False

    @property
    def differs(self) -> bool:
        """Whether they would have been told other things, or at another minute, or gone another way."""
        return seen(self.before) != seen(self.after)


class Figures(Struct, frozen=True, omit_defaults=True):
    """How far a backtest is: `met` customers so far, of whom `differ` would have been treated differently and `cut`
    are known from later than their beginning; `events` met, by each of the two."""

    met: int = 0
    differ: int = 0
    cut: int = 0
    events: int = 0
    before: Totals = Totals()
    after: Totals = Totals()

    def plus(self, compared: Compared) -> Figures:
        """Add one customer."""
        return Figures(
            self.met + 1,
            self.differ + compared.differs,
            self.cut + compared.cut,
            self.events + compared.events,
            self.before.plus(compared.before),
            self.after.plus(compared.after),
        )


def seen(course: Course) -> list[tuple[datetime, str, str, str]]:
    """Return the lines as a customer can tell them apart: to the minute."""
    return [(line.at.replace(second=0, microsecond=0), line.kind, line.words, line.purpose) for line in course.lines]
