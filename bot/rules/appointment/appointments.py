"""Which hours of a point of sale a customer can book, and which two or three of them to offer first.

A visit begins at the opening and every so often after it, as long as it ends before the door closes; so `Mo-Sa
10:00-12:00` with half an hour each begins at 10:00, 10:30, 11:00 and 11:30. Hours are those of the point of sale; those
of the kind of visit, where it has its own, replace them on the days on which the door opens at all. Public holidays and
exceptional closures ("2026 Mar 07 off") are known to both. All is counted in instants, so a day on which the clocks
change has neither an hour too many nor one that is not there; an hour that comes twice is offered the first time. A
round of the clock begins anew at midnight.

A place is free while fewer than `capacity` others are there at any time of the visit. Which hours are taken is a fact
of the world that is given (`Taken`); who claims one is told by the database whether they got it.

Of many free hours a person can weigh two or three at a time: the first of each half-day, soonest first, so that whoever
can't on a morning sees an afternoon at once; of one half-day alone, the first, the middle and the last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.model.appointment import Appointment, Taken
from bot.model.draft import TimeWish
from bot.model.selling import AppointmentKind, PointOfSale
from bot.rules.calendar.calendar import instant
from bot.rules.places.opening import openings

OFFERED: Final = 3
MOST_KEPT: Final = 20
"""Appointments kept with the customer; all are in the store's table."""
_NOON: Final = 13
_APART: Final = timedelta(hours=2)  # 12:30 and 13:00 are no choice
_DAY: Final = 24 * 60

Stretch = tuple[datetime, datetime]


class Offered(Struct, frozen=True):
    """The hours to offer, soonest first; whether there are `more`; and whether they are as was wished (`met`)."""

    hours: tuple[datetime, ...]
    more: bool
    met: bool


def offering(kind: AppointmentKind, places: Iterable[PointOfSale]) -> tuple[PointOfSale, ...]:
    """Return the points of sale that a kind of visit can be booked in: those with hours, of the ones it names."""
    return tuple(place for place in places if place.hours and (not kind.stores or place.id in kind.stores))


def visit_hours(
    kind: AppointmentKind, place: PointOfSale, country: str, tz: ZoneInfo, now: datetime
) -> tuple[datetime, ...]:
    """Return when a visit may begin, in UTC, soonest first: not before `lead` is over, nor after `ahead`."""
    if kind.length <= timedelta() or kind.every <= timedelta():
        return ()
    earliest, latest = now + kind.lead, now + kind.ahead
    begin = instant(now.astimezone(tz).date(), 0, tz)
    open_ = openings(place.hours, tz, country, begin, latest + kind.length)
    if kind.hours:
        open_ = _on_its_days(openings(kind.hours, tz, country, begin, latest + kind.length), open_)
    found = (at for opens, closes in open_ for at in _begins(opens, closes, kind, tz))
    return tuple(at for at in found if earliest <= at <= latest)


def _on_its_days(own: Iterable[Stretch], open_: Iterable[Stretch]) -> Iterator[Stretch]:
    """Return a visit's own hours, on the days on which the door opens at all: a course may begin before it does."""
    days = {opens.date() for opens, _ in open_}
    return ((opens, closes) for opens, closes in own if opens.date() in days)


def _begins(opens: datetime, closes: datetime, kind: AppointmentKind, tz: ZoneInfo) -> Iterator[datetime]:
    at, closes = opens.astimezone(UTC), closes.astimezone(UTC)
    while at + kind.length <= closes:
        local = at.astimezone(tz)
        if not local.fold:
            yield at
        midnight = instant(local.date() + timedelta(days=1), 0, tz)
        at = min(at + kind.every, midnight)


def free_hours(
    hours: Iterable[datetime], taken: Iterable[Taken], kind: AppointmentKind, mine: Appointment | None = None
) -> tuple[datetime, ...]:
    """Return the hours with a place left. `mine` is the appointment that is being moved: its place does not count, and
    its own hour is not offered.
    """
    held = [one if mine is None or (one.at, one.ends) != (mine.at, mine.ends) else _one_less(one) for one in taken]
    begins, until = _counted((one.at, one.count) for one in held), _counted((one.ends, one.count) for one in held)

    def there(at: datetime) -> int:
        """Return how many are there at some time of a visit that begins at `at`."""
        come = begins[1][bisect_left(begins[0], at + kind.length)]
        return come - until[1][bisect_right(until[0], at)]

    return tuple(at for at in hours if there(at) < kind.capacity and (mine is None or at != mine.at))


