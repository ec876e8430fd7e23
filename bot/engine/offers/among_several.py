"""Which offers are meant by words that only point at one of several, or at all: "l'autre", "les deux", "the first one".

What stands before the customer is looked at, in its order; where that is one offer, those of its kind that were spoken
of just before it too.
"""

from __future__ import annotations

from bot.engine.offers.pointing import ahead_on_the_table, spoken_of
from bot.engine.offers.superlatives import extreme_of
from bot.engine.run import Run
from bot.rules.offers.comparison import FEWEST
from bot.understanding.shopping.pointers import Pointer


def pointed_at(run: Run, pointer: Pointer) -> tuple[str, ...]:
    """Return the offers that are meant, none where nobody can tell."""
    every = spoken_of(run)
    if len(every) < FEWEST:
        return ()
    match pointer.which:
        case "all":
            return every
        case "other":
            left = tuple(one for one in every if one != _spoken_of_last(run, every))
            return left if len(left) == 1 else ()
        case "place":
            return every[pointer.place :][:1]
        case "cheapest" | "dearest":
            chosen = extreme_of(run.offers.all_of(every), pointer.which)
            return () if chosen is None else (chosen,)


def _spoken_of_last(run: Run, every: tuple[str, ...]) -> str:
    """Return the one of these that was told of last, else the one that a table puts first."""
    newest = run.customer.shown[-1] if run.customer.shown else None
    told = [id_ for id_, _ in newest.offers.values() if id_ in every] if newest is not None else []
    return told[0] if len(told) == 1 else ahead_on_the_table(run)
