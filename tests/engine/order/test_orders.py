"""Orders in a customer's life: each news heard once, whatever its order."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.engine.order.orders import change_order, place_order
from bot.engine.run import Run
from bot.model.effects import ForgetOrder, PlaceOrder, RecordOrder
from bot.model.events import CustomerImported, FlowRequested, OrderUndelivered, ShopReported
from bot.model.order import OrderLine
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.rules.order.order_values import order_values
from tests.engine.chat import Chat, Opens, book_files, playbook

NEWS = """
flow: news
title: Nouvelles
purpose: service
starts: [{ event: order.confirmed }, { event: order.shipped }, { event: order.delivered }]
steps:
  - say: "{{ event.name }} {{ order.number | default: '?' }} {{ order.status }}"
"""


def known(chat: Opens) -> Chat:
    return chat(playbook(NEWS)).says("merci").hears("plaisir")


def test_the_same_news_twice_are_told_once(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", id=1, number="A").hears("order.confirmed A confirmed")
    lea.shop("order.confirmed", id=1, number="A", total=20).hears_nothing()
    assert order_values(lea.customer.orders[0])["total"] == 20


def test_a_parcel_that_has_arrived_is_not_on_its_way(chat: Opens) -> None:
    lea = known(chat).shop("order.delivered", id=1, number="A").hears("order.delivered A delivered")
    lea.shop("order.shipped", id=1, tracking_url="https://suivi.example/1").hears_nothing()
    assert lea.customer.orders[0].tracking.url == "https://suivi.example/1"


def test_a_cancelled_order_is_not_thanked_for_and_not_counted(chat: Opens) -> None:
    lea = known(chat).shop("order.cancelled", id=1).hears_nothing().shop("order.confirmed", id=1).hears_nothing()
    assert lea.customer.facts.get("orders_count", 0) == 0
    lea.shop("order.confirmed", id=2, number="B").hears("B").shop("order.cancelled", id=2)
    assert lea.fact("orders_count") == 0


def test_an_old_order_counts_and_starts_nothing(chat: Opens) -> None:
    lea = known(chat)
    lea.meets(ShopReported(id="", name="order.paid", data={"id": "9"}, happened_at=lea.now - timedelta(days=90)))
    lea.hears_nothing()
    assert lea.fact("orders_count") == 1
    assert lea.customer.orders[0].status == "paid"


def test_an_order_of_before_the_shops_own_count_is_in_it(chat: Opens) -> None:
    lea = known(chat).meets(CustomerImported(id="", facts={"orders_count": 3}))
    lea.meets(ShopReported(id="", name="order.paid", data={"id": "9"}, happened_at=lea.now - timedelta(days=90)))
    assert lea.fact("orders_count") == 3
    lea.waits(hours=1).shop("order.confirmed", id=10, number="C").hears("C")
    assert lea.fact("orders_count") == 4


def test_two_orders_that_turn_out_to_be_one_are_one(chat: Opens) -> None:
    lea = known(chat).shop("order.created", id=1).shop("order.paid", number="A")
    assert len(lea.customer.orders) == 2
    lea.shop("order.shipped", id=1, number="A").hears("order.shipped A shipped")
    [order] = lea.customer.orders
    assert set(order.milestones) == {"created", "paid", "shipped"}


def test_news_without_a_name_are_of_the_order_in_hand(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A").hears("A").shop("order.delivered").hears("order.delivered A")
    lea.shop("order.delivered").hears("order.delivered")
    assert [order.status for order in lea.customer.orders] == ["delivered", "delivered"]


def test_what_changes_is_recorded_and_doubles_are_forgotten(chat: Opens, book: Playbook) -> None:
    lea = chat(book).shop("order.created", id=1).shop("order.paid", number="A")
    lea.shop("order.cancelled", id=1, number="A")
    assert [type(one) for one in lea.effects if isinstance(one, RecordOrder | ForgetOrder)] == [
        RecordOrder,
        ForgetOrder,
    ]


def in_the_chat(chat: Opens) -> tuple[Chat, Run]:
    """Léa orders two coffees, as the `order` verb will."""
    lea = known(chat)
    return lea, Run(lea.shelf, lea.customer, FlowRequested(id="e" * 32, at=lea.now, flow="order"))


def test_an_order_made_in_the_chat_is_hers_and_leaves_for_the_shop(chat: Opens) -> None:
    _, run = in_the_chat(chat)
    order = place_order(run, "confirmed", lines=(OrderLine(name="Café", quantity=2),), total=Decimal("19.80"))
    assert run.customer.orders == (order,)
    assert run.customer.facts["orders_count"] == 1
    [told] = [effect for effect in run.effects if isinstance(effect, PlaceOrder)]
    assert (told.name, told.order.key, told.contact["telegram_id"]) == ("order.confirmed", order.key, "42")


def test_the_shops_answer_is_of_the_order_that_was_made_here(chat: Opens) -> None:
    lea, run = in_the_chat(chat)
    order = place_order(run, "confirmed", total=Decimal(20))
    lea.customer = run.customer
    lea.shop("order.confirmed", reference=order.key, id=77, number="1001", total=21).hears_nothing()
    [known_order] = lea.customer.orders
    assert (known_order.number, known_order.total) == ("1001", Decimal(21))
    lea.shop("order.shipped", id=77).hears("order.shipped 1001 shipped")
    assert lea.fact("orders_count") == 1


def test_an_order_is_changed_and_cancelled_and_the_shop_is_told(chat: Opens) -> None:
    _, run = in_the_chat(chat)
    order = change_order(run, place_order(run, "created", total=Decimal(20)), "confirmed", total=Decimal(22))
    assert (order.status, order.total) == ("confirmed", Decimal(22))
    assert change_order(run, order, "cancelled").status == "cancelled"
    assert run.customer.facts["orders_count"] == 0
    told = [effect.name for effect in run.effects if isinstance(effect, PlaceOrder)]
    assert told == ["order.created", "order.confirmed", "order.cancelled"]


def test_an_order_that_the_shop_does_not_hear_of_goes_to_staff(chat: Opens) -> None:
    lea, run = in_the_chat(chat)
    place_order(run, "confirmed")
    lea.customer = run.customer
    lea.meets(OrderUndelivered(id="", order=lea.customer.orders[0].key, reason="HTTP 500"))
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "order.undelivered"


def test_an_order_that_the_shop_names_alone_is_the_one_made_here(chat: Opens) -> None:
    lea, run = in_the_chat(chat)
    coffee = (OrderLine(name="Café", offer="huila", quantity=2),)
    place_order(run, "created", lines=coffee, total=Decimal(20), **{"more.reference": "F2ECWT"})
    lea.customer = run.customer
    lea.shop("order.confirmed", id=77, number="1001", lines=[{"sku": "huila", "quantity": 2}]).hears("confirmed 1001")
    [order] = lea.customer.orders
    assert (order.number, order.more["reference"]) == ("1001", "F2ECWT")
    assert lea.fact("orders_count") == 1
    lea.shop("order.confirmed", id=78, number="1002", lines=[{"sku": "huila", "quantity": 2}]).hears("confirmed 1002")
    assert [one.number for one in lea.customer.orders] == ["1001", "1002"]


def test_where_it_may_be_ours_and_may_not_staff_look(chat: Opens) -> None:
    lea, run = in_the_chat(chat)
    coffee = (OrderLine(name="Café", offer="huila", quantity=2),)
    place_order(run, "created", lines=coffee, total=Decimal(20), **{"more.reference": "F2ECWT"})
    lea.customer = run.customer
    lea.shop("order.confirmed", id=77, number="1001", lines=[{"sku": "huila", "quantity": 3}]).hears_nothing()
    assert [one.number for one in lea.customer.orders] == ["", "1001"]
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "order.twice"


MACHINES = """
journey: purchase
stages: [discovery, usage]
follow_ups: [{ start: news, on: order.delivered, if: order.category == "machine" }]
"""
OFFERS = "id,name,category,price\naroma-2,Aroma 2,machine,349\nyirga,Yirga,coffee,32\n"


def test_what_only_owners_of_a_machine_get_follows_a_shops_order_of_one(chat: Opens) -> None:
    news = NEWS.replace(
        "starts: [{ event: order.confirmed }, { event: order.shipped }, { event: order.delivered }]", ""
    )
    book = build(book_files(news, journey=MACHINES) | {"flows/catalog/offers.csv": OFFERS}).playbook
    assert book is not None
    lea = chat(book).says("merci").hears("plaisir").waits(hours=1)
    lea.shop("order.delivered", id=1, lines=[{"name": "Café", "offer": "yirga"}]).hears_nothing(because="condition")
    lea.shop("order.delivered", id=2, lines=[{"name": "Aroma", "offer": "aroma-2"}]).hears("order.delivered")
