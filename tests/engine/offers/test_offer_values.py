"""`offer` in a text is what the catalogue says now."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.engine.offers.offer_values import Sold, offer_shown, order_shown
from bot.engine.run import Run
from bot.engine.values import values
from bot.model.customer import Customer
from bot.model.events import ShopReported
from bot.model.offer import Offer
from bot.model.order import Order, OrderLine
from bot.playbook.compiled import Shelf
from bot.playbook.liquid.liquid import Compiler
from bot.rules.offers.catalogue import Plain
from tests.engine.test_advance import NOW
from tests.playbook.playbooks import playbook

SOLD = Plain(
    {
        "aroma": Offer(id="aroma", name="Aroma 2", category="machine", sku="AR-2", price=Decimal("349.90")),
        "huila": Offer(id="huila", name="Huila", category="coffee", sku="HU-1"),
    }
)
COFFEE = OrderLine(name="Huila", offer="huila", quantity=3, price=Decimal("8.90"))


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


def test_an_order_is_of_the_category_of_the_line_that_costs_most_be_it_named_by_its_sku() -> None:
    machine = OrderLine(name="Aroma 2", sku="AR-2", total=Decimal("349.90"))
    assert order_shown(run(), Order(key="1", lines=(COFFEE, machine)))["category"] == "machine"
    assert order_shown(run(), Order(key="1", lines=(COFFEE,)))["category"] == "coffee"
    unknown = OrderLine(name="Tasse", offer="99", price=Decimal(500))
    assert order_shown(run(), Order(key="1", lines=(unknown, COFFEE)))["category"] == "coffee"
    assert "category" not in order_shown(run(), Order(key="1", lines=(unknown,)))


def test_what_the_shop_said_of_its_order_goes_first() -> None:
    assert order_shown(run(), Order(key="1", lines=(COFFEE,), more={"category": "gift"}))["category"] == "gift"


def test_every_offer_is_there_by_its_id_as_it_is_sold_now() -> None:
    one = run()
    text = Compiler(("fr", "en")).text("{{ offers.aroma.name }} : {{ offers.aroma.price }}")
    assert text.render(values(one), "fr") == "Aroma 2 : 349.9"
    with pytest.raises(KeyError):
        Sold(one)["none"]


def test_what_is_not_sold_any_more_is_not_spoken_of() -> None:
    gone = Plain({"aroma": Offer(id="aroma", name="Aroma 2", price=Decimal(1), sold=False)})
    shelf = Shelf(current=playbook({}), catalogue=gone)
    one = Run(shelf, Customer(id="c", created_at=NOW), ShopReported(id="e", at=NOW, name="x.a"))
    assert Sold(one).get("aroma", "?") == "?"
    assert list(Sold(one)) == list(shelf.current.offers)
    assert len(Sold(one)) == len(shelf.current.offers)
