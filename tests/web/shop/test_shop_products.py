"""Products told by webhooks are offers, as if they stood in the shop's export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from bot.model.offer import Offer
from bot.store import Store
from bot.web.imports.product_rows import Products
from bot.web.shop.shop_products import ProductTaker, lines_of_product
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
         "inventory_item_id": 71, "inventory_management": "shopify"},
        {"option1": "Verte", "sku": "T-V", "price": "27.00", "inventory_quantity": 0,
         "inventory_item_id": 72, "inventory_management": "shopify"},
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


def test_what_shopify_does_not_ship_is_not_to_be_brought() -> None:
    bare = [one | {"requires_shipping": False} for one in MUG["variants"]]
    assert not any(one.ships for one in offers("shopify", MUG | {"variants": bare}).values() if one.parent)
    assert all(one.ships for one in offers("shopify", MUG).values())


def test_a_product_of_woocommerces_is_an_offer_and_one_without_a_price_is_none() -> None:
    bare = resource("woocommerce-product")
    assert offers("woocommerce", bare) == {}
    [offer] = offers("woocommerce", bare | {"regular_price": "12.50", "type": "simple"}).values()
    assert (offer.name, offer.price) == ("Ship Your Idea", Decimal("12.50"))


async def test_what_is_told_is_kept_once(store: Store) -> None:
    take = ProductTaker(store, currency=lambda: "EUR", languages=lambda: ("fr", "en"), clock=lambda: NOON)
    assert await take("shopify", "products/update", MUG)
    assert await store.offers.count() == 3
    assert await take("shopify", "products/update", MUG | {"title": "Grande tasse"})
    assert await store.offers.count() == 3


async def sold(store: Store) -> dict[str, Offer]:
    return {offer.id: offer for offer in (await store.offers.since(0)).offers}


async def test_what_the_shop_deletes_is_sold_no_longer_in_all_its_sizes_until_it_is_back(store: Store) -> None:
    take = ProductTaker(store, currency=lambda: "EUR", languages=lambda: ("fr", "en"), clock=lambda: NOON)
    await take("shopify", "products/create", MUG)
    assert await take("shopify", "products/delete", {"id": 1})
    assert [(offer.name, offer.sold) for offer in (await sold(store)).values()] == [
        ("Tasse", False), ("Tasse (Bleue)", False), ("Tasse (Verte)", False)
    ]  # fmt: skip
    assert not await take("shopify", "products/delete", {"id": 2})
    await take("shopify", "products/update", MUG)
    assert all(offer.sold for offer in (await sold(store)).values())


async def test_a_product_that_woocommerce_deletes_is_sold_no_longer_and_restored_it_is(store: Store) -> None:
    take = ProductTaker(store, currency=lambda: "EUR", languages=lambda: ("fr", "en"), clock=lambda: NOON)
    product = resource("woocommerce-product") | {"regular_price": "12.50", "type": "simple", "id": 799}
    for topic, said, is_sold in (
        ("product.created", product, True),
        ("product.deleted", {"id": 799}, False),
        ("product.restored", product, True),
    ):
        assert await take("woocommerce", topic, said)
        assert [offer.sold for offer in (await sold(store)).values()] == [is_sold]


def level(item: int, pieces: int | None, place: int = 1, hour: int = 9) -> dict[str, Any]:
    at = f"2026-03-02T{hour:02}:00:00Z"
    return {"inventory_item_id": item, "location_id": place, "available": pieces, "updated_at": at}


async def test_stock_follows_the_levels_of_its_item_and_older_news_change_nothing(store: Store) -> None:
    take = ProductTaker(store, currency=lambda: "EUR", languages=lambda: ("fr", "en"), clock=lambda: NOON)
    assert not await take("shopify", "inventory_levels/update", level(71, 3)), "nobody knows of it"
    await take("shopify", "products/create", MUG)
    for said, blue, whole in (
        (level(71, 3), 3, 3),
        (level(71, 1, hour=11), 1, 1),
        (level(71, 9, hour=10), 1, 1),
        (level(71, 0, hour=11), 0, 0),
        (level(71, 5, place=2), 5, 5),
        (level(71, 4, place=2, hour=10), 4, 4),
        (level(71, 2, hour=12), 6, 6),
        (level(72, 2), 6, 8),
    ):
        assert await take("shopify", "inventory_levels/update", said)
        now = await sold(store)
        assert (now["tasse.Bleue"].pieces, now["tasse"].pieces) == (blue, whole), said
    assert not await take("shopify", "inventory_levels/update", level(71, None)), "it is not counted"


async def test_the_words_that_are_known_of_a_product_stay_when_its_shop_tells_of_it(store: Store) -> None:
    take = ProductTaker(store, currency=lambda: "EUR", languages=lambda: ("fr", "en"), clock=lambda: NOON)
    await take("shopify", "products/create", MUG)
    [mug] = [one for one in (await sold(store)).values() if one.variants]
    await store.offers.put([replace(mug, words={"en": {"name": "Mug"}})], NOON)
    await take("shopify", "products/update", MUG | {"title": "Grande tasse"})
    after = (await sold(store))[mug.id]
    assert (after.name, after.words) == ("Grande tasse", {"en": {"name": "Mug"}})


async def test_a_product_that_translates_another_is_its_words_and_no_second_offer(store: Store) -> None:
    take = ProductTaker(store, currency=lambda: "EUR", languages=lambda: ("fr", "en"), clock=lambda: NOON)
    tea = resource("woocommerce-product") | {"regular_price": "6.50", "type": "simple", "id": 10, "sku": "TEA"}
    french = tea | {"name": "Thé vert", "lang": "fr", "translations": {"fr": "10", "en": "11"}}
    english = tea | {"name": "Green tea", "id": 11, "lang": "en", "translations": {"fr": "10", "en": "11"}}
    assert not await take("woocommerce", "product.created", english), "what it translates is not known yet"
    assert await take("woocommerce", "product.created", french)
    assert await take("woocommerce", "product.updated", english)
    assert {one.name: one.words for one in (await sold(store)).values()} == {"Thé vert": {"en": {"name": "Green tea"}}}
    assert not await take("woocommerce", "product.updated", english | {"lang": "de"})
    alone = english | {"id": 12, "sku": "TEA-2", "translations": {"en": 12}}
    assert await take("woocommerce", "product.created", alone), "sold in English alone"
    assert len(await sold(store)) == 2
