"""Where a customer is, said in a word: a postcode or a town; and which point of sale is near there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from bot.engine.run import Run
from bot.model.selling import PointOfSale
from bot.rules.order.fulfilment import Near, distance_to, is_in_department, nearness
from bot.rules.places.departments import Place, department_of
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.values.contacts import read_postcode
from bot.understanding.values.whereabouts import only_says_where, read_whereabouts

NEAR: Final = 50.0
"""Kilometres as the crow flies from a town to a point of sale that is still told as near."""
_FEWEST_DIGITS: Final = 4
"""Of a postcode; a bare digit or two are the number of a choice."""


class Spot(Struct, frozen=True):
    """`said` is the postcode or the town as it is told back; of a town that we do not know only that. `rest` is what
    else was said, where it is more than "I live in"."""

    said: str
    postcode: str = ""
    place: Place | None = None
    rest: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.postcode) or self.place is not None


def spot_in(run: Run, text: str) -> Spot | None:
    """Return the postcode or the town of a short text that asks nothing."""
    if is_asking(text):
        return None
    code = read_postcode(text, run.country) if sum(map(str.isdigit, text)) >= _FEWEST_DIGITS else None
    if isinstance(code, Understood):
        return Spot(str(code.value), postcode=str(code.value)) if code.certainty == 1 else None
    found = read_whereabouts(text) if run.shelf.current.store.country == "FR" else None
    if found is None:
        return None
    rest = "" if only_says_where(found.rest) else found.rest
    return Spot(found.town, postcode=found.postcode, place=found.place, rest=rest)


def nearest(spot: Spot, places: Iterable[PointOfSale]) -> PointOfSale | None:
    """Return the nearest of the points of sale: of a postcode one of its department, of a town one within `NEAR`."""
    if spot.place is None:
        department, near = department_of(spot.postcode), Near(postcode=spot.postcode)
        found = [one for one in places if is_in_department(one, department)]
    else:
        near = Near(location=spot.place)
        found = [one for one in places if (distance_to(one, near) or 0.0 if one.location else NEAR + 1) <= NEAR]
    return min(found, key=lambda one: nearness(one, near), default=None)
