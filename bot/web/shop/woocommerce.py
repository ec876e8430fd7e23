"""WooCommerce's webhooks, read: the resources of its REST API v3 by topic (woocommerce.github.io, "Webhooks").

Its states say less than Shopify's: `completed` is "fulfilled and complete", so the order counts as delivered; parcels
on their way are told by plugins, as a status `shipped`, or over `/api/events`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.web.shop.shop_reading import (
    Body,
    News,
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

_PLACED: Final = frozenset({"processing", "on-hold", "completed", "refunded", "shipped", "delivered"})
_REACHED: Final = {"completed": "delivered", "delivered": "delivered", "shipped": "shipped"}
#: Where plugins keep it: WPML, TranslatePress, Weglot and shops of their own; values are `fr` or `fr_FR`.
_LANGUAGE_KEYS: Final = (
    "wpml_language",
    "_wpml_language",
    "trp_language",
    "_locale",
    "locale",
    "_language",
    "language",
)
_ENDED: Final = frozenset({"cancelled", "failed", "trash"})


def read(topic: str, body: Body) -> Said | None:
    """Return what a delivery says; None for a topic that is none of ours. Raises `Unusable`."""
    reader = _READERS.get(topic)
    return None if reader is None else reader(body)


def read_order(body: Body) -> Said:
    """Return what an order says. Raises `Unusable` for one without an id."""
    id_, billing = word(body, "id"), part(body, "billing")
    if not id_:
        raise Unusable("an order without an id")
    return Said(
        names=_names(word(body, "customer_id"), billing, word(billing, "email")),
        order=id_,
        facts=_facts(billing),
        language=_language(body),
        news=tuple(_order_news(body, _order_data(body, id_))),
    )


def _order_data(body: Body, id_: str) -> dict[str, Any]:
    shipping = parts(body, "shipping_lines")
    label = word(shipping[0], "method_title") if shipping else ""
    return known(
        id=id_,
        number=word(body, "number"),
        currency=word(body, "currency"),
        total=money(body.get("total")),
        discount=money(body.get("discount_total")),
        placed_at=_utc(body, "date_created"),
        updated_at=_utc(body, "date_modified"),
        lines=[_line(line) for line in parts(body, "line_items")],
        fulfilment=known(
            kind=fulfilment_kind(label, word(shipping[0], "method_id")) if shipping else "",
            label=label,
            cost=added([body.get("shipping_total"), body.get("shipping_tax")]) if shipping else None,
            address=postal(part(body, "shipping")),
        ),
    )


def _utc(body: Body, name: str) -> str | None:
    """Its `_gmt` fields are in UTC and do not say so."""
    found = instant(body.get(f"{name}_gmt"))
    return found.isoformat() if found else None


def _order_news(body: Body, data: dict[str, Any]) -> list[News]:
    made, changed = instant(body.get("date_created_gmt")), instant(body.get("date_modified_gmt"))
    paid, done = instant(body.get("date_paid_gmt")), instant(body.get("date_completed_gmt"))
    state = word(body, "status")
    found = [News(name="order.created", data=data, at=made)]
    if state in _PLACED or paid is not None:
        found.append(News(name="order.confirmed", data=data, at=made))
    if paid is not None:
        found.append(News(name="order.paid", data=data, at=paid))
    if state in _REACHED:
        found.append(News(name=f"order.{_REACHED[state]}", data=data, at=done or changed))
    for refund in parts(body, "refunds"):
        paid_back = (money(refund.get("total")) or "0").lstrip("-")
        told = data | {"refund": {"id": word(refund, "id"), "amount": paid_back}}
        found.append(News(name="order.refunded", data=told, at=changed))
    if state == "refunded" and not parts(body, "refunds"):
        found.append(News(name="order.refunded", data=data, at=changed))
    if state in _ENDED:
        told = data | {"payment": "unpaid" if paid is None else "paid"}
        found.append(News(name="order.cancelled", data=told, at=changed))
    return found


def _line(line: Body) -> dict[str, Any]:
    price = line.get("price")
    return known(
        id=word(line, "id"),
        name=word(line, "name"),
        sku=word(line, "sku"),
        offer=word(line, "sku", "variation_id")
        if word(line, "variation_id") != "0"
        else word(line, "sku", "product_id"),
        quantity=line.get("quantity"),
        price=money(price),
        total=money(line.get("total")),
        picture=word(part(line, "image"), "src"),
    )


def _names(id_: str, billing: Body, *emails: str) -> Any:
    return customer_names(id_, ((word(billing, "phone"), word(billing, "country")),), emails)


def _facts(billing: Body) -> dict[str, Any]:
    return known(
        first_name=word(billing, "first_name"),
        last_name=word(billing, "last_name"),
        city=word(billing, "city"),
        postcode=word(billing, "postcode"),
        country=word(billing, "country"),
    )


def _language(body: Body) -> str | None:
    """Return the language of an order or a customer (`fr`), which WooCommerce itself does not tell: a plugin that
    translates the shop does, as a field (`lang`) or beside it (`meta_data`). None where none does.
    """
    beside = {word(one, "key"): word(one, "value") for one in parts(body, "meta_data")}
    told = word(body, "lang") or next((beside[key] for key in _LANGUAGE_KEYS if beside.get(key)), "")
    return told[:2].lower() or None


def _read_deleted(body: Body) -> Said:
    id_ = word(body, "id")
    if not id_:
        raise Unusable("an order without an id")
    return Said(order=id_, news=(News(name="order.cancelled", data={"id": id_, "reason": "deleted"}),))


def _read_customer(body: Body) -> Said:
    id_, billing = word(body, "id"), part(body, "billing")
    if not id_:
        raise Unusable("a customer without an id")
    own = known(first_name=word(body, "first_name"), last_name=word(body, "last_name"))
    names = _names(id_, billing, word(body, "email"), word(billing, "email"))
    return Said(names=names, facts=_facts(billing) | own, language=_language(body))


def _read_product(body: Body) -> Said:
    return Said(product=body)


_READERS: Final[Mapping[str, Callable[[Body], Said]]] = {
    **dict.fromkeys(("order.created", "order.updated", "order.restored"), read_order),
    "order.deleted": _read_deleted,
    **dict.fromkeys(("customer.created", "customer.updated"), _read_customer),
    **dict.fromkeys(("product.created", "product.updated", "product.deleted", "product.restored"), _read_product),
}
