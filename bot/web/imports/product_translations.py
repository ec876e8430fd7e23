"""Shopify's export of translations (Settings › Languages, Translate & Adapt), for offers that are imported already.

A line is one text in one language: `Type`, `Identification`, `Field`, `Locale`, `Market`, `Status`, `Default content`,
`Translated content`. It names things by Shopify's own numbers, which the export of products does not have: so an offer
is known by the text itself. What is for one market, or of pages and menus, is not of an offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from bot.model.offer import Offer
from bot.model.offer_texts import texts_of
from bot.web.imports.product_cells import as_text, plain_words, with_options
from bot.web.imports.product_languages import Amiss, in_no_language, language_in
from bot.web.imports.product_rows import Told
from bot.web.imports.tables import Line, Unreadable, plain_name

_COLUMNS: Final = frozenset({"type", "field", "locale", "defaultcontent", "translatedcontent"})
#: The texts of an offer (`offer_texts`) that a field of a resource is.
_KINDS: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("PRODUCT", "title"): frozenset({"name"}),
    ("PRODUCT", "body_html"): frozenset({"description"}),
    ("PRODUCT", "product_type"): frozenset({"category"}),
    ("PRODUCT_OPTION", "name"): frozenset({"option"}),
    ("PRODUCT_OPTION_VALUE", "name"): frozenset({"choice"}),
    ("METAFIELD", "value"): frozenset({"value"}),
}


def is_translations(columns: frozenset[str]) -> bool:
    """Tell by the columns (plain names) whether these are translations, not products."""
    return columns >= _COLUMNS


def translated(
    lines: Iterable[Line | Unreadable], offers: Sequence[Offer], languages: Sequence[str]
) -> tuple[list[Offer], list[Told]]:
    """Return the offers that lines say something new of, and what was wrong with lines. Good ones are kept."""
    having: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for place, offer in enumerate(offers):
        for name, text in texts_of(offer):
            having.setdefault((name.partition(" ")[0], text), []).append((place, name))
    words: dict[int, dict[str, dict[str, str]]] = {}
    told: list[Told] = []
    amiss: dict[str, Amiss] = {}
    for line in lines:
        if isinstance(line, Unreadable):
            told.append(Told(line.number, line.reason))
            continue
        cells = {plain_name(name): as_text(text) for name, text in line.cells.items()}
        kinds = _KINDS.get((cells["type"].upper(), cells.get("field", "")), frozenset())
        source, said = plain_words(cells.get("defaultcontent", "")), plain_words(cells.get("translatedcontent", ""))
        language = language_in(cells.get("locale", ""))
        if not kinds or not source or cells.get("market"):
            continue
        places = [one for kind in kinds for one in having.get((kind, source), ())]
        wrong = _wrong(cells.get("locale", ""), language, languages, said=said, known=bool(places))
        if wrong is not None:
            amiss.setdefault(wrong.reason, wrong).lines.append(line.number)
            continue
        for place, name in places:
            words.setdefault(place, {}).setdefault(language, {})[name] = said
    now = {offer.id: _with(offer, words.get(place, {})) for place, offer in enumerate(offers)}
    every = [_as_a_size(offer, now[offer.parent]) if offer.parent in now else offer for offer in now.values()]
    changed = [offer for offer, before in zip(every, offers, strict=True) if offer.words != before.words]
    return changed, [*told, *(one.told for one in amiss.values())]


def _with(offer: Offer, words: Mapping[str, Mapping[str, str]]) -> Offer:
    """Return an offer with more words; what is the same in a language takes no place."""
    own = dict(texts_of(offer))
    both = {one: {**offer.words.get(one, {}), **words.get(one, {})} for one in (*offer.words, *words)}
    said = {one: {name: text for name, text in its.items() if text != own.get(name)} for one, its in both.items()}
    return replace(offer, words={one: its for one, its in said.items() if its})


def _as_a_size(offer: Offer, whole: Offer) -> Offer:
    """Return one of the sizes of a product with its name made of the product's and its own, as its name is."""
    if offer.name != with_options(whole.name, offer.options.values()):
        return offer
    names: dict[str, dict[str, str]] = {}
    for language in dict.fromkeys((*offer.words, *whole.words)):
        own = offer.words.get(language, {})
        choices = [own.get(f"choice {name}", choice) for name, choice in offer.options.items()]
        names[language] = {"name": with_options(whole.words.get(language, {}).get("name", whole.name), choices)}
    return _with(offer, names)


def _wrong(locale: str, language: str, languages: Sequence[str], *, said: str, known: bool) -> Amiss | None:
    if language not in languages[1:]:
        return in_no_language(locale, languages)
    if not known:
        return Amiss("the text of this line is none of an imported offer; it was passed over")
    return None if said else Amiss(f"this line has no translation in `{language}`; the text is shown as it is")
