"""What comes nearest to bounds that nothing keeps: "anything narrower than 20 cm that does milk?" where the narrowest
that does is 24 cm wide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from bot.engine.run import Run
from bot.model.offer import Found, Offer, Reason, Sought, Wanted
from bot.rules.offers.recommendation import number_of
from bot.understanding.shopping.offer_words import tokens


def nearest_of(run: Run, sought: Sought) -> list[tuple[Found, Offer]]:
    """Return the offer that comes nearest to what is sought, with its figures; none where no bound was named, or where
    nothing has all of it at all."""
    if not any(_is_bound(one) for one in sought.wanted) or sought.words:
        return []
    known = [
        one for one in run.offers.own() if one.is_available and not one.parent and _is_of_the_kind(run, one, sought)
    ]
    found = [(_beyond(one, sought), one) for one in known if _has_all(one, sought.wanted)]
    if not found:
        return []
    _, best = min(found, key=lambda each: (each[0], float(each[1].price or math.inf), each[1].id))
    reasons = tuple(Reason("attribute", one.criterion) for one in sought.wanted if one.criterion in best.attributes)
    return [(Found(best.id, 1.0, reasons), best)]


def _is_of_the_kind(run: Run, offer: Offer, sought: Sought) -> bool:
    named = set(tokens(sought.category))
    return not named or bool(named & {*tokens(offer.category), *tokens(run.words.known_as(offer.category))})


def _is_bound(wanted: Wanted) -> bool:
    return wanted.at_least is not None or wanted.at_most is not None


def _has_all(offer: Offer, wanted: Iterable[Wanted]) -> bool:
    return all(
        number_of(offer, one.criterion) is not None if _is_bound(one) else _has(offer, one.criterion) for one in wanted
    )


def _has(offer: Offer, criterion: str) -> bool:
    attribute = offer.attributes.get(criterion)
    return attribute is not None and attribute.has_it


def _beyond(offer: Offer, sought: Sought) -> float:
    """Return how far an offer is beyond the bounds and the price, each as a part of the bound."""
    price = float(offer.price) if offer.price is not None else math.inf
    far = _past(price, sought.at_least, sought.at_most)
    for one in sought.wanted:
        number = number_of(offer, one.criterion)
        far += _past(number, one.at_least, one.at_most) if number is not None else 0.0
    return far


def _past(number: float, low: float | None, high: float | None) -> float:
    if high is not None and number > high:
        return (number - high) / high if high else math.inf
    return (low - number) / low if low and number < low else 0.0
