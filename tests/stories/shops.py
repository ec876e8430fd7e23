"""What the shops' systems say: their documented resources, of a customer of this town, dated by its clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.crash.process import shifted
from tests.web.shops import resource

Line = tuple[str, str, int, str]  # name, SKU, quantity, price


def shopify_order(id_: int, name: str, phone: str, locale: str, *lines: Line, **changes: Any) -> dict[str, Any]:
    """Return an order of Shopify's that was just placed and paid; `name` is what the customer is called."""
    now = stamp()
    home = {"address1": "3 rue du Port", "city": "Lyon", "zip": "69002", "country_code": "FR"}
    person = home | {"phone": phone, "first_name": name, "last_name": "Martin"}
    email = f"{name.lower()}@example.com"
    own = {
        "id": id_,
        "name": f"#{id_ % 10_000}",
        "email": email,
        "currency": "EUR",
        "total_price": str(sum(float(price) * quantity for _, _, quantity, price in lines)),
        "financial_status": "paid",
        "customer_locale": locale,
        "fulfillments": [],
        "billing_address": person,
        "shipping_address": person,
        "customer": {"id": id_ * 7, "email": email, "first_name": name, "default_address": person},
        "line_items": [
            {"id": id_ * 10 + at, "title": title, "sku": sku, "variant_id": None, "quantity": quantity, "price": price}
            for at, (title, sku, quantity, price) in enumerate(lines)
        ],
        **dict.fromkeys(("created_at", "updated_at", "processed_at"), now),
    }
    return resource("shopify-order") | own | changes


def shopify_fulfilment(order: int, state: str | None = None) -> dict[str, Any]:
    """Return a parcel of an order as it is now: on its way, or `delivered`."""
    now, number = stamp(), f"6A{order}"
    return {
        "id": order + 7,
        "order_id": order,
        "status": "success",
        "shipment_status": state,
        "created_at": now,
        "updated_at": now,
        "tracking_company": "Colissimo",
        "tracking_number": number,
        "tracking_url": f"https://suivi.example/{number}",
    }


def woocommerce_order(id_: int, name: str, phone: str, *lines: Line, **changes: Any) -> dict[str, Any]:
    """Return an order of WooCommerce's that is being prepared."""
    at = shifted().replace(tzinfo=None).isoformat(timespec="seconds")
    bare = resource("woocommerce-order")
    person = bare["billing"] | {
        "first_name": name,
        "phone": phone,
        "email": f"{name.lower()}@example.com",
        "country": "FR",
        "city": "Annecy",
        "postcode": "74000",
        "state": "",
    }
    own = {
        "id": id_,
        "number": str(id_),
        "status": "processing",
        "currency": "EUR",
        "total": str(sum(float(price) * quantity for _, _, quantity, price in lines)),
        "billing": person,
        "shipping": person,
        "line_items": [
            {"id": id_ * 10 + at_, "name": title, "product_id": 90 + at_, "variation_id": 0, "sku": sku}
            | {"quantity": quantity, "price": float(price), "total": str(float(price) * quantity)}
            for at_, (title, sku, quantity, price) in enumerate(lines)
        ],
        **dict.fromkeys(("date_created_gmt", "date_modified_gmt", "date_paid_gmt"), at),
        "date_completed_gmt": None,
    }
    return bare | own | changes


def stamp(at: datetime | None = None) -> str:
    return (at or shifted()).isoformat(timespec="seconds")
