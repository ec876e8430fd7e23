"""Shopify's webhooks, read: its REST resources by topic (shopify.dev, "Webhook topics").

An order comes whole each time, so each delivery says all that has happened to it by then; what is known already is told
to nobody twice (`rules.order.orders`). Carts (`carts/*`) name no customer and are left out: checkouts do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.web.shop.shop_reading import (
    NOTHING,
    Body,
    News,
    Refusal,
    Said,
    Unusable,
    added,
    customer_names,
    fulfilment_kind,
    instant,
    known,
    money,
    part,
    parts,
    postal,
    word,
)

#: Minutes: a checkout that nothing happens to for so long was left behind. Shopify itself tells nobody by webhook.
ABANDONED_AFTER: Final = 60
_PAID: Final = frozenset({"paid", "partially_refunded", "refunded"})
#: Where the money of an order is by the time that it is cancelled; `voided` was put aside at the bank and never taken.
_MONEY: Final = {
    **dict.fromkeys(("pending", "authorized", "expired", "voided"), "unpaid"),
    **dict.fromkeys(("paid", "partially_paid"), "paid"),
    **dict.fromkeys(("refunded", "partially_refunded"), "refunded"),
}
_NO: Final = frozenset({"unsubscribed", "redacted"})


def read(topic: str, body: Body) -> Said | None:
    """Return what a delivery says; None for a topic that is none of ours. Raises `Unusable`."""
    reader = _READERS.get(topic)
    return None if reader is None else reader(body)


def read_order(body: Body) -> Said:
    """Return what an order says. Raises `Unusable` for one without an id."""
    id_ = word(body, "id")
    if not id_:
        raise Unusable("an order without an id")
    customer, billing = part(body, "customer"), part(body, "billing_address")
    return Said(
        names=_names(customer, body, billing),
        order=id_,
        facts=_facts(customer, billing),
        language=word(body, "customer_locale")[:2].lower() or None,
        news=tuple(_order_news(body, _order_data(body, id_))),
    )


def _order_data(body: Body, id_: str) -> dict[str, Any]:
    shipping = parts(body, "shipping_lines")
    label = word(shipping[0], "title") if shipping else ""
    kind = fulfilment_kind(label, word(shipping[0], "code", "source")) if shipping else ""
    fulfilments = parts(body, "fulfillments")
    return known(
        id=id_,
        number=word(body, "name", "order_number").lstrip("#"),
        currency=word(body, "currency"),
        total=money(body.get("current_total_price"), body.get("total_price")),
        discount=money(body.get("total_discounts")),
        placed_at=word(body, "processed_at", "created_at"),
        updated_at=word(body, "updated_at"),
        cart=word(body, "checkout_token", "cart_token"),
        url=word(body, "order_status_url"),
        lines=[_line(line) for line in parts(body, "line_items")],
        fulfilment=known(
            kind=kind,
            label=label,
            cost=added([line.get("discounted_price", line.get("price")) for line in shipping]),
            address=postal(part(body, "shipping_address")),
        ),
        tracking=_tracking(fulfilments[-1]) if fulfilments else None,
    )


def _order_news(body: Body, data: dict[str, Any]) -> list[News]:
    created, updated = instant(body.get("created_at")), instant(body.get("updated_at"))
    placed, cancelled = instant(body.get("processed_at")) or created, instant(body.get("cancelled_at"))
    found = [News(name="order.created", data=data, at=created), News(name="order.confirmed", data=data, at=placed)]
    if word(body, "financial_status") in _PAID:
        found.append(News(name="order.paid", data=data, at=placed))
    fulfilments = parts(body, "fulfillments")
    if word(body, "fulfillment_status") == "fulfilled" and not fulfilments:
        found.append(News(name="order.shipped", data=data, at=updated))
    for one in fulfilments:
        found += _fulfilment_news(one, data | known(tracking=_tracking(one)))
    for one in parts(body, "refunds"):
        found += _refund_news(one, data)
    if cancelled is not None:
        why = known(reason=word(body, "cancel_reason"), payment=_MONEY.get(word(body, "financial_status")))
        found.append(News(name="order.cancelled", data=data | why, at=cancelled))
    return found


def _line(line: Body) -> dict[str, Any]:
    return known(
        id=word(line, "id"),
        name=word(line, "title", "name"),
        variant=word(line, "variant_title"),
        sku=word(line, "sku"),
        offer=word(line, "sku", "variant_id"),
        quantity=line.get("quantity"),
        price=money(line.get("price")),
    )


def _tracking(fulfilment: Body) -> dict[str, Any]:
    return known(
        carrier=word(fulfilment, "tracking_company"),
        number=word(fulfilment, "tracking_number"),
        url=word(fulfilment, "tracking_url"),
    )


def _fulfilment_news(body: Body, data: dict[str, Any]) -> list[News]:
    if word(body, "status") in ("cancelled", "error", "failure"):
        return []
    made, updated = instant(body.get("created_at")), instant(body.get("updated_at"))
    state = word(body, "shipment_status")
    found = [] if state == "ready_for_pickup" else [News(name="order.shipped", data=data, at=made)]
    if state in ("ready_for_pickup", "delivered"):
        found.append(News(name=f"order.{state}", data=data, at=updated))
    return found


def _read_fulfilment(body: Body) -> Said:
    order = _order_of(body)
    data = known(id=order, updated_at=word(body, "updated_at"), tracking=_tracking(body))
    destination = part(body, "destination")
    names = customer_names("", (), (word(body, "email"), word(destination, "email")))
    return Said(names=names, order=order, news=tuple(_fulfilment_news(body, data)))


def _refund_news(body: Body, data: dict[str, Any]) -> list[News]:
    """A refund of Shopify's is what came back (`refund_line_items`), what was paid back (`transactions`), or both."""
    at, id_ = instant(body.get("processed_at")) or instant(body.get("created_at")), word(body, "id")
    paid = added(
        [
            one.get("amount")
            for one in parts(body, "transactions")
            if word(one, "kind") == "refund" and word(one, "status") in ("", "success")
        ]
    )
    back = [
        {"id": word(one, "line_item_id"), "quantity": one.get("quantity", 1)}
        for one in parts(body, "refund_line_items")
        if word(one, "restock_type") != "cancel"  # never left the shop
    ]
    found = []
    if back:
        found.append(News(name="order.returned", data=data | {"return": {"id": id_, "lines": back}}, at=at))
    if paid is not None:
        found.append(News(name="order.refunded", data=data | {"refund": {"id": id_, "amount": paid}}, at=at))
    return found


