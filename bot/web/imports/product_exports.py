"""Product lists as Shopify and WooCommerce export them, old column names and new, English and French.

Sources: Shopify's "Using CSV files to import and export products" (help.shopify.com), its sample files; WooCommerce's
exporter, `WC_Product_CSV_Exporter`, whose headers are translated with the shop's language, and its REST API's product.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.model.offer import Attribute, Offer
from bot.playbook.compile.catalogue import attribute_named
from bot.web.imports.product_cells import (
    BadCell,
    amount,
    as_text,
    id_of,
    is_yes,
    pieces,
    plain_words,
    property_of,
    tags_of,
    with_options,
)
from bot.web.imports.tables import Line, plain_name

_METAFIELD: Final = re.compile(r"(.+?)\s*\((?:product|variant)\.metafields\.[^)]+\)", re.IGNORECASE)


def is_shopify(columns: frozenset[str]) -> bool:
    """Tell by the columns (plain names) whether Shopify wrote it."""
    return bool(columns & {"handle", "urlhandle"}) and bool(columns & {"variantprice", "option1name", "option1value"})


class Shopify:
    """A product stands on the line that has its title; lines of the same handle below it are its other variants, or
    only another picture."""

    def __init__(self) -> None:
        self._heads: dict[str, tuple[Offer, tuple[str, ...]]] = {}

    def __call__(self, line: Line, currency: str) -> tuple[Offer, ...]:
        """Read one line. Raises `BadCell`."""
        said = {plain_name(name): str(text) for name, text in line.cells.items() if text}
        handle = _first(said, "handle", "urlhandle")
        if not handle:
            raise BadCell("this line has no handle")
        name = said.get("title", "")
        if not name and handle not in self._heads:
            raise BadCell(f"`{handle}` has no title on its first line")
        if name and handle in self._heads:
            raise BadCell(f"the id `{id_of(handle)}` is there already")
        if name:
            self._heads[handle] = self._head(handle, name, said, line, currency)
        head, options = self._heads[handle]
        return _variants(head, options, said)

    def _head(
        self, handle: str, name: str, said: Mapping[str, str], line: Line, currency: str
    ) -> tuple[Offer, tuple[str, ...]]:
        names = tuple(said.get(f"option{number}name", "") for number in (1, 2, 3))
        is_sold = is_yes(_first(said, "published", "publishedononlinestore", default="true"))
        head = Offer(
            id=id_of(handle),
            name=plain_words(name),
            category=said.get("type", "") or _first(said, "productcategory").rpartition(">")[2].strip(),
            currency=currency,
            description=plain_words(_first(said, "bodyhtml", "description")),
            picture=_first(said, "imagesrc", "productimageurl"),
            tags=tags_of(said.get("tags", "").split(","), said.get("vendor", "")),
            attributes=dict(_metafields(line.cells)),
            sold=is_sold and said.get("status", "active").casefold() == "active",
            ships=not is_yes(said.get("giftcard", "")),
        )
        return head, names


def _variants(head: Offer, names: tuple[str, ...], said: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return what a line brings: the product alone, its first variant and itself, another variant, or nothing new."""
    values = tuple(said.get(f"option{number}value", "") for number in (1, 2, 3))
    if not any(values) and not _first(said, "variantprice", "price"):
        return (head,) if "title" in said else ()
    options = {name: value for name, value in zip(names, values, strict=True) if name and value}
    if options in ({}, {"Title": "Default Title"}):
        return (_with(head, said, {}),)
    variant = _with(head, said, options)
    return (head, variant) if "title" in said else (variant,)


def _with(head: Offer, said: Mapping[str, str], options: dict[str, str]) -> Offer:
    """Return the variant of a line; the whole product where there is only one."""
    count = pieces(_first(said, "variantinventoryqty", "inventoryquantity"))
    is_counted = bool(_first(said, "variantinventorytracker", "inventorytracker")) or bool(count)
    sku = _first(said, "variantsku", "sku")
    own: dict[str, Any] = {
        "price": amount(_first(said, "variantprice", "price")),
        "stock": {"": count} if count is not None and is_counted else {},
        "on_order": is_yes(_first(said, "variantinventorypolicy", "continuesellingwhenoutofstock")),
        "sku": sku,
        "ships": head.ships and is_yes(_first(said, "variantrequiresshipping", "requiresshipping", default="true")),
    }
    if options:
        own |= {
            "id": id_of(head.id, *options.values()),
            "name": with_options(head.name, options.values()),
            "parent": head.id,
            "options": options,
            "picture": _first(said, "variantimage", "variantimageurl") or head.picture,
        }
    return _changed(head, own)


