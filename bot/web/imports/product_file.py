"""A file of products, whoever exported it: its offers, in all the store's languages, over what was imported before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from bot.model.offer import Offer
from bot.web.imports.product_columns import OverWhatStands
from bot.web.imports.product_exports import Shopify, WooCommerce, is_shopify, is_woocommerce
from bot.web.imports.product_groups import folded
from bot.web.imports.product_languages import InLanguages, columns_of
from bot.web.imports.product_rows import Products, Reads, Told, read_own
from bot.web.imports.product_translations import is_translations, translated
from bot.web.imports.tables import Line, Unreadable, plain_name


class Shop(Struct, frozen=True):
    """What a list does not say: the currency of its prices, the store's languages, the first one first, and today."""

    currency: str
    languages: tuple[str, ...]
    today: date


class FileRead(Struct, frozen=True):
    """What a file brings, and what was wrong with it. `is_list`: it says what is sold; translations alone do not."""

    offers: list[Offer]
    told: list[Told]
    is_list: bool = True


def read_file(file: str, lines: Sequence[Line | Unreadable], known: Sequence[Offer], shop: Shop) -> FileRead:
    """Read the lines of a file; `known` are the offers that were imported before."""
    first = next((line for line in lines if isinstance(line, Line)), None)
    columns = frozenset(plain_name(name) for name in first.cells) if first is not None else frozenset()
    if is_translations(columns):
        return FileRead(*translated(lines, known, shop.languages), is_list=False)
    make, told = _reader_of(columns, shop.today), list[Told]()
    if is_woocommerce(columns):
        lines, told = folded(lines, shop.languages)
    by_id = {offer.id: offer for offer in known}
    reads = InLanguages(make, columns_of(lines), shop.languages, by_id)
    products = Products(file, shop.currency, OverWhatStands(reads, by_id, reads.texts))
    offers = products.offers(lines)
    return FileRead(offers, [*products.told, *told, *reads.told])


def _reader_of(columns: frozenset[str], today: date) -> Callable[[], Reads]:
    """Tell by the columns who wrote the file."""
    if is_shopify(columns):
        return Shopify
    return partial(WooCommerce, today) if is_woocommerce(columns) else lambda: read_own
