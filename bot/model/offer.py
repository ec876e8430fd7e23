"""An offer: what the shop sells, the one record of it everywhere, and what was found of offers in a customer's words.

Written in the playbook (`flows/catalog/`) or imported (`parcours import products`). Amounts are exact: `Decimal`s in
units of `currency`, never floats; templates and conditions see them as plain numbers (`playbook.offer_facts`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

#: How an offer reaches the customer: taken in a point of sale, ordered and collected there, brought home, or left at a
#: relay point.
Way = Literal["in_store", "click_and_collect", "home", "relay"]
WAYS: Final[tuple[Way, ...]] = ("in_store", "click_and_collect", "home", "relay")

#: Words in a catalogue's cell that say that an offer does not have something.
_HAS_NOT: Final = frozenset(
    {"", "0", "non", "no", "false", "aucun", "aucune", "none", "sans", "without", "-", "–", "—"}
)


class Attribute(Struct, frozen=True, gc=False, omit_defaults=True):
    """A property of an offer: a number in `unit` ("dB", "l"; empty for a plain number), or a text as it was written."""

    value: int | float | str | bool
    unit: str = ""

    @property
    def number(self) -> float | None:
        """The value where it is a number."""
        return None if isinstance(self.value, str | bool) else float(self.value)

    @property
    def has_it(self) -> bool:
        """Whether the offer has this at all: "oui", "buse vapeur" and 15 do, "non", "sans" and 0 do not."""
        return str(self.value).strip().lower() not in _HAS_NOT


class Delivery(Struct, frozen=True, gc=False, omit_defaults=True):
    """A way to the customer. `cost` in the offer's currency, 0 for free, None for not known; `delay` from the order to
    the hands."""

    way: Way
    cost: Decimal | None = None
    delay: timedelta | None = None


class Offer(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """`stock` is in pieces by point of sale; pieces that are in no one place (a shop's export has one number) stand
    under the empty id. Nothing known of the stock is no shortage.

    An offer in several sizes or colours names its `variants`, offers of their own, which name it their `parent` and
    carry the `options` that tell them apart; its own price is the lowest of theirs. `words` are its texts in other
    languages, of an imported one (`offer_texts`). `source` is where it was written, for whoever traces a number back:
    `flows/catalog/offers.csv:3`, `products_export.csv:12`.
    """

    id: str
    name: str
    category: str = ""
    price: Decimal | None = None
    currency: str = "EUR"
    attributes: dict[str, Attribute] = field(default_factory=dict)
    stock: dict[str, int] = field(default_factory=dict)
    description: str = ""
    picture: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    guarantee: timedelta | None = None
    renewal: timedelta | None = None  # the rhythm in which it is bought again
    family: str = ""  # what is bought in its place has the same; empty: all of its category
    delivery: tuple[Delivery, ...] = ()
    complements: tuple[str, ...] = ()
    parent: str = ""
    options: dict[str, str] = field(default_factory=dict)
    sku: str = ""  # by which the shop's orders name it, where that is not the id
    variants: tuple[str, ...] = ()
    on_order: bool = False  # sold though there is none in stock
    sold: bool = True  # false: no longer, or not yet
    ships: bool = True  # false: nothing is to be brought, as of a gift card by e-mail, a download, a course
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    source: str = ""

    @property
    def pieces(self) -> int | None:
        """How many there are in all, None where nobody counts."""
        return sum(self.stock.values()) if self.stock else None

    @property
    def is_available(self) -> bool:
        """Whether it can be ordered now."""
        return self.sold and (self.on_order or self.pieces is None or self.pieces > 0)

    def is_at(self, point_of_sale: str) -> bool:
        """Whether it lies in this point of sale."""
        return self.sold and self.stock.get(point_of_sale, 0) > 0


def renewed(written: Offer, imported: Offer) -> Offer:
    """Return an offer of the playbook with what an import knows of the same id: price, stock and availability are the
    import's, texts and attributes the playbook's; what the playbook leaves out is filled in.
    """
    news = {
        name: getattr(imported, name)
        for name in (
            "category",
            "description",
            "picture",
            "url",
            "tags",
            "guarantee",
            "renewal",
            "family",
            "delivery",
            "variants",
        )
        if not getattr(written, name)
    }
    return replace(
        written,
        price=imported.price if imported.price is not None else written.price,
        currency=imported.currency if imported.price is not None else written.currency,
        stock=imported.stock or written.stock,
        on_order=imported.on_order,
        sold=imported.sold,
        ships=written.ships and imported.ships,
        attributes=imported.attributes | written.attributes,
        complements=written.complements or imported.complements,
        words=_words_of(imported, written, news),
        source=f"{written.source}, {imported.source}",
        **news,
    )


def _words_of(imported: Offer, written: Offer, news: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the words of what an import fills in; the playbook's own texts are translated in the playbook."""

    def is_news(text: str) -> bool:
        kind, _, name = text.partition(" ")
        return kind in news or (kind in {"attribute", "value"} and name not in written.attributes)

    told = {one: {text: said for text, said in words.items() if is_news(text)} for one, words in imported.words.items()}
    return {one: words for one, words in told.items() if words}


class Wanted(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a customer's words ask of one criterion (`flows/catalog/attributes.yaml`): little of it or much (`better`),
    between bounds in its unit, or, with none of these, that the offer has it at all; at most 0, that it has it not.
    `said` is the figure itself, where it was said alone ("9 bars"): what has just that goes first."""

    criterion: str
    better: Literal["lower", "higher"] | None = None
    at_least: float | None = None
    at_most: float | None = None
    said: float | None = None


class Sought(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a text asks for among the offers. Prices are in the store's currency; `around` widens to both sides.

    `words` are those of names, categories and descriptions that were recognised, spelt as the catalogue has them;
    `whole` where the text names something sold, denies nothing, and says nothing besides ("vous avez des machines ?").
    """

    words: tuple[str, ...] = ()
    category: str = ""
    at_least: float | None = None
    at_most: float | None = None
    around: float | None = None
    wanted: tuple[Wanted, ...] = ()
    whole: bool = False

    @property
    def is_priced(self) -> bool:
        """Whether a price was said."""
        return self.at_least is not None or self.at_most is not None or self.around is not None


class Reason(Struct, frozen=True, gc=False, omit_defaults=True):
    """Why an offer was found: its `price`, its category or words of its name (`text`), or an attribute, as its
    catalogue cell has it (`text`, `unit`)."""

    kind: Literal["price", "category", "words", "attribute"]
    criterion: str = ""
    text: str = ""
    unit: str = ""


class Found(Struct, frozen=True, gc=False, omit_defaults=True):
    """An offer that a text may ask for. `score` runs from 0 to 1: 1, it is all that was asked for."""

    id: str
    score: float
    reasons: tuple[Reason, ...] = ()


class Named(Struct, frozen=True, gc=False, omit_defaults=True):
    """A thing that a text names to have it, and how many. `offers` are the ids that its words fit equally: one, or
    a few of which nobody said which one is meant; none where it stands beside what was understood and is not: `said`
    are its words then."""

    offers: tuple[str, ...]
    quantity: int = 1
    said: str = ""


class OffersMet(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a turn was told of offers that are not the playbook's own as written: each offer it asked for (None: there
    was none), and the ids that each question for several was answered with. A replay is told the same."""

    offers: dict[str, Offer | None] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
