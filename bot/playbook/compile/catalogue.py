"""The offers of `flows/catalog/` to the record that all of the program knows them by, and their words to texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from bot.model.offer import Attribute, Delivery, Offer
from bot.playbook.compile.compiling import Compiling
from bot.playbook.compile.wording import file_at
from bot.playbook.compiled import Criterion, Text
from bot.playbook.draft import Spot
from bot.playbook.liquid.liquid_texts import MARKS
from bot.playbook.schema.catalogue import CriterionSource, OfferSource
from bot.playbook.source.nodes import Word, word
from bot.playbook.source.places import place_of

#: `bruit (dB)`: the name of an attribute and the unit of its numbers.
_WITH_UNIT: Final = re.compile(r"(.*?)\s*\(([^()]{1,20})\)")
#: Signs of units that people read the same in every language; "tasses" and "Go" are none.
_INTERNATIONAL: Final = re.compile(
    r"[µmcdhkMG]?(?:g|l|L|m|m²|m³|s|V|A|Ah|W|Wh|Hz|Pa|bar|N|Nm|J|cal|lm|lx|cd)|dB(?:\(A\))?|h|min|K|°[CF]?|%|px|dpi|[€$£]"
)
_COMMA: Final = re.compile(r"-?[0-9]{1,9},[0-9]{1,6}")


def compile_offer(compiling: Compiling, source: OfferSource, file: str, currency: str) -> Offer:
    """Compile an offer of the catalogue; prices are in the store's `currency`."""
    spot = Spot(file=file, kind="store", owner=str(source.id))
    for other in (*source.complements, *([source.variant_of] if source.variant_of else [])):
        compiling.mention("offer", other, spot)
    for point in source.stock:
        compiling.mention("point of sale", point, spot)
    place = place_of(source.node, file)
    return Offer(
        id=str(source.id),
        name=str(source.name),
        category=str(source.category or ""),
        price=source.price,
        currency=currency,
        attributes=_attributes(compiling, source, file),
        stock={str(point): count for point, count in source.stock.items()},
        description=str(source.description or ""),
        picture=file_at(compiling, source.picture, spot) if source.picture else "",
        url=str(source.url or ""),
        tags=tuple(str(tag) for tag in source.tags),
        guarantee=source.guarantee,
        renewal=source.renewal,
        family=str(source.family or ""),
        delivery=tuple(Delivery(way, each.cost, each.delay) for way, each in source.delivery.items()),
        complements=tuple(str(one) for one in source.complements),
        parent=str(source.variant_of or ""),
        options={str(name): str(value) for name, value in source.option.items()},
        on_order=source.on_order,
        sold=source.sold,
        ships=source.ships,
        source=f"{place.file}:{place.line}",
    )


def _attributes(compiling: Compiling, source: OfferSource, file: str) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for label, cell in source.attr.items():
        name, unit = attribute_named(label)
        if name in found:
            compiling.fault(place_of(cell, file), f"the attribute `{name}` is there twice, in two units")
        found[name] = Attribute(_value(cell), unit)
    return found


def offer_texts(compiling: Compiling, source: OfferSource, file: str, described: Collection[str]) -> Iterator[Text]:
    """Compile what customers are shown of an offer in words, so that it is translated like all texts; `described` are
    the attributes that have a title of their own."""
    spot = Spot(file=file, kind="offer", owner=str(source.id))
    for said in _words_of(source, described):
        if not any(mark in said for mark in MARKS):  # an offer is no template: this is shown as it stands
            yield compiling.text(said, spot, "offer")


def _words_of(source: OfferSource, described: Collection[str]) -> Iterator[Word]:
    yield from filter(None, (source.name, source.category, source.family, source.description))
    for label, cell in source.attr.items():
        name, unit = attribute_named(label)
        if name not in described:
            yield word(name, label.line, label.column)
        if unit and not _INTERNATIONAL.fullmatch(unit):
            yield word(unit, label.line, label.column)
        if isinstance(_value(cell), str):
            yield cell
    for name, value in source.option.items():
        yield from (name, value)


def compile_criterion(compiling: Compiling, source: CriterionSource, file: str) -> Criterion:
    """Compile what customers go by."""
    spot = Spot(file=file, kind="store", owner=str(source.attribute))
    return Criterion(
        id=str(source.attribute),
        label=compiling.text(source.title or source.attribute, spot, "label"),
        unit=str(source.unit or ""),
        units=tuple(str(unit) for unit in source.units),
        better=source.better,
        words=tuple(str(word) for word in source.words),
        also=tuple(str(name) for name in source.also),
        values=tuple(compiling.text(value, spot, "label") for value in source.values),
    )


def criterion_texts(criterion: Criterion) -> Iterator[Text]:
    """Return what a criterion is called, and its values that are words."""
    yield from (criterion.label, *criterion.values) if criterion.label is not None else criterion.values


def attribute_named(label: str) -> tuple[str, str]:
    """Return an attribute's name and unit: `bruit (dB)` is `bruit` in `dB`."""
    match = _WITH_UNIT.fullmatch(label.strip())
    return (match[1], match[2].strip()) if match and match[1] else (label.strip(), "")


def _value(cell: Word) -> int | float | str | bool:
    if not cell.style and _COMMA.fullmatch(cell):
        return float(cell.replace(",", "."))
    value = cell.value()
    return value if isinstance(value, int | float | bool) else str(cell)


def with_variants(offers: Iterable[Offer]) -> dict[str, Offer]:
    """Return offers by id, each with the variants that name it their parent; one without a price of its own costs what
    the cheapest of them does, and what has no stock of its own has theirs together.
    """
    found = {offer.id: offer for offer in offers}
    variants: dict[str, list[Offer]] = {}
    for offer in found.values():
        if offer.parent in found:
            variants.setdefault(offer.parent, []).append(offer)
    return found | {id_: _with(found[id_], its) for id_, its in variants.items()}


def _with(parent: Offer, variants: list[Offer]) -> Offer:
    prices = [one.price for one in variants if one.price is not None and one.sold]
    stock: dict[str, int] = {}
    for one in variants:
        for point, count in one.stock.items():
            stock[point] = stock.get(point, 0) + count
    lowest: Decimal | None = min(prices, default=None)
    return replace(
        parent,
        variants=tuple(one.id for one in variants),
        price=parent.price if parent.price is not None else lowest,
        stock=parent.stock or stock,
        on_order=parent.on_order or any(one.on_order for one in variants),
    )
