"""Products told by webhooks are offers, as if they stood in the shop's export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bot.store import Store
from bot.web.product_rows import Products
from bot.web.shop_products import ProductTaker, lines_of_product
from tests.store.samples import NOON
from tests.web.shops import resource

MUG: dict[str, Any] = {
    "id": 1,
    "handle": "tasse",
    "title": "Tasse",
    "body_html": "<p>En grès.</p>",
    "product_type": "vaisselle",
    "published_at": "2026-01-01T00:00:00Z",
    "status": "active",
    "options": [{"name": "Couleur"}],
    "images": [{"id": 7, "src": "https://img.example/bleue.jpg"}],
    "image": {"src": "https://img.example/tasse.jpg"},
    "variants": [
        {"option1": "Bleue", "sku": "T-B", "price": "29.90", "inventory_quantity": 4, "image_id": 7,
         "inventory_management": "shopify"},
        {"option1": "Verte", "sku": "T-V", "price": "27.00", "inventory_quantity": 0,
         "inventory_management": "shopify"},
    ],
}  # fmt: skip


def offers(system: str, product: dict[str, Any]) -> dict[str, Any]:
    lines, reads = lines_of_product(system, product, date(2026, 3, 2))
    return {offer.name: offer for offer in Products("webhook", "EUR", reads).offers(lines)}


def test_a_product_of_shopifys_has_its_variants() -> None:
    found = offers("shopify", MUG)
    assert found["Tasse"].price == Decimal("27.00")
    blue = found["Tasse (Bleue)"]
    assert (blue.price, blue.stock, blue.sku, blue.picture) == (
        Decimal("29.90"), {"": 4}, "T-B", "https://img.example/bleue.jpg"
    )  # fmt: skip


def test_a_product_of_woocommerces_is_an_offer_and_one_without_a_price_is_none() -> None:
    bare = resource("woocommerce-product")
    assert offers("woocommerce", bare) == {}
    [offer] = offers("woocommerce", bare | {"regular_price": "12.50", "type": "simple"}).values()
    assert (offer.name, offer.price) == ("Ship Your Idea", Decimal("12.50"))


async def test_what_is_told_is_kept_and_a_deletion_is_of_no_use(store: Store) -> None:
    take = ProductTaker(store, currency=lambda: "EUR", clock=lambda: NOON)
    assert await take("shopify", "products/update", MUG)
    assert await store.offers.count() == 3
    assert await take("shopify", "products/update", MUG | {"title": "Grande tasse"})
    assert await store.offers.count() == 3
    assert not await take("shopify", "products/delete", {"id": 1})
