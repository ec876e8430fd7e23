"""The lines of an order against what is sold now."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.engine.order.order_lines import (
    amount_of,
    from_cart,
    goods_total,
    is_mixed,
    line_of,
    near_of,
    parcel_of,
    renewed,
    shop_of,
    short_line,
    with_quantity,
    without,
)
from bot.engine.run import Run
from bot.model.draft import OrderDraft
from bot.model.events import ChatOpened
from bot.model.order import OrderLine
from tests.engine.chat import Chat
from tests.engine.ordering import book, flow, lea_with, line

CART = {"id": "c1", "lines": [line("aroma-2"), line("huila", 2)]}


def run_of(**cart: object) -> tuple[Run, OrderDraft]:
    lea = lea_with(CART | cart).ignores_what_was_said()
    run = Run(lea.shelf, lea.customer, ChatOpened(id="e", at=lea.now, address=lea.address))
    assert lea.customer.cart is not None
    return run, from_cart(run, lea.customer.cart)


def test_the_goods_come_to_the_sum_of_the_lines_or_to_the_carts_own_total() -> None:
    _, draft = run_of()
    assert goods_total(draft) == Decimal("366.80")
    assert goods_total(OrderDraft(total=Decimal(12))) == 12
    assert goods_total(OrderDraft(lines=(OrderLine(name="x"),))) is None


def test_a_discount_on_a_line_stays_until_its_quantity_changes() -> None:
    reduced = OrderLine(name="x", price=Decimal(10), quantity=2, total=Decimal(15))
    assert amount_of(reduced) == 15
    draft = with_quantity(OrderDraft(lines=(reduced,)), 0, 3)
    assert amount_of(draft.lines[0]) == 30
    assert without(draft, 0).lines == ()


def test_a_line_at_another_price_is_renewed_and_told() -> None:
    run, draft = run_of(lines=[line("huila", 2, price=7.9)])
    now, changed = renewed(run, draft)
    assert [(one.line.name, one.before) for one in changed] == [("Huila 250 g", Decimal("7.9"))]
    assert goods_total(now) == Decimal("17.80")


def test_a_line_that_only_the_shop_knows_stays() -> None:
    run, draft = run_of(lines=[line("carafe")])
    assert renewed(run, draft) == (draft, ())
    assert short_line(run, draft) is None


def test_the_first_line_there_is_not_enough_of() -> None:
    run, draft = run_of(lines=[line("huila"), line("aroma-2", 7)])
    assert short_line(run, draft) == 1


def test_money_of_two_kinds_is_not_added() -> None:
    run, draft = run_of()
    assert not is_mixed(run, draft)
    _, dollars = run_of(currency="USD")
    assert is_mixed(run, dollars)


def test_what_travels_is_the_offers_with_their_number() -> None:
    run, draft = run_of()
    parcel = parcel_of(run, draft)
    assert [(piece.offer.id if piece.offer else None, piece.quantity) for piece in parcel.pieces] == [
        ("aroma-2", 1),
        ("huila", 2),
    ]
    assert [place.id for place in shop_of(run).points_of_sale] == ["lyon", "annecy"]


def test_where_the_customer_is_comes_from_what_they_said() -> None:
    run, draft = run_of()
    assert near_of(run.customer, draft).postcode == ""
    run.change(facts={"postcode": "69003", "location": {"latitude": 45.7, "longitude": 4.8}})
    near = near_of(run.customer, draft)
    assert (near.postcode, near.location) == ("69003", (45.7, 4.8))


def test_a_line_of_an_offer_is_at_its_price_of_now() -> None:
    run, _ = run_of()
    offer = run.offers.get("huila")
    assert offer is not None
    assert line_of(offer, 3).total == Decimal("26.70")


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        ({"kind": "home", "address": "3 rue du Port, 69009 Lyon"}, "3 rue du Port, 69009 Lyon"),
        ({"kind": "in_store", "point_of_sale": "annecy"}, "Retrait en magasin, Moka Annecy"),
    ],
)
def test_what_is_bought_again_reaches_them_as_before(to: dict[str, str], shown: str) -> None:
    lea = Chat(book(flow()))
    lea.shop("order.delivered", id="1", number="M-1", total=8.9, lines=[line("huila")], fulfilment=to)
    lea.shop("cart.updated", id="c1", lines=[line("huila")], as_before=True)
    lea.ignores_what_was_said().opens().hears(shown, "Je valide")


def test_a_cart_of_the_shops_is_asked_how_it_is_received() -> None:
    lea = Chat(book(flow()))
    to = {"kind": "home", "address": "3 rue du Port, 69009 Lyon"}
    lea.shop("order.delivered", id="1", number="M-1", total=8.9, lines=[line("huila")], fulfilment=to)
    lea.shop("cart.updated", id="c1", lines=[line("huila")])
    lea.ignores_what_was_said().opens().hears("Comment souhaitez-vous la recevoir")
