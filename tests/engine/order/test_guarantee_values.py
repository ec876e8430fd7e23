"""What flows see of a guarantee: of an order, and of what the customer bought last that has one."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from bot.engine.order.guarantee_values import guarantee_of_order, guarantee_shown
from bot.engine.run import Run
from bot.model.address import Address
from bot.model.customer import Customer
from bot.model.events import Event, MessageReceived, ShopReported
from bot.model.offer import Offer
from bot.model.order import Order, OrderLine
from bot.playbook.compiled import Shelf
from bot.rules.offers.catalogue import Plain
from tests.engine.test_advance import NOW
from tests.playbook.playbooks import playbook

SOLD = Plain(
    {
        "aroma": Offer(
            id="aroma", name="Aroma 2", price=Decimal(349), category="machine", guarantee=timedelta(days=730)
        ),
        "jug": Offer(id="jug", name="Pichet", category="accessoire", guarantee=timedelta(days=365)),
        "red": Offer(id="red", name="Aroma 2 rouge", parent="aroma"),
        "huila": Offer(id="huila", name="Huila"),
    }
)


def order(offer: str, placed_at: datetime) -> Order:
    return Order(key=offer, number=f"MM-{offer}", lines=(OrderLine(name="x", offer=offer),), placed_at=placed_at)


def run(*orders: Order, said: str = "") -> Run:
    customer = Customer(id="c", created_at=NOW, orders=orders)
    event: Event = ShopReported(id="e", at=NOW, name="x.a")
    if said:
        event = MessageReceived(id="e", at=NOW, address=Address(channel="sms", id="+33600000000"), text=said)
    return Run(Shelf(current=playbook({}), catalogue=SOLD), customer, event)


def test_an_order_tells_its_last_day_and_whether_that_is_still_to_come() -> None:
    new, old = order("aroma", NOW), order("aroma", NOW - timedelta(days=900))
    assert guarantee_of_order(run(), new)["under_guarantee"] is True
    assert guarantee_of_order(run(), old)["under_guarantee"] is False
    assert guarantee_of_order(run(), order("huila", NOW)) == {}


def test_the_last_day_itself_is_covered() -> None:
    on_the_day = order("aroma", NOW.replace(year=NOW.year - 2))
    assert guarantee_of_order(run(), on_the_day)["under_guarantee"] is True
    assert guarantee_of_order(run(), order("aroma", NOW.replace(year=NOW.year - 2) - timedelta(days=1))) == {
        "guarantee_until": (NOW - timedelta(days=1)).date().isoformat(),
        "under_guarantee": False,
    }


def test_a_bag_of_coffee_bought_since_hides_no_machine_and_a_variant_has_its_familys_guarantee() -> None:
    shown = guarantee_shown(run(order("red", NOW - timedelta(days=100)), order("huila", NOW)))
    assert shown is not None
    assert (shown["name"], shown["order"], shown["holds"]) == ("Aroma 2 rouge", "MM-red", True)
    assert guarantee_shown(run(order("huila", NOW))) is None


def test_a_jug_bought_since_hides_no_machine_that_is_covered_longer() -> None:
    shown = guarantee_shown(run(order("aroma", NOW - timedelta(days=100)), order("jug", NOW)))
    assert shown is not None
    assert (shown["name"], shown["category"]) == ("Aroma 2", "machine")
    alone = guarantee_shown(run(order("jug", NOW)))
    assert alone is not None
    assert (alone["name"], alone["category"], alone["holds"]) == ("Pichet", "accessoire", True)


def test_of_two_that_they_bought_the_one_that_they_name_is_meant() -> None:
    bought = order("aroma", NOW - timedelta(days=100)), order("jug", NOW)
    shown = guarantee_shown(run(*bought, said="mon pichet est fendu"))
    assert shown is not None
    assert shown["name"] == "Pichet"
