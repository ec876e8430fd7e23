"""Offers packed for search: postings of their words, prices, categories and attributes as arrays, the records as bytes.

A `Segment` never changes once it is made. 100,000 offers take some tens of megabytes, most of it the records
themselves; one is decoded when it is asked for, in microseconds.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.model.offer import Offer
from bot.model.offer_texts import elsewhere
from bot.playbook.compiled import AS_WRITTEN, OfferWords
from bot.understanding.shopping.offer_words import SHORTEST, is_idle, tokens

Places = NDArray[np.int32]
Numbers = NDArray[np.float32]
#: How much a word counts, by where it stands.
NAME: Final = 4
KIND: Final = 3
DESCRIPTION: Final = 1
#: That of a text in another language (`offer_texts`), by the kind of text it is.
_WEIGHTS: Final = {
    "name": NAME,
    "category": KIND,
    "tags": KIND,
    "choice": KIND,
    "description": DESCRIPTION,
    "value": DESCRIPTION,
}
DESCRIBED: Final = 300  # characters of a description whose words are looked at
NOT_SAID: Final = np.float32("nan")

_DECODER = msgspec.msgpack.Decoder(Offer)
_ENCODER = msgspec.msgpack.Encoder()


class _Names:
    """Where names stand, by their digests: eight bytes each, whatever their length."""

    def __init__(self, names: Sequence[str]) -> None:
        keys = np.fromiter((_key(name) for name in names), np.uint64, len(names))
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys = keys[self._order]

    def places(self, name: str) -> Iterator[int]:
        """Go through the places where a name stands, and perhaps another of the same digest."""
        key = np.uint64(_key(name))
        for at in range(int(np.searchsorted(self._keys, key)), int(np.searchsorted(self._keys, key, "right"))):
            yield int(self._order[at])


class _Words:
    """Where words stand that an offer says in another language too: the first of the offers that have each."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        first: dict[str, int] = {}
        for place, offer in enumerate(offers):
            for word in elsewhere(offer):
                first.setdefault(word, place)
        self._names = _Names(list(first))
        self._places = np.fromiter(first.values(), np.int32, len(first))

    def places(self, word: str) -> Iterator[int]:
        """Go through the places of the offers that may have a word."""
        return (int(self._places[at]) for at in self._names.places(word)) if len(self._places) else iter(())


class Segment:
    """Offers, in the order given. `categories` are by their plain words, in every language that the catalogue's `words`
    have; `attributes` hold the number of each offer, 1 for a text that says it has it, 0 for one that says it has not,
    not-a-number where nothing is said.
    """

    def __init__(self, offers: Sequence[Offer], criteria: Iterable[str], words: OfferWords = AS_WRITTEN) -> None:
        count = len(offers)
        self.count = count
        records = [_ENCODER.encode(offer) for offer in offers]
        self._ends = np.cumsum([len(record) for record in records], dtype=np.int64) if count else np.zeros(0, np.int64)
        self._bytes = b"".join(records)
        self._ids = _Names([offer.id for offer in offers])
        self._skus = _Names([offer.sku for offer in offers])
        self.prices: Numbers = np.fromiter(
            (NOT_SAID if offer.price is None else float(offer.price) for offer in offers), np.float32, count
        )
        #: Those that a search shows: what can be ordered, the whole for its sizes.
        self.shown = np.fromiter((offer.is_available and not offer.parent for offer in offers), np.bool_, count)
        #: Those that may be named: sold out too, the whole for its sizes.
        self.sold = np.fromiter((offer.sold and not offer.parent for offer in offers), np.bool_, count)
        self.attributes: dict[str, Numbers] = {
            name: np.fromiter((_value(offer, name) for offer in offers), np.float32, count) for name in criteria
        }
        self.categories: dict[tuple[str, ...], int] = {}
        self.category = np.fromiter((self._category(offer) for offer in offers), np.int32, count)
        #: The categories that are translations of one.
        self.translated = self._translated(offers, words)
        self._words = _Words(offers)
        self._postings, self._weights, self._spans = _posted(offers, words)
        self._by_first: dict[str, list[str]] = {}
        for word in self._spans:
            self._by_first.setdefault(word[0], []).append(word)

    def _category(self, offer: Offer) -> int:
        words = category_words(offer)
        return self.categories.setdefault(words, len(self.categories)) if words else -1

    def _translated(self, offers: Sequence[Offer], words: OfferWords) -> frozenset[tuple[str, ...]]:
        own = frozenset(self.categories)
        for category in dict.fromkeys(offer.category for offer in offers):
            code = self.categories.get(named(category), -1)
            for other in words.others(category):
                self.categories.setdefault(named(other), code)
        for offer, code in zip(offers, self.category, strict=True):
            for said in offer.words.values():
                if offer.category and "category" in said:
                    self.categories.setdefault(named(said["category"]), int(code))
        self.categories.pop((), None)
        return frozenset(self.categories) - own

    def place(self, id_: str) -> int | None:
        """Return where an offer stands."""
        return next((place for place in self._ids.places(id_) if self.at(place).id == id_), None)

    def having_sku(self, sku: str) -> Iterator[int]:
        """Go through the places of the offers of a SKU."""
        return (place for place in self._skus.places(sku) if self.at(place).sku == sku)

    def said(self, word: str) -> Mapping[str, str]:
        """Return what a word of its offers is in other languages, by language, as the first of them says; nothing for
        any other word.
        """
        offers = map(self.at, self._words.places(word))
        return next((said[word] for said in map(elsewhere, offers) if word in said), {})

    def at(self, place: int) -> Offer:
        """Return the offer that stands there."""
        begins = int(self._ends[place - 1]) if place else 0
        return _DECODER.decode(memoryview(self._bytes)[begins : int(self._ends[place])])

    def offers(self, places: Iterable[int]) -> list[Offer]:
        return [self.at(int(place)) for place in places]

    def having(self, word: str) -> tuple[Places, NDArray[np.uint8]]:
        """Return the places of the offers that have a word, and how much it counts in each."""
        begins, ends = self._spans.get(word, (0, 0))
        return self._postings[begins:ends], self._weights[begins:ends]

    def knows(self, word: str) -> bool:
        return word in self._spans

    def begun(self, letters: str) -> str | None:
        """Return the only word of an offer that begins with these letters; None where there are several."""
        found = [word for word in self._by_first.get(letters[0], ()) if word.startswith(letters)]
        return found[0] if len(found) == 1 else None

    def nearest(self, word: str, slips: int) -> str | None:
        """Return the word of an offer that one is a slip of: the same first letter, so many letters wrong."""
        found = process.extractOne(
            word, self._by_first.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips, processor=None
        )
        return str(found[0]) if found is not None else None


