"""A list with some of the columns only changes what it names: `id,price,stock` says nothing of a description.

What an absent column would say stays as it was imported before; an empty cell of a column that is there empties it.
Attributes, stock by point of sale, ways of delivery and options are columns each of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from msgspec.structs import replace

from bot.model.offer import Offer
from bot.model.offer_texts import kept as with_words_kept
from bot.playbook.compile.catalogue import attribute_named
from bot.web.imports.product_cells import id_of
from bot.web.imports.product_rows import Reads
from bot.web.imports.tables import Line, plain_name

#: By field of an offer, the columns that tell it, whoever exported the list, by their letters and digits.
COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "category": frozenset({"category", "type", "productcategory", "categories", "catégories"}),
    "price": frozenset({"price", "variantprice", "regularprice", "tarifrégulier"}),
    "description": frozenset({"description", "bodyhtml", "shortdescription", "descriptioncourte"}),
    "picture": frozenset(
        {"picture", "image", "imagesrc", "productimageurl", "images", "variantimage", "variantimageurl"}
    ),
    "url": frozenset({"url", "externalurl", "urlexterne"}),
    "tags": frozenset({"tags", "étiquettes", "vendor", "brand", "brands", "marque", "marques"}),
    "guarantee": frozenset({"guarantee"}),
    "renewal": frozenset({"renewal"}),
    "family": frozenset({"family"}),
    "complements": frozenset({"complements", "crosssells", "ventescroisées"}),
    "parent": frozenset({"variantof", "parent"}),
    "sku": frozenset({"sku", "variantsku", "ugs"}),
    "ships": frozenset({"ships", "requiresshipping", "variantrequiresshipping", "giftcard", "type", "virtual"}),
    "on_order": frozenset(
        {
            "onorder",
            "backordersallowed",
            "autoriserlescommandesdeproduitsenrupture",
            "variantinventorypolicy",
            "continuesellingwhenoutofstock",
            "instock",
            "enstock",
        }
    ),
}
#: Of several columns in one: how each of them begins.
HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "attributes": ("attr.", "attributes."),
    "stock": ("stock.",),
    "delivery": ("delivery.",),
    "options": ("option.",),
}
#: Columns that tell the whole of such a field.
WHOLE: Final[Mapping[str, frozenset[str]]] = {
    "stock": frozenset({"stock", "instock", "enstock", "variantinventoryqty", "inventoryquantity"}),
}
_NAMES: Final = frozenset({"name", "title", "nom"})
_SHOPS_ATTRIBUTES: Final = ("attribute", "nomdelattribut", "weight", "length", "width", "height", "poids", "longueur")


class OverWhatStands:
    """Reads lines with `reads`, each over the offer of its id that was imported before."""

    def __init__(
        self, reads: Reads, known: Mapping[str, Offer], texts: Mapping[str, Collection[str]] | None = None
    ) -> None:
        """`texts`: those that the list has a column for in other languages, by language."""
        self._reads = reads
        self._known = known
        self._texts = texts

    def __call__(self, line: Line, currency: str) -> tuple[Offer, ...]:
        """Read one line. Raises `BadCell`."""
        columns = frozenset(map(plain_name, line.cells))
        return tuple(
            self._over(offer, line.cells, columns) for offer in self._reads(self._named(line, columns), currency)
        )

    def _named(self, line: Line, columns: frozenset[str]) -> Line:
        """Return the line with the name that is known, where the list has no names."""
        if columns & _NAMES:
            return line
        said = {plain_name(name): str(text) for name, text in line.cells.items() if text}
        id_ = said.get("id") or said.get("sku")
        known = self._known.get(id_of(id_)) if id_ else None
        return Line(line.number, {**line.cells, "name": known.name}) if known is not None else line

    def _over(self, offer: Offer, cells: Mapping[str, Any], columns: frozenset[str]) -> Offer:
        known = self._known.get(offer.id)
        return (
            offer if known is None else with_words_kept(self._joined(offer, known, cells, columns), known, self._texts)
        )

    def _joined(self, offer: Offer, known: Offer, cells: Mapping[str, Any], columns: frozenset[str]) -> Offer:
        kept: dict[str, Any] = {field: getattr(known, field) for field, names in COLUMNS.items() if not names & columns}
        if not columns & _NAMES:  # a list without names is none of what is sold
            kept |= {"sold": known.sold} if "sold" not in columns else {}
            kept |= {"variants": known.variants, "options": known.options}
        if _tells_attributes_otherwise(columns):
            return replace(offer, **kept)
        for field in HEADS:
            if not WHOLE.get(field, frozenset()) & columns:
                kept[field] = _joined(field, known, offer, _told_under(field, cells))
        return replace(offer, **kept)


def _tells_attributes_otherwise(columns: Collection[str]) -> bool:
    """A shop's export has its attributes and stock in columns of its own shape: what it tells is the whole."""
    return any(name.startswith(_SHOPS_ATTRIBUTES) and name != "attributes" for name in columns) or any(
        "metafields" in name or name in {"handle", "urlhandle"} for name in columns
    )


def _told_under(field: str, cells: Mapping[str, Any]) -> set[str]:
    """Return what the list has a column for: the attributes, points of sale, ways or options it names."""
    found = set[str]()
    for name, value in cells.items():
        lower = name.casefold()
        for head in HEADS[field]:
            if lower.startswith(head):
                found.add(name[len(head) :].strip())
            elif lower == head[:-1] and isinstance(value, dict):
                found |= set(value)
    return {attribute_named(name)[0] for name in found} if field == "attributes" else found


def _joined(field: str, known: Offer, offer: Offer, told: Collection[str]) -> Any:
    """Return what stands beside what is told; stock by point of sale takes the place of one number for all."""
    stands, says = getattr(known, field), getattr(offer, field)
    if field == "delivery":
        return (*(one for one in stands if one.way not in told), *says)
    if field == "stock" and told:
        stands = {point: count for point, count in stands.items() if point}
    return {name: value for name, value in stands.items() if name not in told} | says