def _read_refund(body: Body) -> Said:
    order = _order_of(body)
    return Said(order=order, news=tuple(_refund_news(body, {"id": order})))


def _order_of(body: Body) -> str:
    order = word(body, "order_id")
    if not order:
        raise Unusable("it names no order")
    return order


def _read_checkout(body: Body) -> Said:
    token = word(body, "token")
    if not token:
        raise Unusable("a checkout without a token")
    customer, billing = part(body, "customer"), part(body, "billing_address")
    data = known(
        id=token,
        currency=word(body, "currency"),
        total=money(body.get("total_price")),
        url=word(body, "abandoned_checkout_url"),
        lines=[_line(line) for line in parts(body, "line_items")],
        ordered=instant(body.get("completed_at")) is not None or None,
        abandoned_after=ABANDONED_AFTER,
    )
    return Said(
        names=_names(customer, body, billing),
        facts=_facts(customer, billing),
        language=word(body, "customer_locale")[:2].lower() or None,
        news=(News(name="cart.updated", data=data, at=instant(body.get("updated_at"))),),
    )


def _names(customer: Body, body: Body, billing: Body) -> Any:
    """The phone of the shipping address may be whose the gift is: never used."""
    home = part(customer, "default_address")
    country = word(billing, "country_code") or word(home, "country_code")
    phones = [(word(one, "phone"), country) for one in (customer, body, billing, home)]
    return customer_names(word(customer, "id"), phones, (word(customer, "email"), word(body, "email", "contact_email")))


def _facts(customer: Body, address: Body) -> dict[str, Any]:
    home = part(customer, "default_address")
    return known(
        first_name=word(customer, "first_name") or word(address, "first_name") or word(home, "first_name"),
        last_name=word(customer, "last_name") or word(address, "last_name") or word(home, "last_name"),
        city=word(address, "city") or word(home, "city"),
        postcode=word(address, "zip") or word(home, "zip"),
        country=word(address, "country_code") or word(home, "country_code"),
    )


def _read_customer(body: Body) -> Said:
    """A yes to marketing comes without the words that were shown, and so is none here; a no is one."""
    id_ = word(body, "id")
    if not id_:
        raise Unusable("a customer without an id")
    sms = part(body, "sms_marketing_consent")
    at = word(sms, "consent_updated_at")
    refused = word(sms, "state") in _NO
    orders = body.get("orders_count")
    return Said(
        names=_names(body, {}, {}),
        facts=_facts(body, {})
        | known(orders_count=orders if isinstance(orders, int) else None, tags=word(body, "tags")),
        language=word(body, "locale")[:2].lower() or None,
        refusals=(Refusal(channel="sms", key=f"{id_} {at}", source="shopify", at=instant(at)),) if refused else (),
    )


def _asks(name: str) -> Callable[[Body], Said]:
    """A request that Shopify passes on for a customer: staff are to answer it within 30 days."""

    def read_request(body: Body) -> Said:
        customer = part(body, "customer")
        names = customer_names(word(customer, "id"), ((word(customer, "phone"), ""),), (word(customer, "email"),))
        return Said(names=names, news=(News(name=name, data={}),), is_request=True)

    return read_request


def _read_farewell(_: Body) -> Said:
    """The shop has left the app and asks for all of it to be erased: a decision for people, seen as a dead letter."""
    raise Unusable("shop/redact: the shop asks that everything be erased; nothing was done, please decide")


def _read_product(body: Body) -> Said:
    return Said(product=body)


def _read_nothing(_: Body) -> Said:
    return NOTHING


_OF_ORDERS: Final = ("create", "updated", "paid", "cancelled", "fulfilled", "partially_fulfilled")
_READERS: Final[Mapping[str, Callable[[Body], Said]]] = {
    **{f"orders/{what}": read_order for what in _OF_ORDERS},
    **dict.fromkeys(("fulfillments/create", "fulfillments/update"), _read_fulfilment),
    "refunds/create": _read_refund,
    **dict.fromkeys(("checkouts/create", "checkouts/update"), _read_checkout),
    **dict.fromkeys(("carts/create", "carts/update"), _read_nothing),
    **dict.fromkeys(("customers/create", "customers/update", "customers/enable"), _read_customer),
    "shop/redact": _read_farewell,
    "customers/redact": _asks("privacy.erasure"),
    "customers/data_request": _asks("privacy.export"),
    **dict.fromkeys(("products/create", "products/update", "products/delete"), _read_product),
    **dict.fromkeys(("inventory_levels/update", "inventory_items/update"), _read_product),
}
