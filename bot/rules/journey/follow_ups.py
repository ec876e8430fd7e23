"""When a follow-up is due, how often it may go out, and which of several goes first.

Theory of operation
-------------------
**Due.** An hour of the customer's day, and a day that an event carries, are kept as a *wall* time ("2026-03-29T18:00")
beside the instant: the same wall in another zone, or under changed rules of a zone, is another instant. It is worked
out again in the turn in which the customer, or the store, turns out to live in another zone, so that who moves has it
at that hour all the same; and since a country may change its clocks, a good day before (`LOOK_AGAIN`) and when it is
due. A wall in the gap of a spring change is the first instant after it, one of an autumn overlap the earlier one. What
is only "three hours later" is three hours, whatever clocks do.

**The day an event carries** stands in its data, as `due` or else `at`: a date, or a time (without an offset it is the
customer's own). `renewal.due` carries the day that the product runs out, `subscription.ends` its last day, an event of
the shop's own (`x.…`) whatever the shop means; one that carries none is taken to mean its own moment.

**How often.** `at_most` counts what was really said, not what was planned; what is over it is dropped. Caps over all
follow-ups are `contact_policy`'s, and defer.

**Who goes first.** Care and marketing never crowd a customer: those due within `TOGETHER` of each other compete, and so
do those that waited for the same opening of the hours. What a moment of truth starts goes before all, and is not
spaced from what was said. Then service before care before marketing; then the higher priority;
then the one of the stage that the customer is in; then the one that has waited longer. Where the relationship is weak,
they compete over a longer time. Service never yields: it is what the customer asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal, Protocol
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.model.message import Purpose, Value
from bot.rules.calendar.calendar import instant, minutes_of
from bot.rules.journey.relationship import WEAK

TOGETHER: Final = timedelta(hours=2)
"""Follow-ups due within this compete, and one due within this of another that was said waits."""
APART: Final = timedelta(days=1)
"""How long a follow-up waits after another that was said, before it is decided afresh."""
LOOK_AGAIN: Final = timedelta(hours=27)
"""No two zones are farther apart: 26 hours, from Kiribati to Baker Island."""
WEAK_TOGETHER: Final = timedelta(days=1)
WEAK_APART: Final = timedelta(days=3)
USUAL_HOUR: Final = 10 * 60
"""Minutes past midnight: when a follow-up that counts back from a date without an hour is due."""
DAY_KEYS: Final = ("due", "at")
MOST_COUNTED: Final = 60

_ORDER: Final[Mapping[Purpose, int]] = {"reply": 0, "service": 0, "care": 1, "marketing": 2}
Reason = Literal["moment", "purpose", "priority", "stage", "waited longer"]


class Due(Struct, frozen=True):
    """When a follow-up is due. `wall` is the customer's own time that it is of, empty where it is of none."""

    at: datetime
    wall: str = ""


class Cap(Protocol):
    @property
    def times(self) -> int: ...
    @property
    def within(self) -> timedelta: ...


class Counted(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Contender(Struct, frozen=True, kw_only=True):
    """A follow-up that would like to go out. `fits`: its flow works in the stage that the customer is in;
    `of_moment`: a moment of truth starts it.
    """

    flow: str
    purpose: Purpose
    priority: int
    fits: bool
    due_at: datetime
    of_moment: bool = False


# when


def due_after(since: datetime, after: timedelta, minutes: int | None, tz: ZoneInfo) -> Due:
    """Return when something is due that long after `since`, where `minutes` is given at the next such hour then."""
    due = since + after
    if minutes is None:
        return Due(due)
    day = due.astimezone(tz).date()
    while instant(day, minutes, tz) <= due:
        day += timedelta(days=1)
    return Due(instant(day, minutes, tz), _wall(datetime.combine(day, _hour(minutes))))


def due_before(day: date | datetime, before: timedelta, minutes: int | None, tz: ZoneInfo) -> Due:
    """Return when something is due that long before a day (or time), at the hour `minutes` where one is given."""
    if isinstance(day, datetime) and minutes is None:
        return Due(day.astimezone(UTC) - before)
    own = day.astimezone(tz).date() if isinstance(day, datetime) else day
    local = datetime.combine(own, _hour(USUAL_HOUR if minutes is None else minutes)) - before
    return Due(_instant(local, tz), _wall(local))


def same_wall(wall: str, tz: ZoneInfo) -> datetime | None:
    """Return the instant of a wall time in a zone, as its rules are today; None for what is no wall time."""
    try:
        return _instant(datetime.fromisoformat(wall), tz)
    except ValueError:
        return None


def looked_at(due: Due, now: datetime) -> datetime:
    """Return when to look at something that is due: of a wall time that is far off, a day before it too."""
    early = due.at - LOOK_AGAIN
    return early if due.wall and early > now else due.at


def carried_day(data: Mapping[str, Value], tz: ZoneInfo) -> date | datetime | None:
    """Return the day, or the aware time, that an event carries in its data."""
    for key in DAY_KEYS:
        value = data.get(key)
        if isinstance(value, str) and (found := _day(value.strip(), tz)) is not None:
            return found
    return None


def is_over(day: date | datetime, at: datetime, tz: ZoneInfo) -> bool:
    """Tell whether a day, or a time, is past."""
    if isinstance(day, datetime):
        return day <= at
    return day < at.astimezone(tz).date()


def _day(text: str, tz: ZoneInfo) -> date | datetime | None:
    try:
        if len(text) <= len("2026-03-29"):
            return date.fromisoformat(text)
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else _instant(found, tz)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _instant(local: datetime, tz: ZoneInfo) -> datetime:
    return instant(local.date(), local.hour * 60 + local.minute, tz)


def _wall(local: datetime) -> str:
    return local.strftime("%Y-%m-%dT%H:%M")


def _hour(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def hour_of(text: str | None) -> int | None:
    """Return an author's "18:00" in minutes past midnight."""
    return minutes_of(text) if text is not None else None


# how often


def reached(caps: Iterable[Cap], counted: Iterable[Counted], key: str, at: datetime) -> Cap | None:
    """Return the cap that a follow-up has reached by what was said of it, or None."""
    said = [one.at for one in counted if one.key == key]
    return next((cap for cap in caps if sum(at - one < cap.within for one in said) >= cap.times), None)


# who


def outranks(one: Contender, other: Contender) -> Reason | None:
    """Return why `one` goes before `other`, or None where it does not."""
    steps: Sequence[tuple[Reason, int | float, int | float]] = (
        ("moment", one.of_moment, other.of_moment),
        ("purpose", _ORDER[other.purpose], _ORDER[one.purpose]),
        ("priority", one.priority, other.priority),
        ("stage", one.fits, other.fits),
        ("waited longer", other.due_at.timestamp(), one.due_at.timestamp()),
    )
    for reason, mine, theirs in steps:
        if mine != theirs:
            return reason if mine > theirs else None
    return "waited longer" if one.flow < other.flow else None


def may_yield(purpose: Purpose) -> bool:
    """Tell whether messages of a purpose can wait for others."""
    return _ORDER[purpose] > 0


def crowding(relationship: float) -> tuple[timedelta, timedelta]:
    """Return how close together follow-ups compete, and how far apart they are then kept."""
    return (WEAK_TOGETHER, WEAK_APART) if relationship < WEAK else (TOGETHER, APART)
