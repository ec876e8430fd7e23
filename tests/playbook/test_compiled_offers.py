"""Which offers a step is about."""

from __future__ import annotations

from bot.playbook.compiled_offers import OfferSource


def test_it_names_none_until_told() -> None:
    assert OfferSource() == OfferSource(ids=(), category="")
