"""`offer` in texts and conditions: what is known of it now, whoever named it.

A conversation keeps which offer it is about by its `id`, and with it what was special then (a price that was shown, a
reason); what the catalogue of now says is looked up each time, so that no text tells yesterday's price.
"""

from __future__ import annotations

from bot.engine.turn import Run
from bot.playbook.offer_facts import facts_of


def offer_shown(run: Run, kept: object) -> object:
    """Return the facts of the offer that `kept` names by its `id`: the catalogue's before its own; as it is where the
    catalogue has no such offer.
    """
    if not isinstance(kept, dict) or not isinstance(kept.get("id"), str):
        return kept
    offer = run.offers.get(str(kept["id"]))
    return kept if offer is None else kept | facts_of(offer)
