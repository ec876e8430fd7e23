"""The flow that orders what customers name in their own words, and what it is told of what they mean as it begins."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.engine.context import event_in
from bot.engine.listening.opening_words import NAME, words_of
from bot.engine.offers.pointing import is_of_now, meant_to_have, named_of
from bot.engine.order.order_lines import names_of_places
from bot.engine.order.order_named import NAMED, POINTS, named_values
from bot.engine.run import Run
from bot.model.message import Value
from bot.model.offer import Named
from bot.playbook.compiled import Flow
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.ordering_words import only_orders
from bot.understanding.shopping.taking_words import count_after_all, pieces_pointed, takes_unnamed
from bot.understanding.shopping.ways_said import before_a_way, says_only_a_way, without_a_way


def can_order(run: Run) -> bool:
    """Return whether the playbook has a flow that orders what customers name."""
    return order_flow(run) is not None


def order_flow(run: Run) -> Flow | None:
    """Return the flow of the playbook that orders what customers name."""
    return next((one for one in run.shelf.current.flows.values() if one.examples and one.takes_words), None)


def is_only_a_way(run: Run, said: str) -> bool:
    """Return whether it says how a purchase is to reach them, and nothing else: "en point relais"."""
    return says_only_a_way(said, names_of_places(run).values())


def with_what_is_meant(run: Run, context: dict[str, Value]) -> dict[str, Value]:
    """Who orders without naming anything, or says yes to ordering, means what was shown or chosen last; who points at
    what nobody sees is asked for its name.
    """
    told = dict(event_in(context)) or {"name": NAME}
    said, meant = without_a_way(before_a_way(words_of(run))), meant_to_have(run)
    counts = count_after_all(said, run.language) is not None
    points = counts or takes_unnamed(said) or (meant is not None and is_only_a_way(run, words_of(run)))
    if NAMED in told or not (points or only_orders(said) or isinstance(read_yes_no(said), Understood)):
        return context
    if meant is not None and (points or is_of_now(meant)):
        names = ", ".join(offer.name for offer in run.offers.all_of(meant.offers))
        run.decide("understood", "order_pointed", "offers", named={"offers": names}, offers=list(meant.offers))
        return {"event": {**told, NAMED: named_values(_so_many(run, said, named_of(meant)))}}
    return {"event": {**told, POINTS: True}} if points else context


def _so_many(run: Run, said: str, named: Sequence[Named]) -> Sequence[Named]:
    """Return what is meant, in the number that they say: "j'en veux 3"."""
    count = pieces_pointed(said, run.language) or count_after_all(said, run.language)
    return named if count is None or len(named) != 1 else [replace(named[0], quantity=count)]
