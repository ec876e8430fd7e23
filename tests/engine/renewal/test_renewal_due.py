"""`renewal.due` happens by itself: follow-ups and journeys hear of it."""

from __future__ import annotations

from datetime import datetime

from tests.engine.chat import PARIS
from tests.engine.renewal.test_renewing import Opens, known, line


def test_it_moves_the_journey_and_begins_what_follows_up(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.until(datetime(2026, 3, 28, tzinfo=PARIS)).hears("Café 1 kg / café / 2026-04-01")
    assert [state.stage for state in lea.customer.journeys] == ["renewal"]
    [one] = lea.customer.renewals
    assert one.told == one.due


def test_a_small_bag_is_not_asked_for_again_as_soon_as_it_is_opened(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[{**line("bag")}])
    lea.until(datetime(2026, 3, 12, 9, tzinfo=PARIS)).hears_nothing()
    lea.until(datetime(2026, 3, 12, 12, tzinfo=PARIS)).hears("Café 250 g / café / 2026-03-17")
