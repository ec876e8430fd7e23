"""How a customer and the store stand with each other, from 0 to 100, and what that allows.

Moments of truth move it: a low mark, a long wait for staff, a return, a visit. As time passes it comes back to the
middle, half of the way every `HALF_WAY`. All moments of a turn are added up before it is kept within its bounds, so
their order changes nothing.

A weak relationship widens how far apart marketing is kept; a broken one has none at all until it has mended, which
takes more than it took to break. The numbers are judgements, not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import fsum
from typing import Final

from msgspec.structs import replace

from bot.model.customer import Felt, Relationship

MIDDLE: Final = 50.0
LOWEST: Final = 0.0
HIGHEST: Final = 100.0
HALF_WAY: Final = timedelta(days=90)
WEAK: Final = 35.0
"""Below it marketing is kept `WIDER` apart."""
WIDER: Final = 2.0
BROKEN: Final = 15.0
"""Below it there is no marketing any more, and staff are told."""
MENDED: Final = 25.0
"""From here on a broken relationship is whole again."""
MOST_KEPT: Final = 5
"""Moments kept on the customer, the newest; all of them stand in the store."""


def value_at(relationship: Relationship | None, at: datetime) -> float:
    """Return how they stand now, 0 to 100."""
    if relationship is None:
        return MIDDLE
    left = 0.5 ** (max(at - relationship.at, timedelta()) / HALF_WAY)
    return round(MIDDLE + (relationship.value - MIDDLE) * float(left), 1)


def is_broken(relationship: Relationship | None, at: datetime) -> bool:
    """Tell whether it is broken and has not mended since."""
    return relationship is not None and relationship.broken and value_at(relationship, at) < MENDED


def moved(before: Relationship | None, felt: Sequence[Felt], at: datetime) -> Relationship:
    """Return how they stand after all moments of a turn."""
    was = value_at(before, at)
    value = round(min(HIGHEST, max(LOWEST, was + fsum(one.change for one in felt))), 1)
    broken = value < BROKEN or (is_broken(before, at) and value < MENDED)
    kept = (*(before.moments if before else ()), *felt)[-MOST_KEPT:]
    if before is None:
        return Relationship(value=value, at=at, broken=broken, moments=kept)
    return replace(before, value=value, at=at, broken=broken, moments=kept)


def of_both(one: Relationship | None, other: Relationship | None) -> Relationship | None:
    """Return how the store stands with two who are one person: as with the one who is less content, by the later of
    the two days; broken where one was. The moments are both's.
    """
    if one is None or other is None:
        return one or other
    at = max(one.at, other.at)
    felt = sorted((*one.moments, *other.moments), key=lambda moment: moment.at)[-MOST_KEPT:]
    broken = is_broken(one, at) or is_broken(other, at)
    return Relationship(value=min(value_at(one, at), value_at(other, at)), at=at, broken=broken, moments=tuple(felt))


def spacing(relationship: Relationship | None, at: datetime) -> float:
    """Return how many times as far apart as usual marketing is kept."""
    return WIDER if value_at(relationship, at) < WEAK else 1.0