def _changed(offer: Offer, fields: dict[str, Any]) -> Offer:
    return Offer(**{name: getattr(offer, name) for name in Offer.__struct_fields__} | fields)


def _metafields(cells: Mapping[str, Any]) -> list[tuple[str, Attribute]]:
    found = ((_METAFIELD.fullmatch(name), str(text)) for name, text in cells.items() if text)
    return [(match[1], property_of(text)) for match, text in found if match is not None]


def _first(said: Mapping[str, str], *names: str, default: str = "") -> str:
    return next((said[name] for name in names if said.get(name)), default)


#: Our name of a column, and WooCommerce's in English and French, by their letters and digits.
WOOCOMMERCE: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id",),
    "type": ("type",),
    "sku": ("sku", "ugs"),
    "name": ("name", "nom"),
    "published": ("published", "publié"),
    "short": ("shortdescription", "descriptioncourte"),
    "description": ("description",),
    "in_stock": ("instock", "enstock"),
    "stock": ("stock",),
    "backorders": ("backordersallowed", "autoriserlescommandesdeproduitsenrupture"),
    "sale_price": ("saleprice", "tarifpromo"),
    "sale_from": ("datesalepricestarts", "datededébutdepromo"),
    "sale_to": ("datesalepriceends", "datedefindepromo"),
    "price": ("regularprice", "tarifrégulier"),
    "categories": ("categories", "catégories"),
    "tags": ("tags", "étiquettes"),
    "brands": ("brands", "marques"),
    "images": ("images",),
    "parent": ("parent",),
    "cross_sells": ("crosssells", "ventescroisées"),
    "url": ("externalurl", "urlexterne"),
}
_MEASURES: Final = re.compile(
    r"(weight|length|width|height|poids|longueur|largeur|hauteur)\s*\(([^)]{1,10})\)", re.IGNORECASE
)
#: The Type column: what it is, and how it is had. `WC_Product_CSV_Exporter` writes both in one cell, never translated.
_SOLD: Final = ("simple", "variable", "variation")
_MANNERS: Final = ("virtual", "downloadable")
_NOT_SOLD: Final[Mapping[str, str]] = {
    "grouped": "a `grouped` product is a page of others, which are sold one by one",
    "external": "an `external` product is sold on another site",
}
_NAME_OF: Final = re.compile(r"(?:attribute(\d+)name|nomdelattribut(\d+))")
_VALUES_OF: Final = ("attribute{}values", "valeursdelattribut{}")


def is_woocommerce(columns: frozenset[str]) -> bool:
    """Tell by the columns (plain names) whether WooCommerce wrote it."""
    return bool(columns & {"regularprice", "tarifrégulier"}) and bool(columns & {"sku", "ugs", "type"})


