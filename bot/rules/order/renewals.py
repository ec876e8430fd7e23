"""When the next purchase of something is due: from the product's rhythm, this customer's own, and what they say.

Theory of operation
-------------------
**A purchase lasts** the rhythm of each thing bought times how many were kept: 2 kg last twice as long as 1 kg. What was
bought within `TOGETHER` counts as one purchase.

**The customer's own pace** is how long purchases really lasted against how long they should have. The median of these
ratios is robust: one order before the holidays, or one long silence, does not move it. It needs `ENOUGH` intervals,
that is three purchases, and counts with the weight n / (n + `DOUBT`): half with two intervals, 80 % with eight, of
which the newest are looked at. Weighed in the logarithm, so that twice as fast and twice as slow count the same.

**Bounded**: between a third and three times what the product says. Beyond, the customer buys elsewhere too, or has a
use for it that nobody knows of, and a guess would be no better than the product's own rhythm.

**What they say** since the last purchase goes before all of it: a day they name is the day; "I still have some" without
a day is a quarter of what a purchase lasts, a week at least and two months at most, a year for
what lasts long; a holiday is time in which nothing
is used up; another brand, or no need any more, ends it until they buy again. Who put it off is told "not before" that
day, so that it is spoken of on the day itself and never ahead of it.

Every result keeps its reasons, in the order in which they counted. All days are the customer's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from math import exp, log
from statistics import median
from typing import Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.model.message import Value
from bot.model.offer import Offer
from bot.model.order import Order, OrderLine
from bot.model.renewal import SaidOfRenewal
from bot.rules.order.orders import NEVER

TOGETHER: Final = timedelta(days=2)
ENOUGH: Final = 2
DOUBT: Final = 2
NEWEST: Final = 8
SHORTEST, LONGEST = 1 / 3, 3.0
LEFT: Final = 1 / 4
LEFT_AT_LEAST, LEFT_AT_MOST = timedelta(days=7), timedelta(days=60)
LONG_LEFT_AT_MOST: Final = timedelta(days=365)
USUAL_ABSENCE: Final = timedelta(days=14)
FARTHEST: Final = timedelta(days=20 * 365)
SHORT: Final = timedelta(days=180)
"""What lasts longer is not simply bought again: there are newer ones, and needs have changed."""
_PUTS_OFF: Final = frozenset({"not_before", "still_some", "away"})
_NEVER_HAD: Final = frozenset({"created", "cancelled", "returned", "refunded"})

ReasonKind = Literal["rhythm", "too_few", "own_pace", "bounded", "said"]


class Reason(Struct, frozen=True):
    """Why a day is what it is. `facts` are plain: days, factors rounded to two places, the customer's word."""

    kind: ReasonKind
    facts: dict[str, Value]


class Line(Struct, frozen=True, gc=False):
    """So many of an offer that were kept; `paid` for each of them, None where nobody said."""

    offer: str
    quantity: int
    paid: Decimal | None = None


class Purchase(Struct, frozen=True, gc=False):
    """What was bought of a family at once: how long it should last, by the products' own rhythms."""

    at: datetime
    lasts: timedelta
    lines: tuple[Line, ...]


class Next(Struct, frozen=True):
    """The day on which it runs out, None where nothing is to be expected. `lasts` is how long the last purchase does;
    `asked`: they put it off themselves, and it is not to be spoken of before that day."""

    due: date | None
    lasts: timedelta
    reasons: tuple[Reason, ...]
    asked: bool = False


def family_of(offer: Offer) -> str:
    """Return what products that are bought in each other's place have in common: the family that the catalogue names,
    else the category."""
    return offer.family or offer.category or offer.parent or offer.id


def is_short(lasts: timedelta) -> bool:
    """Tell whether the same is simply bought again."""
    return lasts <= SHORT


def purchases(orders: Iterable[Order], offer_of: Callable[[OrderLine], Offer | None]) -> dict[str, list[Purchase]]:
    """Return what was bought of each family that has a rhythm, the earliest first; what came back does not count."""
    found: dict[str, list[Purchase]] = {}
    for at, order in sorted(((bought_at(order), order) for order in orders), key=lambda one: (one[0], one[1].key)):
        for line in order.lines if order.status not in _NEVER_HAD else ():
            offer, kept = offer_of(line), line.quantity - _given_back(order, line)
            if offer is not None and offer.renewal and kept > 0:
                bought = Purchase(at, min(offer.renewal * kept, FARTHEST), (Line(offer.id, kept, _paid(line)),))
                _add(found.setdefault(family_of(offer), []), bought)
    return found


