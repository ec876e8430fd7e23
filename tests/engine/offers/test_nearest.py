"""What comes nearest to bounds that nothing keeps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.engine.advance import new_customer
from bot.engine.offers.nearest import nearest_of
from bot.engine.run import Run
from bot.model.events import StaffTookOver
from bot.model.offer import Sought, Wanted
from bot.playbook.compiled import Shelf
from tests.engine.comparing import ASKS, shop

NOW = datetime(2026, 3, 22, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(wanted=(Wanted("largeur", "lower", at_most=10),), category="machine"), ["brio-mini"]),
        (Sought(wanted=(Wanted("largeur", "lower", at_most=20), Wanted("mousseur"))), ["aroma-2"]),
        (Sought(wanted=(Wanted("bruit", "lower", at_most=10),)), ["aroma-2"]),
        (Sought(wanted=(Wanted("bruit", "lower", at_most=10),), category="cafe"), []),
        (Sought(wanted=(Wanted("bruit", "lower"),)), []),  # no bound was named
        (Sought(wanted=(Wanted("poids", at_most=1),)), []),  # the catalogue does not say
    ],
)
def test_the_nearest(sought: Sought, found: list[str]) -> None:
    run = Run(Shelf(current=shop(ASKS)), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    assert [offer.id for _, offer in nearest_of(run, sought)] == found
