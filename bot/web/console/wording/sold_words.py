"""What offers are called on a page of the console: the playbook's and the imported ones, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from bot.model.offer import Offer
from bot.model.offer_texts import elsewhere
from bot.model.order import OrderLine
from bot.playbook.compiled import AS_WRITTEN, OfferWords
from bot.web.doors import Doors


class SoldWords(Struct, frozen=True):
    """The offers that a page speaks of, and their words."""

    offers: Mapping[str, Offer]
    words: OfferWords
    language: str

    def name(self, id_: str) -> str:
        """Return what an offer is called now; its id where it is no more."""
        offer = self.offers.get(id_)
        return self.words.called(offer.name, self.language) if offer is not None else id_

    def line(self, line: OrderLine) -> str:
        """Return what a line of an order is called."""
        return self.words.of_line(line.name, self.offers.get(line.offer), self.language)


async def sold_words(doors: Doors, ids: Iterable[str], language: str) -> SoldWords:
    """Return what these offers are called. Raises `StoreUnavailable`."""
    playbook = doors.playbook()
    own = playbook.offers if playbook is not None else {}
    asked = {one for one in ids if one}
    missing = sorted(asked - own.keys())
    imported = {one.id: one for one in await doors.store.offers.some(missing)} if missing else {}
    said = {word: words for offer in imported.values() for word, words in elsewhere(offer).items()}
    words = playbook.offer_words if playbook is not None else AS_WRITTEN
    return SoldWords(
        imported | {one: own[one] for one in asked & own.keys()},
        words.beside(lambda word: said.get(word, {})),
        language,
    )
