"""Which offers a step is about, what customers go by, and the words of offers in every language, compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from bot.model.offer import Offer
from bot.playbook.compiled_texts import Condition, Expression, Text

#: What a complement may go with: what was bought last.
BOUGHT: Final = "order"


class OfferSource(Struct, frozen=True, kw_only=True):
    """Those that the values name, one or several each, or those of some categories."""

    ids: tuple[Expression, ...] = ()
    categories: tuple[str, ...] = ()


class CriterionAsked(Struct, frozen=True):
    """A criterion, `price` or an attribute's name. With a `condition` it counts where that holds, and then much."""

    name: str
    condition: Condition | None = None


class Advised(Struct, frozen=True, kw_only=True):
    """What a recommendation goes by: `offers`, or a complement of what `goes_with` names; where neither is given, a
    complement of what was bought last. `needs` must be had, `criteria` weigh; `budget` is the most that it should cost,
    `recipient` who it is for (None: nobody said), `by` the ISO day by which it must be there.
    """

    offers: OfferSource | None = None
    goes_with: OfferSource | None = None
    criteria: tuple[CriterionAsked, ...] = ()
    needs: tuple[CriterionAsked, ...] = ()
    budget: Expression | None = None
    recipient: Expression | None = None
    by: Expression | None = None


class Criterion(Struct, frozen=True, kw_only=True):
    """What customers go by (`flows/catalog/attributes.yaml`): `id` is the attribute's name in the catalogue. `words`
    ask for it, or the `better` of it, `also` are other names, `units` its `unit`'s, `values` what it is in words."""

    id: str
    label: Text | None = None
    unit: str = ""
    units: tuple[str, ...] = ()
    better: Literal["lower", "higher"] | None = None
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    values: tuple[Text, ...] = ()


#: What a word of an imported offer is in other languages, by language; nothing for any other word.
Imported = Callable[[str], Mapping[str, str]]
_NONE: Final[Mapping[str, str]] = {}


class OfferWords(Struct, frozen=True):
    """What a catalogue says in words (names, categories, descriptions, values, units…) in the languages of a playbook,
    by its source, then by language; only what some language says otherwise. Offers stay as they were written, in
    whatever is kept of them and in what the shop's systems are told: who shows one to somebody says it through this.

    `imported` is asked for a word that the playbook does not have (`beside`). `notes` are the notes of orders, each
    with the phrases that say it (plain, the longest first): they name no offer.
    """

    languages: tuple[str, ...] = ()
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    imported: Imported | None = None

    @classmethod
    def of(cls, texts: Iterable[Text], languages: Iterable[str]) -> OfferWords:
        """Return what is said otherwise in some language."""
        every = tuple(languages)
        found = {text.source: {one: text.render({}, one) for one in every} for text in texts}
        return cls(every, {word: said for word, said in found.items() if any(one != word for one in said.values())})

    def beside(self, imported: Imported) -> OfferWords:
        """Return these words with those of imported offers."""
        return replace(self, imported=imported)

    def _said(self, word: str) -> Mapping[str, str]:
        known = self.said.get(word)
        return known if known is not None else self.imported(word) if self.imported is not None else _NONE

    def called(self, word: str, language: str) -> str:
        """Return a word of the catalogue in a language; as it is where it has no translation, or is another's."""
        return self._said(word).get(language, word)

    def of_line(self, name: str, offer: Offer | None, language: str) -> str:
        """Return what a line of an order is called in a language. The shop may have a name of its own there for one of
        the offers, which is no word of the catalogue: the offer has one.
        """
        said = self.called(name, language)
        known = self.called(offer.name, language) if offer is not None and said == name else name
        return known if offer is not None and known != offer.name else said

    def known_as(self, word: str) -> str:
        """Return a word of the catalogue in all languages in a row, each once: customers may write any of them."""
        return " ".join(dict.fromkeys((word, *self.others(word))))

    def others(self, word: str) -> Iterator[str]:
        """Go through what a word of the catalogue is in the other languages."""
        said = self._said(word)
        yield from (said[one] for one in self.languages if said.get(one, word) != word)


#: Words that are the same in every language.
AS_WRITTEN: Final = OfferWords()
