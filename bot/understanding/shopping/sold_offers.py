"""What is sold now, in memory: the playbook's offers and the imported ones, to be asked by id and to be searched.

A `SoldOffers` never changes, so a thread that reads a customer's text and the loop that meets turns may both use it.
What an import changes makes another one, which shares all that stayed: the changed offers stand in a small segment of
their own, and once there are many, everything is packed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from msgspec.structs import replace

from bot.model.message import Reading
from bot.model.offer import Found, Offer, Sought, renewed
from bot.playbook.compiled import AS_WRITTEN, Criterion, OfferWords
from bot.rules.offers.catalogue import alike
from bot.understanding.shopping.goods_asked import thing_asked
from bot.understanding.shopping.offer_index import Segment, category_words
from bot.understanding.shopping.offer_request import RequestReader
from bot.understanding.shopping.offer_search import TOP, Part, Search
from bot.understanding.shopping.offers_named import offers_named
from bot.understanding.spelling import written_out

MANY: Final = 2000  # changed offers: packed anew beyond
LOOKED_AT: Final = 64  # offers of a category, the nearest in price, whose likeness is told exactly
UNDERSTOOD: Final = 0.5  # of the words: below, the text asks for something else


class SoldOffers:
    """`own` are the playbook's; an imported one of the same id renews its price and stock (`model.offer.renewed`).
    `words` are the playbook's in every language, imported offers bring theirs: offers are found in any of them.
    """

    def __init__(
        self,
        own: Mapping[str, Offer],
        imported: Iterable[Offer],
        criteria: Sequence[Criterion],
        words: OfferWords = AS_WRITTEN,
    ) -> None:
        self._own = own
        self._words = words
        self._criteria = tuple(one.id for one in criteria)
        self._reader = RequestReader(criteria)
        self._renewed: dict[str, Offer] = {}
        base = Segment(self._together(imported), self._criteria, words)
        self._base = Part(base, np.ones(base.count, np.bool_))
        self._changes: dict[str, Offer] = {}
        self._parts: tuple[Part, ...] = (self._base,)

    def _together(self, imported: Iterable[Offer]) -> list[Offer]:
        others = []
        for offer in imported:
            if offer.id in self._own:
                self._renewed[offer.id] = renewed(self._own[offer.id], offer)
            else:
                others.append(offer)
        return [*(self._renewed.get(id_, offer) for id_, offer in self._own.items()), *others]

    def changed(self, offers: Iterable[Offer]) -> SoldOffers:
        """Return what is sold once these imported offers are as they are now."""
        changes = self._changes | {offer.id: offer for offer in offers}
        if len(changes) > max(MANY, self._base.segment.count // 4):
            kept = (self._base.segment.at(place) for place in range(self._base.segment.count))
            rest = [offer for offer in kept if offer.id not in self._own and offer.id not in changes]
            again = [renewed_ for id_, renewed_ in self._renewed.items() if id_ not in changes]
            return self._anew([*rest, *again, *changes.values()])
        return self._beside(changes)

    def _anew(self, imported: Iterable[Offer]) -> SoldOffers:
        made = object.__new__(SoldOffers)
        made._own, made._criteria, made._reader, made._renewed = self._own, self._criteria, self._reader, {}
        made._words = self._words
        base = Segment(made._together(imported), self._criteria, self._words)
        made._base = Part(base, np.ones(base.count, np.bool_))
        made._changes, made._parts = {}, (made._base,)
        return made

    def _beside(self, changes: dict[str, Offer]) -> SoldOffers:
        made = object.__new__(SoldOffers)
        made._own, made._criteria, made._reader, made._words = self._own, self._criteria, self._reader, self._words
        made._base, made._changes = self._base, changes
        now = {id_: renewed(made._own[id_], offer) if id_ in made._own else offer for id_, offer in changes.items()}
        made._renewed = self._renewed | {id_: offer for id_, offer in now.items() if id_ in made._own}
        alive = np.ones(self._base.segment.count, np.bool_)
        places = [place for id_ in changes if (place := self._base.segment.place(id_)) is not None]
        alive[places] = False
        segment = Segment(list(now.values()), self._criteria, self._words)
        made._parts = (Part(self._base.segment, alive), Part(segment, np.ones(segment.count, np.bool_)))
        return made

    def __len__(self) -> int:
        return sum(int(part.alive.sum()) for part in self._parts)

    def get(self, id: str) -> Offer | None:
        """Return the offer of now; the playbook's very own where no import knows more of it."""
        if id in self._own:
            return self._renewed.get(id, self._own[id])
        for part in reversed(self._parts):
            place = part.segment.place(id)
            if place is not None:
                return part.segment.at(place)
        return None

    def by_sku(self, sku: str) -> str | None:
        """Return the id of the offer of a SKU."""
        if not sku:
            return None
        for part in reversed(self._parts):
            place = next((place for place in part.segment.having_sku(sku) if part.alive[place]), None)
            if place is not None:
                return part.segment.at(place).id
        return None

    def said(self, word: str) -> Mapping[str, str]:
        """Return what a word of the imported offers is in other languages, by language; nothing for any other word."""
        return next((said for part in reversed(self._parts) if (said := part.segment.said(word))), {})

    def similar(self, id: str, at_most: int) -> tuple[str, ...]:
        """Return the ids of the likest offers of its category (`rules.offers.catalogue.alike`)."""
        offer = self.get(id)
        if offer is None or not offer.category:
            return ()
        near: list[Offer] = []
        for part in self._parts:
            segment = part.segment
            code = segment.categories.get(category_words(offer), -2)
            places = np.flatnonzero(part.alive & segment.shown & (segment.category == code))
            price = float(offer.price) if offer.price is not None else 0.0
            apart = np.abs(np.nan_to_num(segment.prices[places], nan=1e9) - np.float32(price))
            near += segment.offers(places[np.argsort(apart, kind="stable")[:LOOKED_AT]])
        return alike(offer, near)[:at_most]

    def search(self, text: str, at_most: int = TOP) -> tuple[Sought | None, tuple[Found, ...]]:
        """Return what a text asks for among the offers, None where it asks for none of them, and those found."""
        found = Search(self._parts, self._reader.read(text))
        if found.is_any and (kinds := found.of_each_kind(at_most)):
            return found.sought, kinds
        if found.is_empty or found.understood < UNDERSTOOD:
            return None, ()
        return found.sought, found.top(at_most)

    def read(self, reading: Reading, text: str) -> Reading:
        """Return a reading with what the text asks for among the offers."""
        sought, found = self.search(text)
        named = offers_named(written_out(text), self._looked_for, self.get, self._words.beside(self.said))
        if reading.unheard_of and self.search(" ".join(thing_asked(text)))[0] is not None:
            reading = replace(reading, unheard_of=False)
        if sought is None:
            return replace(reading, named=named) if named else reading
        return replace(reading, sought=sought, offers=found, named=named)

    def _looked_for(self, part: str) -> Search:
        return Search(self._parts, self._reader.read(part), shortened=True)
