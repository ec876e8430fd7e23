"""Products that a shop's webhook tells of, as offers: read as the lines of that shop's own export would be.

Shopify's and WooCommerce's own numbers are kept beside (`store.shop.offers`): a deletion and a level of stock name
nothing else. What is deleted is an offer no longer sold, so that conversations about it still know its name.

No shop tells a product's translations with it: those that are known of its texts stay. WPML and Polylang make a product
of its own of each translation, which names the others (`lang`, `translations`): it is the words of the one in the
store's first language, and no second offer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from bot.model.offer import Offer
from bot.model.offer_texts import kept, worded
from bot.store import Store
from bot.store.shop.offers import Level
from bot.web.imports.product_exports import Shopify, WooCommerce
from bot.web.imports.product_languages import language_in
from bot.web.imports.product_rows import Products, Reads
from bot.web.imports.tables import Line
from bot.web.shop.shop_reading import Body, instant, part, parts, word

_DELETED: Final = frozenset({"products/delete", "product.deleted"})


class ProductTaker:
    """Keeps what is told. `currency` and `languages` (the first one first) are the store's: a product's prices and
    texts say neither."""

    def __init__(
        self,
        store: Store,
        *,
        currency: Callable[[], str],
        languages: Callable[[], Sequence[str]],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._currency = currency
        self._languages = languages
        self._clock = clock

    async def __call__(self, system: str, topic: str, product: Body) -> bool:
        """Keep the offers of a product, or what is told of their stock; tell whether there were any. Raises
        `StoreUnavailable`.
        """
        now = self._clock()
        if topic in _DELETED:
            return await self._store.offers.unsell(f"{system} product {word(product, 'id')}", now)
        if topic == "inventory_levels/update":
            level = level_of(product, now)
            return level is not None and await self._store.offers.count_at(level, now)
        lines, reads = lines_of_product(system, product, now.date())
        offers = Products(f"{system} {topic}", self._currency(), reads).offers(lines)
        original = translated_by(product, self._languages())
        if original:
            return await self._take_words(
                await self._store.offers.called(f"{system} product {original}"), offers, product
            )
        if offers:
            known = {one.id: one for one in await self._store.offers.some([one.id for one in offers])}
            offers = [kept(one, known[one.id]) if one.id in known else one for one in offers]
            await self._store.offers.put(offers, now, list(names_of(system, product, offers)))
        return bool(offers)

    async def _take_words(self, known: Sequence[Offer], told: Sequence[Offer], product: Body) -> bool:
        """Keep a translation with what it translates; without it, or in a language of nobody here, it is nothing."""
        language = language_in(word(product, "lang"))
        if len(known) != 1 or len(told) != 1 or language not in self._languages():
            return False
        await self._store.offers.put([kept(worded(known[0], told[0], language), known[0])], self._clock())
        return True


def translated_by(product: Body, languages: Sequence[str]) -> str:
    """Return the number of the product that this one translates into another language; empty where it is none."""
    language, first = language_in(word(product, "lang")), languages[0]
    original = word(part(product, "translations"), first)
    return original if language and language != first and original != word(product, "id") else ""


def lines_of_product(system: str, product: Body, today: date) -> tuple[list[Line], Reads]:
    """Return a product as the lines of its system's export, and what reads them; no lines for one without a title."""
    if system == "woocommerce":
        return [Line(1, dict(product))] if word(product, "name") else [], WooCommerce(today)
    lines = _of_shopify(product) if word(product, "title") else ()
    return [Line(number, cells) for number, cells in enumerate(lines, 1)], Shopify()


def names_of(system: str, product: Body, offers: Sequence[Offer]) -> Iterator[tuple[str, str]]:
    """Go through what the shop's system calls these offers of a product: the product, and the item that its stock is
    counted of.
    """
    if word(product, "id"):
        yield from ((f"{system} product {word(product, 'id')}", offer.id) for offer in offers)
    for line, variant in enumerate(parts(product, "variants"), 1):
        item = word(variant, "inventory_item_id")
        those = [offer for offer in offers if offer.source.endswith(f":{line}") and not offer.variants]
        if item and those:
            yield f"shopify item {item}", those[-1].id


def level_of(body: Body, now: datetime) -> Level | None:
    """Return what an inventory level says; None where it says nothing that counts."""
    item, available = word(body, "inventory_item_id"), body.get("available")
    if not item or not isinstance(available, int):
        return None
    at = min(instant(body.get("updated_at")) or now, now)
    return Level(f"shopify item {item}", word(body, "location_id"), max(0, available), at)


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
        "Variant Requires Shipping": "false" if variant.get("requires_shipping") is False else "true",
        "Variant Inventory Qty": word(variant, "inventory_quantity"),
        "Variant Inventory Tracker": word(variant, "inventory_management"),
        "Variant Inventory Policy": word(variant, "inventory_policy"),
        "Variant Image": images.get(word(variant, "image_id"), ""),
    }
