"""The offers as a turn sees them: the playbook's own and the imported ones, always at today's price and stock.

Theory of operation
-------------------
A turn is a pure function, and the offers change between turns: so a turn is *given* a catalogue (`Shelf.catalogue`), as
it is given the times of stages, and what it was told is noted (`Asking`), kept with the event (table `offers_met`) and
told again in a replay (`Told`). Only what differs from the playbook's own offers is noted: those a replay has with
the playbook's version.

What a customer's words ask for is looked for once, before the turn, and travels with the reading (`Reading.offers`,
`Reading.sought`); the turn then asks by id. A conversation keeps its version's wording, never its prices: the
catalogue is of now for everybody.

Asked for are: one offer (`get`), the one that a shop's order names (`named`: by its id or SKU), offers like it
(`similar`), what goes with it (`complements_of`), its sizes and colours (`variants_of`), and what a word of imported
offers is in other languages (`said`; the playbook's own words are its `offer_words`). One offer is a matter of
microseconds, `similar` of milliseconds; none raises, and who asks for what is not there gets None or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Final, Protocol

from bot.model.offer import Offer, OffersMet, renewed
from bot.model.offer_texts import elsewhere

MOST_SIMILAR: Final = 4
MOST_NAMES: Final = 400  # of the playbook's offers: those whose names are looked for in what is said


class Catalogue(Protocol):
    """What is sold. `by_sku` gives an id; `similar` gives ids, the likest first, without the offer itself and without
    its variants; `said` gives a word of imported offers in other languages, by language.
    """

    def get(self, id: str) -> Offer | None: ...

    def by_sku(self, sku: str) -> str | None: ...

    def similar(self, id: str, at_most: int) -> tuple[str, ...]: ...

    def said(self, word: str) -> Mapping[str, str]: ...


class Plain:
    """A catalogue of offers in hand: the playbook's alone."""

    def __init__(self, offers: Mapping[str, Offer]) -> None:
        self._offers = offers

    def get(self, id: str) -> Offer | None:
        return self._offers.get(id)

    def by_sku(self, sku: str) -> str | None:
        return next((offer.id for offer in self._offers.values() if offer.sku == sku), None) if sku else None

    def similar(self, id: str, at_most: int) -> tuple[str, ...]:
        offer = self._offers.get(id)
        return alike(offer, self._offers.values())[:at_most] if offer is not None else ()

    def said(self, word: str) -> Mapping[str, str]:
        return {}


class Listed:
    """A catalogue that can be asked by id and by SKU and not yet be searched: while a large one is being packed."""

    def __init__(self, own: Mapping[str, Offer], imported: Iterable[Offer]) -> None:
        """An imported offer of an id of the playbook's `own` renews its price and stock."""
        found = dict(own)
        for offer in imported:
            found[offer.id] = renewed(own[offer.id], offer) if offer.id in own else offer
        self._offers = found
        self._skus = {offer.sku: offer.id for offer in reversed(found.values()) if offer.sku}
        self._words = {word: one.id for one in reversed(found.values()) for word in elsewhere(one)}

    def get(self, id: str) -> Offer | None:
        return self._offers.get(id)

    def by_sku(self, sku: str) -> str | None:
        return self._skus.get(sku)

    def similar(self, id: str, at_most: int) -> tuple[str, ...]:
        return ()

    def said(self, word: str) -> Mapping[str, str]:
        return elsewhere(self._offers[self._words[word]])[word] if word in self._words else {}


class Told:
    """The catalogue of a turn that is run again: what it was told then, else what the playbook has."""

    def __init__(self, met: OffersMet, own: Mapping[str, Offer]) -> None:
        self._met = met
        self._own = Plain(own)

    def get(self, id: str) -> Offer | None:
        return self._met.offers[id] if id in self._met.offers else self._own.get(id)

    def by_sku(self, sku: str) -> str | None:
        known = self._met.lists.get(_sku(sku))
        return next(iter(known), None) if known is not None else self._own.by_sku(sku)

    def similar(self, id: str, at_most: int) -> tuple[str, ...]:
        known = self._met.lists.get(_similar(id, at_most))
        return known if known is not None else self._own.similar(id, at_most)

    def said(self, word: str) -> Mapping[str, str]:
        known = self._met.lists.get(_word(word), ())
        return dict(zip(known[::2], known[1::2], strict=True))


