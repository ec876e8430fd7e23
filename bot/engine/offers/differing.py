"""How a few offers differ, in words: each with its price and what the catalogue says of it in a line, then which comes
out ahead and in what the other does better. Of things of different kinds only what both have is told, and that they
are no match for one another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from bot.engine.offers.comparison_words import Shown, Words
from bot.engine.offers.comparisons import NAMED, USUAL
from bot.engine.phrases import is_short, phrase
from bot.engine.run import Run
from bot.model.offer import Offer
from bot.rules.offers.comparison import FEWEST, MOST, PRICE, Measure, Table, rank


class Beside(Struct, frozen=True):
    """Offers side by side on all that the catalogue says of them. `alike`: they are of one kind."""

    table: Table
    offers: Mapping[str, Offer]
    alike: bool

    def shown(self, run: Run) -> Shown:
        """Return how it is said."""
        return Words(run, None).shown(self.table, self.offers)


def beside(run: Run, offers: Sequence[Offer], matters: Collection[str] = ()) -> Beside | None:
    """Return these offers side by side; None where they are fewer than two, or more than can be read.

    On the price, and on each criterion of the catalogue that all of them have; what `matters` weighs more.
    """
    if not FEWEST <= len(offers) <= MOST:
        return None
    every = run.shelf.current.criteria
    shared = [one for one in every if all(one.id in offer.attributes for offer in offers)]
    measures = [Measure(PRICE, NAMED if PRICE in matters else USUAL)]
    measures += [Measure(one.id, NAMED if one.id in matters else USUAL, one.better) for one in shared]
    table = rank(offers, measures, run.shelf.current.store.currency)
    kinds = {offer.category for offer in offers}
    return Beside(table, {offer.id: offer for offer in offers}, len(kinds) == 1)


def told_beside(run: Run, made: Beside | None) -> str:
    """Return how they differ, in lines; empty where nothing stands side by side."""
    if made is None:
        return ""
    shown = made.shown(run)
    bullet = "- " if is_short(run) else "• "
    lines = [f"{bullet}{shown.line(offer)}" for offer in made.offers]
    if made.alike:
        return "\n".join((*lines, shown.sentence(sms=is_short(run))))
    return "\n".join((phrase(run, None, "difference_kinds"), *lines))
