"""What the shop's system is told of an order that was agreed to."""

from __future__ import annotations

from decimal import Decimal

from tests.engine.order.test_order_cancelling import ordered
from tests.engine.ordering import lea_with as lea
from tests.engine.ordering import line, placed


def test_all_that_was_agreed_goes_out() -> None:
    one = (
        lea({"lines": [line("huila", 2)], "total": 17.8})
        .hears("Comment souhaitez-vous la recevoir")
        .says("point relais")
    )
    one.hears("code postal").says("69003").hears("Total").says("je confirme")
    [told] = placed(one)
    order, to = told.order, told.order.fulfilment
    assert [(each.offer, each.quantity, each.price, each.total) for each in order.lines] == [
        ("huila", 2, Decimal("8.9"), Decimal("17.8"))
    ]
    assert (order.total, order.currency, to.kind, to.cost, to.more) == (
        Decimal("21.70"),
        "EUR",
        "relay",
        Decimal("3.90"),
        {"postcode": "69003"},
    )
    assert to.day
    assert order.more["reference"]


def test_an_order_whose_way_the_shop_has_not_told_keeps_what_it_asks_beside_the_goods() -> None:
    one = ordered()
    one.shop("order.confirmed", id="2", number="M-2", total=13.8, lines=[line("huila")]).ignores_what_was_said()
    one.says("je veux changer ma commande", means="flow:order_change").hears("13,80\u00a0€", "Tout est juste")
    one.presses("Changer quelque chose").ignores_what_was_said().says("la quantité").ignores_what_was_said()
    one.says("2").hears("22,70\u00a0€").says("je confirme")
    [told] = placed(one)
    assert (told.name, told.order.total, told.order.fulfilment.kind) == ("order.confirmed", Decimal("22.70"), "")


def test_once_they_choose_a_way_it_is_that_ways_cost() -> None:
    one = ordered()
    one.shop("order.confirmed", id="2", number="M-2", total=13.8, lines=[line("huila")]).ignores_what_was_said()
    one.says("je veux changer ma commande", means="flow:order_change").hears("Tout est juste")
    one.presses("Changer quelque chose").ignores_what_was_said().says("la livraison").hears(
        "Comment souhaitez-vous la recevoir"
    )
    one.says("point relais").hears("code postal").says("69003").hears("12,80\u00a0€")
