"""Which of a few offers that a name means the shop would take, asked for its pick, and the one reason: it is what they
bought before; of sizes of one thing, the one that comes cheapest by weight or by volume. Anything else is for a
comparison to say, and of different kinds of things nobody can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from bot.model.offer import Offer

#: A size in a name, and what each unit is of a kilo or a litre.
_SIZE: Final = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)[ \u00a0\u202f]?(kg|g|l|cl|ml)\b", re.IGNORECASE)
_UNITS: Final[dict[str, tuple[Literal["kilo", "litre"], Decimal]]] = {
    "kg": ("kilo", Decimal(1)),
    "g": ("kilo", Decimal("0.001")),
    "l": ("litre", Decimal(1)),
    "cl": ("litre", Decimal("0.01")),
    "ml": ("litre", Decimal("0.001")),
}


class OurPick(Struct, frozen=True, gc=False):
    """`why` it is `offer`: bought `before`, or the cheapest by the `kilo` or the `litre`, at the price `each` against
    `than` for the smallest of them, `other`."""

    offer: Offer
    why: Literal["before", "kilo", "litre"]
    each: Decimal = Decimal(0)
    than: Decimal = Decimal(0)
    other: Offer | None = None


def our_pick(offers: Sequence[Offer], bought: Collection[str]) -> OurPick | None:
    """Return which of these we would take for one of our own two reasons; None where neither holds.

    `bought` are the ids of what they ordered before.
    """
    before = [offer for offer in offers if offer.id in bought]
    if len(before) == 1:
        return OurPick(before[0], "before")
    sized = [(offer, size) for offer in offers if (size := size_of(offer)) is not None]
    if len(sized) < len(offers) or len(offers) < 2 or len({without_size(offer) for offer in offers}) > 1:
        return None
    units, currencies = {unit for _, (unit, _) in sized}, {offer.currency for offer in offers}
    if len(units) > 1 or len(currencies) > 1:
        return None
    each = [(offer.price / size, size, offer) for offer, (_, size) in sized if offer.price is not None]
    if len(each) < len(offers):
        return None
    best, small = min(each, key=lambda one: one[0]), min(each, key=lambda one: one[1])
    return OurPick(best[2], units.pop(), best[0], small[0], small[2]) if best[0] < small[0] else None


def size_of(offer: Offer) -> tuple[Literal["kilo", "litre"], Decimal] | None:
    """Return the size that a name has, in kilos or litres."""
    found = _SIZE.findall(offer.name)
    if len(found) != 1:
        return None
    number, unit = found[0]
    of, part = _UNITS[unit.lower()]
    size = Decimal(number.replace(",", ".")) * part
    return (of, size) if size > 0 else None


def without_size(offer: Offer) -> str:
    """Return an offer's name without its size, to be held against others."""
    return " ".join(_SIZE.sub(" ", offer.name).split()).casefold()
