"""Which offers a step is about."""

from __future__ import annotations

from bot.playbook.compiled_offers import Advised, OfferSource


def test_it_names_none_until_told() -> None:
    assert Advised().offers is None
    assert OfferSource() == OfferSource(ids=(), category="")
