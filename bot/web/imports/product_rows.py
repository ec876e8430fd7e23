"""A list of products, whoever exported it, as offers: good lines kept, the others told with their number and reason.

Columns are known by their names, whatever their case and punctuation: our own (those of `flows/catalog/*.csv`),
Shopify's and WooCommerce's (`product_exports`). An offer without a price is left out, and so is one in another currency
than the store's, and the second of one id; a stock below zero counts as none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from bot.model.offer import WAYS, Attribute, Delivery, Offer
from bot.playbook import durations
from bot.playbook.compile.catalogue import attribute_named, with_variants
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
)
from bot.web.imports.tables import Line, Unreadable, plain_name

SHOWN_COLUMNS: Final = 8
MOST: Final = 100_000  # offers of one catalogue


class Told(Struct, frozen=True):
    """What is wrong with a line. `kept`: the line is taken all the same."""

    line: int
    reason: str
    kept: bool = False


#: The offers that a line brings, given the store's currency: of a product's first variant, the whole and itself.
Reads = Callable[[Line, str], Sequence[Offer]]  # raises `BadCell`


class Products:
    """Reads a list. `told` is what was wrong, complete once `offers` has been read."""

    def __init__(self, file: str, currency: str, reads: Reads) -> None:
        self.told: list[Told] = []
        self._file = file
        self._currency = currency
        self._reads = reads
        self._read: dict[str, tuple[int, Offer]] = {}  # the line that each stands on

    def offers(self, lines: Iterable[Line | Unreadable]) -> list[Offer]:
        """Return the offers of all lines that are good."""
        for line in lines:
            if isinstance(line, Unreadable):
                self.told.append(Told(line.number, line.reason))
                continue
            try:
                for offer in self._reads(line, self._currency):
                    self._take(line.number, offer)
            except BadCell as fault:
                self.told.append(Told(line.number, str(fault)))
        priced = with_variants(
            offer for _, offer in self._read.values() if offer.price is not None or self._is_whole(offer)
        )
        unpriced = [id_ for id_, (_, offer) in self._read.items() if id_ not in priced or priced[id_].price is None]
        self.told += [Told(self._read[id_][0], f"`{id_}` has no price") for id_ in unpriced]
        return [offer for id_, offer in priced.items() if offer.price is not None]

    def _take(self, line: int, offer: Offer) -> None:
        if offer.id in self._read:
            raise BadCell(f"the id `{offer.id}` is there already, on line {self._read[offer.id][0]}")
        if len(self._read) >= MOST:
            raise BadCell(f"more than {MOST:,} offers")
        if offer.price == 0:
            self.told.append(Told(line, f"`{offer.id}` costs nothing: its price is 0", kept=True))
        if any(count < 0 for count in offer.stock.values()):
            low = min(offer.stock.values())
            self.told.append(Told(line, f"the stock {low} is below zero; counted as none", kept=True))
            offer = replace(offer, stock={point: max(0, count) for point, count in offer.stock.items()})
        self._read[offer.id] = line, replace(offer, source=f"{self._file}:{line}")

    def _is_whole(self, offer: Offer) -> bool:
        """Whether others are its sizes or colours: the price is theirs."""
        return offer.id in self._parents

    @cached_property
    def _parents(self) -> frozenset[str]:
        return frozenset(offer.parent for _, offer in self._read.values())


def read_own(line: Line, currency: str) -> tuple[Offer, ...]:
    """Read a line in our own columns, or a JSON object under the same names. Raises `BadCell`."""
    cells = _flat(line.cells)
    said = {plain_name(name): text for name, text in cells.items() if text}
    if not said:
        return ()
    name = said.get("name") or said.get("title") or ""
    if not name:
        raise BadCell(f"this line names no product; it needs a `name`{_columns_of(line)}")
    priced_in = said.get("currency", currency).upper()
    if priced_in != currency:
        raise BadCell(f"priced in {priced_in}, the store sells in {currency}")
    counts = {point: pieces(text) for point, text in _under(cells, "stock")}
    counts |= {"": pieces(said.get("stock", ""))} if said.get("stock") else {}
    return (
        Offer(
            id=id_of(said.get("id") or said.get("sku") or name),
            name=plain_words(name),
            category=said.get("category", ""),
            price=amount(said.get("price", "")),
            currency=currency,
            attributes=dict(
                _attribute(label, text) for label, text in (*_under(cells, "attr"), *_under(cells, "attributes"))
            ),
            stock={point: count for point, count in counts.items() if count is not None},
            description=plain_words(said.get("description", "")),
            picture=said.get("picture", "") or said.get("image", ""),
            url=said.get("url", ""),
            tags=tags_of(
                _cut(said.get("tags", "")), said.get("vendor") or said.get("brand") or said.get("marque") or ""
            ),
            guarantee=_duration(said.get("guarantee", "")),
            renewal=_duration(said.get("renewal", "")),
            family=said.get("family", ""),
            delivery=tuple(_delivery(way, text) for way, text in _under(cells, "delivery")),
            complements=tuple(id_of(one) for one in _cut(said.get("complements", ""))),
            parent=id_of(said.get("variantof", "")) if said.get("variantof") else "",
            options=dict(_under(cells, "option")),
            sku=said.get("sku", ""),
            on_order=is_yes(said.get("onorder", "")),
            sold=is_yes(said.get("sold", "yes")),
            ships=is_yes(said.get("ships") or said.get("requiresshipping") or "yes"),
        ),
    )


def _columns_of(line: Line) -> str:
    """Return the columns, where none of them is for names: it may be another list."""
    if {"name", "title"} & {plain_name(one) for one in line.cells}:
        return ""
    return f", and there are only {', '.join(f'`{one}`' for one in list(line.cells)[:SHOWN_COLUMNS])}"


def _flat(cells: Mapping[str, Any]) -> dict[str, str]:
    """Return a line's cells as a CSV has them: `{"stock": {"lyon": 4}}` is the column `stock.lyon`."""
    flat: dict[str, str] = {}
    for name, value in cells.items():
        match value:
            case dict():
                flat |= {f"{name}.{inner}": as_text(one) for inner, one in value.items()}
            case list():
                flat[name] = ";".join(as_text(one) for one in value)
            case _:
                flat[name] = as_text(value)
    return flat


def _under(cells: Mapping[str, str], head: str) -> list[tuple[str, str]]:
    return [
        (name.partition(".")[2].strip(), text)
        for name, text in cells.items()
        if text and name.partition(".")[0].strip().casefold() == head and "." in name
    ]


def _attribute(label: str, text: str) -> tuple[str, Attribute]:
    name, unit = attribute_named(label)
    return name, property_of(text, unit)


def _cut(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _duration(text: str) -> Any:
    try:
        return durations.parse(text) if text else None
    except ValueError as fault:
        raise BadCell(str(fault)) from None


def _delivery(way: str, text: str) -> Delivery:
    known = next((one for one in WAYS if one == way), None)
    if known is None:
        raise BadCell(f"`{way}` is no way of delivery; there are {', '.join(WAYS)}")
    cost, _, delay = text.partition(";")
    return Delivery(known, amount(cost), _duration(delay.strip()))
