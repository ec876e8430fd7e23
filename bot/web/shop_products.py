"""Products that a shop's webhook tells of, as offers: read as the lines of that shop's own export would be.

A deleted product is named by an id that no offer has; it leaves with the next whole list (`parcours import products`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.store import Store
from bot.web.product_exports import Shopify, WooCommerce
from bot.web.product_rows import Products, Reads
from bot.web.shop_reading import Body, part, parts, word
from bot.web.tables import Line


class ProductTaker:
    """Keeps what is told. `currency` is the store's: a product's prices say none."""

    def __init__(self, store: Store, *, currency: Callable[[], str], clock: Callable[[], datetime]) -> None:
        self._store = store
        self._currency = currency
        self._clock = clock

    async def __call__(self, system: str, topic: str, product: Body) -> bool:
        """Keep the offers of a product; tell whether there were any. Raises `StoreUnavailable`."""
        now = self._clock()
        lines, reads = lines_of_product(system, product, now.date())
        offers = Products(f"{system} {topic}", self._currency(), reads).offers(lines)
        if offers:
            await self._store.offers.put(offers, now)
        return bool(offers)


def lines_of_product(system: str, product: Body, today: date) -> tuple[list[Line], Reads]:
    """Return a product as the lines of its system's export, and what reads them; no lines for one without a title."""
    if system == "woocommerce":
        return [Line(1, dict(product))] if word(product, "name") else [], WooCommerce(today)
    lines = _of_shopify(product) if word(product, "title") else ()
    return [Line(number, cells) for number, cells in enumerate(lines, 1)], Shopify()


def _of_shopify(product: Body) -> Iterator[dict[str, Any]]:
    options = [word(option, "name") for option in parts(product, "options")]
    images = {word(image, "id"): word(image, "src") for image in parts(product, "images")}
    first = {
        "Title": word(product, "title"),
        "Body (HTML)": str(product.get("body_html") or ""),
        "Vendor": word(product, "vendor"),
        "Type": word(product, "product_type"),
        "Tags": word(product, "tags"),
        "Published": "true" if product.get("published_at") else "false",
        "Status": word(product, "status"),
        "Image Src": word(part(product, "image"), "src"),
        **{f"Option{number} Name": name for number, name in enumerate(options, 1)},
    }
    for place, variant in enumerate(parts(product, "variants")):
        own = {
            "Handle": word(product, "handle"),
            **{f"Option{number} Value": word(variant, f"option{number}") for number in (1, 2, 3)},
            **_variant(variant, images),
        }
        yield own | first if place == 0 else own


def _variant(variant: Body, images: Mapping[str, str]) -> dict[str, str]:
    return {
        "Variant SKU": word(variant, "sku"),
        "Variant Price": word(variant, "price"),
        "Variant Inventory Qty": word(variant, "inventory_quantity"),
        "Variant Inventory Tracker": word(variant, "inventory_management"),
        "Variant Inventory Policy": word(variant, "inventory_policy"),
        "Variant Image": images.get(word(variant, "image_id"), ""),
    }