def category_words(offer: Offer) -> tuple[str, ...]:
    """Return the words by which the category of an offer is found."""
    return named(offer.category)


def named(category: str) -> tuple[str, ...]:
    """Return the words of a category that are looked for."""
    return tuple(word for word in tokens(category) if len(word) >= SHORTEST)


def _value(offer: Offer, name: str) -> Any:
    attribute = offer.attributes.get(name)
    if attribute is None:
        return NOT_SAID
    return attribute.number if attribute.number is not None else float(attribute.has_it)


def _key(id_: str) -> int:
    return int.from_bytes(blake2b(id_.encode(), digest_size=8).digest(), "big")


def _posted(offers: Sequence[Offer], known: OfferWords) -> tuple[Places, NDArray[np.uint8], dict[str, tuple[int, int]]]:
    """Return the places of all words, one word after the other, with their weights and where each word's begin."""
    numbers: dict[str, int] = {}
    words, places, weights = array("i"), array("i"), array("B")
    choices = _choices(offers)
    for place, offer in enumerate(offers):
        counted: dict[str, int] = {}
        of_sizes = ((known.known_as(choice), KIND) for choice in choices.get(offer.id, ()))
        for text, weight in chain(_texts(offer, known), of_sizes):
            for word in tokens(text):
                if counted.get(word, 0) < weight and not is_idle(word):
                    counted[word] = weight
        for word, weight in counted.items():
            words.append(numbers.setdefault(word, len(numbers)))
            places.append(place)
            weights.append(weight)
    order = np.argsort(np.frombuffer(words, np.int32), kind="stable") if words else np.zeros(0, np.int64)
    sizes = np.bincount(np.frombuffer(words, np.int32), minlength=len(numbers)) if words else np.zeros(0, np.int64)
    ends = np.cumsum(sizes)
    spans = {word: (int(ends[number] - sizes[number]), int(ends[number])) for word, number in numbers.items()}
    posted = np.frombuffer(places, np.int32)[order] if words else np.zeros(0, np.int32)
    weighed = np.frombuffer(weights, np.uint8)[order] if words else np.zeros(0, np.uint8)
    return posted, weighed, spans


def _choices(offers: Sequence[Offer]) -> dict[str, set[str]]:
    """Return what the sizes of each whole may be: "a black one in linen" is one that comes in black and in linen."""
    found: dict[str, set[str]] = {}
    for offer in offers:
        if offer.parent:
            found.setdefault(offer.parent, set()).update(offer.options.values())
    return found


def _texts(offer: Offer, known: OfferWords) -> Iterable[tuple[str, int]]:
    """Go through what is said of an offer, in every language."""
    for said in (offer.description, *known.others(offer.description)):
        yield said[:DESCRIBED], DESCRIPTION
    yield " ".join(map(known.known_as, (offer.category, *offer.tags, *offer.options.values()))), KIND
    yield f"{known.known_as(offer.name)} {offer.sku}", NAME
    for attribute in offer.attributes.values():
        if isinstance(attribute.value, str):
            yield known.known_as(attribute.value), DESCRIPTION
    for words in offer.words.values():
        for text, said in words.items():
            if weight := _WEIGHTS.get(text.partition(" ")[0]):
                yield said[:DESCRIBED], weight
