"""Until when what was bought is under guarantee: whole months or years of the calendar from the day it was handed over.

A French guarantee of conformity runs from the delivery of the goods (article L217-3 of the Code de la consommation), so
the day counted from is the order's delivery where that is known, else the day it was placed, which is never later than
what the customer is told. The day named is the last one covered, as people say it: bought on 2 March 2026 with two
years, it is covered until 2 March 2028. What was given back, or came of a cancelled order, is under no guarantee.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.model.order import Milestone, Order, OrderLine

_MONTH: Final = 30  # days, as `2 years` and `6 months` are kept (`playbook.durations`)
_YEAR: Final = 365
_FROM: Final[tuple[Milestone, ...]] = ("delivered", "confirmed", "paid", "created")


class Guarantee(Struct, frozen=True):
    """A line of an order under guarantee: from the day it counts, until the last one covered."""

    order: Order
    line: OrderLine
    since: date
    until: date


def last_day(since: date, guarantee: timedelta) -> date:
    """Return the last day covered: years and months by the calendar (29 February ends on the 28th), else days."""
    days = guarantee.days
    if days and days % _YEAR == 0:
        return _months_on(since, 12 * (days // _YEAR))
    if days and days % _MONTH == 0:
        return _months_on(since, days // _MONTH)
    return since + guarantee


def counted_from(order: Order, zone: ZoneInfo) -> date | None:
    """Return the store's day that a guarantee counts from; None where nothing tells it."""
    known: list[datetime | None] = [order.milestones.get("delivered"), order.placed_at]
    known += [order.milestones.get(milestone) for milestone in _FROM]
    found = next((at for at in known if at is not None), None)
    return found.astimezone(zone).date() if found is not None else None


def guarantees(
    order: Order, guarantee_of: Callable[[OrderLine], timedelta | None], zone: ZoneInfo
) -> Iterator[Guarantee]:
    """Yield the guarantee of each line that has one and was kept, in the order's own order."""
    since = counted_from(order, zone)
    if since is None or order.status == "cancelled":
        return
    for line in order.lines:
        span = guarantee_of(line)
        if span and not is_given_back(order, line):
            yield Guarantee(order, line, since, last_day(since, span))


def longest(found: Iterable[Guarantee]) -> Guarantee | None:
    """Return the guarantee that ends last, the first of those that end on one day."""
    return max(found, key=lambda one: one.until, default=None)


def is_given_back(order: Order, line: OrderLine) -> bool:
    """Return whether all of a line was given back, or the whole order."""
    if any(given.whole for given in order.returns.values()):
        return True
    return bool(line.id) and sum(given.lines.get(line.id, 0) for given in order.returns.values()) >= line.quantity


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