class Asking:
    """A turn's questions to a catalogue. `own` are the offers of the playbook in use; `met` is worth keeping."""

    __slots__ = ("_catalogue", "_first", "_lists", "_offers", "_own")

    def __init__(self, catalogue: Catalogue, own: Mapping[str, Offer]) -> None:
        self._catalogue = catalogue
        self._own = own
        self._offers: dict[str, Offer | None] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        self._first: tuple[Offer, ...] | None = None

    def get(self, id: str) -> Offer | None:
        """Return the offer of now, None where there is none (any more)."""
        if id in self._offers:
            return self._offers[id]
        offer = self._catalogue.get(id)
        if offer is not self._own.get(id):
            self._offers[id] = offer
        return offer

    def named(self, *names: str) -> Offer | None:
        """Return the offer that one of these names: an id, else a SKU, as a shop's orders name it."""
        for name in filter(None, names):
            offer = self.get(name) or self.get(self._by_sku(name))
            if offer is not None:
                return offer
        return None

    def _by_sku(self, sku: str) -> str:
        found = self._catalogue.by_sku(sku) or ""
        if found and found not in self._own:
            self._lists[_sku(sku)] = (found,)
        return found

    def all_of(self, ids: Iterable[str]) -> tuple[Offer, ...]:
        """Return those of these that there are, in their order."""
        return tuple(offer for one in ids if (offer := self.get(one)) is not None)

    def own(self) -> tuple[Offer, ...]:
        """Return the first offers of the playbook (`MOST_NAMES`), as they are now."""
        if self._first is None:
            self._first = self.all_of(islice(self._own, MOST_NAMES))
        return self._first

    def similar(self, id: str, at_most: int = MOST_SIMILAR) -> tuple[Offer, ...]:
        """Return offers of the same category that can be ordered, the likest in attributes and price first."""
        found = self._catalogue.similar(id, at_most)
        if not isinstance(self._catalogue, Plain):
            self._lists[_similar(id, at_most)] = found
        return self.all_of(found)

    def complements_of(self, id: str) -> tuple[Offer, ...]:
        """Return what goes with it and can be ordered, in the catalogue's order; for a variant, also its parent's."""
        offer = self.get(id)
        if offer is None:
            return ()
        parent = self.get(offer.parent) if offer.parent and not offer.complements else None
        return tuple(one for one in self.all_of((parent or offer).complements) if one.is_available)

    def variants_of(self, id: str) -> tuple[Offer, ...]:
        """Return its sizes and colours, in the catalogue's order."""
        offer = self.get(id)
        return self.all_of(offer.variants) if offer is not None else ()

    def said(self, word: str) -> Mapping[str, str]:
        """Return what a word of imported offers is in other languages, by language; nothing for any other word."""
        found = self._catalogue.said(word)
        if found:
            self._lists[_word(word)] = tuple(chain.from_iterable(found.items()))
        return found

    @property
    def met(self) -> OffersMet | None:
        """What this turn was told and a replay can't know; None: nothing."""
        return OffersMet(self._offers, self._lists) if self._offers or self._lists else None


def _similar(id: str, at_most: int) -> str:
    return f"similar {at_most} {id}"


def _sku(sku: str) -> str:
    return f"sku {sku}"


def _word(word: str) -> str:
    return f"word {word}"


def alike(offer: Offer, among: Iterable[Offer]) -> tuple[str, ...]:
    """Return the ids of offers of the same category that can be ordered, the likest first: those that share most
    attributes with the same or a near value, then those nearest in price.
    """
    others = (
        other
        for other in among
        if other.category == offer.category and other.id != offer.id and not other.parent and other.is_available
    )
    apart = sorted((_distance(offer, other), other.id) for other in others if offer.category)
    return tuple(id_ for _, id_ in apart if id_ != offer.parent)


def _distance(one: Offer, other: Offer) -> float:
    """Return how far two offers are apart, 0 (the same) to 2: half of it attributes, half the price."""
    names = one.attributes.keys() | other.attributes.keys()
    unlike = sum(_unlike(one, other, name) for name in sorted(names)) / len(names) if names else 0.0
    if one.price is None or other.price is None:
        return unlike + 1
    dearer = max(one.price, other.price)
    return unlike + (float(abs(one.price - other.price) / dearer) if dearer else 0.0)


def _unlike(one: Offer, other: Offer, name: str) -> float:
    a, b = one.attributes.get(name), other.attributes.get(name)
    if a is None or b is None:
        return 1.0
    if a.number is None or b.number is None or a.unit != b.unit:
        return 0.0 if a.value == b.value else 1.0
    larger = max(abs(a.number), abs(b.number))
    return min(1.0, abs(a.number - b.number) / larger) if larger else 0.0