class WooCommerce:
    """`today` decides whether a sale price with dates holds."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __call__(self, line: Line, currency: str) -> tuple[Offer, ...]:
        """Read one line, or a product of the REST API. Raises `BadCell`."""
        cells = line.cells if "regular_price" not in line.cells else _of_rest(line.cells)
        plainly = {plain_name(name): as_text(text) for name, text in cells.items()}
        said = {ours: _first(plainly, *theirs) for ours, theirs in WOOCOMMERCE.items()}
        if not said["name"]:
            raise BadCell("this line names no product")
        kind = _kind(said["type"])
        attributes = _attributes(plainly)
        parent = _reference(said["parent"]) if kind == "variation" else ""
        first = said["categories"].split(",")[0].split(">")
        measures = [(match, text) for name, text in cells.items() if text and (match := _MEASURES.fullmatch(name))]
        return (
            Offer(
                id=id_of(said["sku"] or said["id"] or said["name"]),
                name=plain_words(said["name"]),
                category=first[-1].strip(),
                price=self._price(said),
                currency=currency,
                attributes={}
                if parent
                else {match[1].lower(): property_of(as_text(text), match[2]) for match, text in measures}
                | {name: property_of(value) for name, value in attributes.items()},
                stock=_stock(said),
                description=plain_words(said["short"] or said["description"]),
                picture=said["images"].split(",")[0].strip(),
                url=said["url"],
                tags=tags_of(said["tags"].split(","), said["brands"]),
                complements=tuple(_reference(one) for one in said["cross_sells"].split(",") if one.strip()),
                parent=parent,
                options=attributes if parent else {},
                sku=said["sku"],
                on_order=is_yes(said["backorders"]) or said["in_stock"].casefold() == "backorder",
                sold=said["published"] in {"", "1"},
                ships=not _is_virtual(said["type"]),
            ),
        )

    def _price(self, said: Mapping[str, str]) -> Any:
        regular, sale = amount(said["price"]), amount(said["sale_price"])
        return sale if sale is not None and self._is_on(said["sale_from"], said["sale_to"]) else regular

    def _is_on(self, begins: str, ends: str) -> bool:
        today = self._today.isoformat()
        return (not begins or begins[:10] <= today) and (not ends or today <= ends[:10])


def _kind(text: str) -> str:
    """Return which of `_SOLD` a cell of the Type column says ("simple, virtual"); a list without it is of simple ones.
    Raises `BadCell` for what cannot be ordered by itself, and for types that plugins bring (`bundle`, `subscription`):
    they are sold on terms of their own, which no order of ours would keep.
    """
    said = [one.strip().casefold() for one in text.split(",") if one.strip()]
    kinds = [one for one in said if one not in _MANNERS] or ["simple"]
    if kinds[0] not in _SOLD:
        raise BadCell(_NOT_SOLD.get(kinds[0]) or f"products of the type `{kinds[0][:40]}` are not known here")
    return kinds[0]


def _is_virtual(text: str) -> bool:
    """Return whether nothing of it is sent. WooCommerce's own `WC_Product::needs_shipping` asks this alone: a download
    may come with a thing in a parcel."""
    return "virtual" in [one.strip().casefold() for one in text.split(",")]


def _stock(said: Mapping[str, str]) -> dict[str, int]:
    """Return the pieces; a size whose stock is its `parent`'s has none of its own."""
    count = None if said["stock"] == "parent" else pieces(said["stock"])
    if count is not None:
        return {"": count}
    return {"": 0} if said["in_stock"] == "0" else {}


def _attributes(plainly: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, name in plainly.items():
        match = _NAME_OF.fullmatch(column)
        if match is not None and name:
            values = _first(plainly, *(one.format(match[1] or match[2]) for one in _VALUES_OF))
            if values:
                found[attribute_named(name)[0]] = values.replace("\\,", ",")
    return found


def _reference(text: str) -> str:
    """Another product is named by its SKU, or `id:15` where it has none."""
    return id_of(text.strip().removeprefix("id:"))


def _of_rest(product: Mapping[str, Any]) -> dict[str, Any]:
    """Return a product of the REST API as the line that an export would have."""
    names = [one.get("name", "") for one in product.get("categories") or []]
    cells: dict[str, Any] = {
        "ID": product.get("id"),
        "Type": f"{product.get('type') or 'simple'}, virtual" if product.get("virtual") else product.get("type"),
        "SKU": product.get("sku"),
        "Name": product.get("name"),
        "Published": 1 if product.get("status", "publish") == "publish" else 0,
        "Short description": product.get("short_description"),
        "Description": product.get("description"),
        "In stock?": {"instock": 1, "onbackorder": "backorder"}.get(product.get("stock_status", "instock"), 0),
        "Stock": product.get("stock_quantity"),
        "Backorders allowed?": product.get("backorders_allowed"),
        "Regular price": product.get("regular_price") or product.get("price"),
        "Sale price": product.get("sale_price"),
        "Date sale price starts": product.get("date_on_sale_from"),
        "Date sale price ends": product.get("date_on_sale_to"),
        "Categories": names[-1] if names else "",
        "Tags": ",".join(one.get("name", "") for one in product.get("tags") or []),
        "Brands": ",".join(one.get("name", "") for one in product.get("brands") or []),
        "Images": next((one.get("src", "") for one in product.get("images") or []), ""),
        "Cross-sells": ",".join(f"id:{one}" for one in product.get("cross_sell_ids") or []),
        "External URL": product.get("external_url") or product.get("permalink"),
    }
    for number, one in enumerate(product.get("attributes") or [], 1):
        cells[f"Attribute {number} name"] = one.get("name")
        cells[f"Attribute {number} value(s)"] = ", ".join(one.get("options") or [])
    return cells