def bought_at(order: Order) -> datetime:
    """Return when an order was made, as far as anybody said."""
    return order.placed_at or min((*order.milestones.values(), *order.as_of.values()), default=NEVER)


def _paid(line: OrderLine) -> Decimal | None:
    if line.price is not None or line.total is None or not line.quantity:
        return line.price
    return (line.total / line.quantity).quantize(Decimal("0.01"))


def _given_back(order: Order, line: OrderLine) -> int:
    return sum(given.lines.get(line.id or line.sku, 0) for given in order.returns.values())


def _add(earlier: list[Purchase], bought: Purchase) -> None:
    last = earlier[-1] if earlier else None
    if last is None or bought.at - last.at > TOGETHER:
        earlier.append(bought)
    else:
        lasts = min(last.lasts + bought.lasts, FARTHEST)
        earlier[-1] = replace(last, lasts=lasts, lines=(*last.lines, *bought.lines))


def next_renewal(bought: Sequence[Purchase], said: Iterable[SaidOfRenewal], zone: ZoneInfo) -> Next:
    """Return when the next purchase is due. `bought` is in order; words from before the last of them count no more.

    Where nothing is known to be bought, only their words count.
    """
    due: date | None = None
    reasons: list[Reason] = []
    lasts, asked = timedelta(), False
    if bought:
        last = bought[-1]
        lasts, reasons = _paced(bought)
        due = (last.at + lasts).astimezone(zone).date()
    for one in standing(said, bought):
        due = _after_word(due, one, lasts, zone)
        facts: dict[str, Value] = {"word": one.word, "day": due.isoformat() if due else ""}
        reasons.append(Reason("said", facts))
        asked = due is not None and one.word in _PUTS_OFF
    return Next(due, lasts, tuple(reasons), asked)


def standing(said: Iterable[SaidOfRenewal], bought: Sequence[Purchase]) -> tuple[SaidOfRenewal, ...]:
    """Return the words that still count, in order: those since the last purchase."""
    later = (one for one in said if not bought or one.at > bought[-1].at)
    return tuple(sorted(later, key=lambda one: one.at))


def _paced(bought: Sequence[Purchase]) -> tuple[timedelta, list[Reason]]:
    """Return how long the last purchase lasts, corrected by how long those before it did, and why."""
    last = bought[-1]
    rhythm: dict[str, Value] = {"days": last.lasts.days, "pieces": sum(line.quantity for line in last.lines)}
    reasons = [Reason("rhythm", rhythm)]
    ratios = [(later.at - one.at) / one.lasts for one, later in pairwise(bought)][-NEWEST:]
    if len(ratios) < ENOUGH:
        return last.lasts, [*reasons, Reason("too_few", {"purchases": len(bought), "needed": ENOUGH + 1})]
    pace, weight = median(ratios), len(ratios) / (len(ratios) + DOUBT)
    factor = exp(weight * log(pace))
    counted: dict[str, Value] = {"purchases": len(ratios) + 1, "pace": round(pace, 2), "weight": round(weight, 2)}
    reasons = [*reasons, Reason("own_pace", counted)]
    bounded = min(max(factor, SHORTEST), LONGEST)
    if bounded != factor:
        reasons.append(Reason("bounded", {"factor": round(bounded, 2)}))
    return min(last.lasts * bounded, FARTHEST), reasons


def _after_word(due: date | None, one: SaidOfRenewal, lasts: timedelta, zone: ZoneInfo) -> date | None:
    """Return the day as it is after a word of theirs."""
    today = one.at.astimezone(zone).date()
    match one.word:
        case "switched" | "no_need":
            return None
        case "not_before":
            return max(one.until or today, today)
        case "away":
            until = one.until or today + USUAL_ABSENCE
            return (due or today) + max(until - today, timedelta())
        case "still_some":
            most = LEFT_AT_MOST if is_short(lasts) else LONG_LEFT_AT_MOST
            left = min(max(lasts * LEFT, LEFT_AT_LEAST), most)
            return one.until if one.until and one.until > today else max(due or today, today + left)


def ahead_of(lasts: timedelta, wanted: timedelta) -> timedelta:
    """Return how long ahead to tell of it: as the playbook wants, and at most a third of what a purchase lasts, so that
    nobody is asked to buy again what they have just opened."""
    return min(wanted, lasts / 3)
