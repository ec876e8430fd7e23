"""Another of the same offer: its other size or colour, as a customer calls it ("250 g", "plus petit", "moulu")."""

from __future__ import annotations

from bot.engine.run import Run
from bot.model.offer import Offer
from bot.rules.offers.our_pick import size_of, without_size
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.same_but import size_wanted


def variant_wanted(run: Run, offer: Offer, rest: str) -> Offer | None:
    """Return the variant of an offer, or the other size of it, that is what they say; None for none or several."""
    others = others_of_the_same(run, offer)
    size = size_wanted(rest)
    own = size_of(offer)
    if size and own is not None:
        sized = [(its[1], one) for one in others if (its := size_of(one)) is not None and its[0] == own[0]]
        fitting = [pair for pair in sized if (pair[0] < own[1] if size == "smaller" else pair[0] > own[1])]
        nearest = (max if size == "smaller" else min)(fitting, key=lambda pair: pair[0], default=None)
        return nearest[1] if nearest is not None else None
    said = [word for word in tokens(rest) if not is_idle(word) or word.isdigit()]
    fitting_words = [one for one in others if said and set(said) <= _telling(offer, one)]
    return fitting_words[0] if len(fitting_words) == 1 else None


def others_of_the_same(run: Run, offer: Offer) -> list[Offer]:
    """Return what else there is of the same thing: its variants, and what is called the same but for a size."""
    variants = [one for one in run.offers.variants_of(offer.parent or offer.id) if one.id != offer.id]
    base = without_size(offer)
    sizes = [
        one
        for one in run.offers.own()
        if one.id != offer.id and one.category == offer.category and without_size(one) == base
    ]
    return [one for one in {one.id: one for one in (*variants, *sizes)}.values() if one.is_available]


def _telling(offer: Offer, other: Offer) -> set[str]:
    """Return the words of another that tell it from an offer: its options, and what its name has besides."""
    options = {word for value in other.options.values() for word in tokens(value)}
    return options | (set(tokens(other.name)) - set(tokens(offer.name)))
