"""`offer` in a text is what the catalogue says now."""

from __future__ import annotations

from decimal import Decimal

from bot.engine.offer_values import offer_shown
from bot.engine.turn import Run
from bot.engine.values import values
from bot.model.customer import Customer
from bot.model.events import ShopReported
from bot.model.offer import Offer
from bot.playbook.compiled import Shelf
from bot.rules.catalogue import Plain
from tests.engine.test_advance import NOW
from tests.playbook.playbooks import playbook

SOLD = Plain({"aroma": Offer(id="aroma", name="Aroma 2", price=Decimal("349.90"))})


def run() -> Run:
    shelf = Shelf(current=playbook({}), catalogue=SOLD)
    return Run(shelf, Customer(id="c", created_at=NOW), ShopReported(id="e", at=NOW, name="x.a"))


def test_the_catalogue_goes_before_what_was_kept() -> None:
    shown = offer_shown(run(), {"id": "aroma", "price": 399, "reason": "silencieuse"})
    assert isinstance(shown, dict)
    assert (shown["name"], shown["price"], shown["reason"]) == ("Aroma 2", 349.9, "silencieuse")


def test_an_offer_that_is_no_more_is_shown_as_it_was_kept() -> None:
    assert offer_shown(run(), {"id": "gone", "name": "Presto"}) == {"id": "gone", "name": "Presto"}
    assert offer_shown(run(), None) is None
    assert values(run()).get("offer") is None
