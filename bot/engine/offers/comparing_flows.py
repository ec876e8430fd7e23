"""Which conversation of the playbook's compares offers of a kind: a table of machines weighs no bags of coffee."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.offers.comparisons import ids_in
from bot.engine.run import Run
from bot.engine.values import values
from bot.model.offer import Offer
from bot.playbook.compiled import Compare, Flow, MissingValue


def comparing_flow(run: Run, offers: Sequence[Offer]) -> Flow | None:
    """Return the playbook's own conversation that compares offers of this one kind."""
    kinds = {one.category for one in offers}
    if len(kinds) > 1:
        return None
    for flow in run.shelf.current.flows.values():
        steps = [one for one in flow.steps.values() if isinstance(one, Compare)] if flow.examples else []
        own = [_kinds_of(run, step) for step in steps]
        if any(kinds <= each for each in own):
            return flow
    return None


def _kinds_of(run: Run, step: Compare) -> set[str]:
    if step.offers.categories:
        return set(step.offers.categories)
    try:
        written = [one for each in step.offers.ids for one in ids_in(each.evaluate(values(run), run.language))]
    except MissingValue:  # the author's value says which, in a conversation alone
        return set()
    return {one.category for one in run.offers.all_of(written)}