def _one_less(taken: Taken) -> Taken:
    return Taken(taken.at, taken.ends, taken.count - 1)


def _counted(some: Iterable[tuple[datetime, int]]) -> tuple[list[datetime], list[int]]:
    """Return instants in order, and how many there are before each place."""
    ordered = sorted(some)
    return [at for at, _ in ordered], [0, *accumulate(count for _, count in ordered)]


def offered_hours(
    free: Sequence[datetime], tz: ZoneInfo, wish: TimeWish | None, seen: Iterable[datetime] = ()
) -> Offered:
    """Choose the hours to offer: as wished where there are any, else the nearest to it. `seen` were offered before, and
    come again only once all others have been.
    """
    known = frozenset(seen)
    fresh = [at for at in free if at not in known] or list(free)
    fitting = [at for at in fresh if wish is None or fits(at, wish, tz)]
    if fitting:
        hours = _spread(fitting, tz)
        return Offered(hours, more=len(fresh) > len(hours), met=True)
    is_met = wish is None or any(fits(at, wish, tz) for at in free)
    hours = _nearest(fresh, wish, tz) if wish is not None else ()
    return Offered(hours, more=len(fresh) > len(hours), met=is_met)


def fits(at: datetime, wish: TimeWish, tz: ZoneInfo) -> bool:
    """Tell whether an hour is as the customer wished."""
    local = at.astimezone(tz)
    minutes = local.hour * 60 + local.minute
    on_day = not wish.days or local.date().isoformat() in wish.days
    return on_day and (minutes == wish.first if wish.exact else wish.first <= minutes <= wish.last)


def joined(earlier: TimeWish | None, later: TimeWish) -> TimeWish:
    """Return a wish with what was said before it, where it leaves that open: "samedi", then "vers 15 h"."""
    if earlier is None or later == TimeWish():
        return later
    says_hours = later.exact or (later.first, later.last) != (0, _DAY)
    if not later.days:
        return TimeWish(earlier.days, later.first, later.last, later.exact)
    if says_hours or earlier.days:
        return later
    return TimeWish(later.days, earlier.first, earlier.last, earlier.exact)


def _spread(free: Sequence[datetime], tz: ZoneInfo) -> tuple[datetime, ...]:
    halves: dict[tuple[date, bool], datetime] = {}
    for at in free:
        local = at.astimezone(tz)
        half = (local.date(), local.hour >= _NOON)
        if half not in halves and all(at - other >= _APART for other in halves.values()):
            halves[half] = at
    firsts = tuple(halves.values())
    if len(firsts) >= OFFERED or len(free) <= OFFERED:
        return firsts[:OFFERED] if len(firsts) >= OFFERED else tuple(free)
    last = len(free) - 1
    return tuple(dict.fromkeys((free[0], free[last // 2], free[last])))


def _nearest(free: Sequence[datetime], wish: TimeWish, tz: ZoneInfo) -> tuple[datetime, ...]:
    aims = [_aim(date.fromisoformat(day), wish, tz) for day in wish.days] or [
        _aim(at.astimezone(tz).date(), wish, tz) for at in free[:1]
    ]
    nearest = sorted(free, key=lambda at: (min(abs(at - aim) for aim in aims), at))
    return tuple(sorted(nearest[:OFFERED]))


def _aim(day: date, wish: TimeWish, tz: ZoneInfo) -> datetime:
    middle = wish.first if wish.exact else (wish.first + min(wish.last, _DAY)) // 2
    return instant(day, middle, tz)


def days_from(first: date, count: int) -> tuple[str, ...]:
    """Return that many days from one on, as a wish has them."""
    return tuple((first + timedelta(days=ahead)).isoformat() for ahead in range(count))


def newest(appointments: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """Return the appointments that stay with the customer, each once, by their hour; those to come never go."""
    last = {one.key: one for one in appointments}
    return tuple(sorted(last.values(), key=lambda one: (one.status == "booked", one.at, one.key))[-MOST_KEPT:])


def coming(appointments: Iterable[Appointment], now: datetime, about: str | None = None) -> Appointment | None:
    """Return the next appointment that stands; one that has begun is over."""
    ahead = [one for one in appointments if one.status == "booked" and one.at > now and about in (None, one.about)]
    return min(ahead, key=lambda one: one.at, default=None)


def latest(appointments: Iterable[Appointment], now: datetime) -> Appointment | None:
    """Return the appointment that is spoken of: the next one, else the last."""
    every = tuple(appointments)
    return coming(every, now) or max(every, key=lambda one: one.at, default=None)
