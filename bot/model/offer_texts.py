"""What an offer says in the store's other languages: `Offer.words`, by language, then by which of its texts it is.

The texts are named as `paired` names them: a field (`name`), an attribute's name and its value where that is a text
(`attribute couleur`, `value couleur`), an option's name and what it is here (`option Taille`, `choice Taille`). The
offer keeps its own words; who shows it looks here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from bot.model.offer import Offer

FIELDS: Final = ("name", "category", "family", "description", "url")


def paired(offer: Offer, other: Offer) -> Iterator[tuple[str, str, str]]:
    """Go through the texts of an offer, each with the same one of another, which has its attributes and options in the
    same order under names of its own."""
    yield from ((field, getattr(offer, field), getattr(other, field)) for field in FIELDS)
    yield "tags", ";".join(offer.tags), ";".join(other.tags)
    for (name, here), (called, there) in zip(offer.attributes.items(), other.attributes.items(), strict=False):
        yield f"attribute {name}", name, called
        if isinstance(here.value, str) and isinstance(there.value, str):
            yield f"value {name}", here.value, there.value
    for (name, choice), (called, chosen) in zip(offer.options.items(), other.options.items(), strict=False):
        yield f"option {name}", name, called
        yield f"choice {name}", choice, chosen


def texts_of(offer: Offer) -> Iterator[tuple[str, str]]:
    """Go through the texts of an offer that are not empty, each under its name."""
    return ((name, text) for name, text, _ in paired(offer, offer) if text)


def worded(offer: Offer, other: Offer, language: str) -> Offer:
    """Return an offer with what another says of the same thing in a language; what is the same there takes no place."""
    said = {name: there for name, here, there in paired(offer, other) if here and there and here != there}
    words = {one: said for one, said in {**offer.words, language: said}.items() if said}
    return replace(offer, words=words) if words != offer.words else offer


def kept(offer: Offer, known: Offer, told: Mapping[str, Collection[str]] | None = None) -> Offer:
    """Return an offer with the words that are known of its texts: all but those that were `told`, by language, and are
    its own now."""
    if not known.words:
        return offer
    texts = dict(texts_of(offer))
    words: dict[str, dict[str, str]] = {}
    for language in dict.fromkeys((*known.words, *offer.words)):
        but = (told or {}).get(language, ())
        before = {name: said for name, said in known.words.get(language, {}).items() if name in texts}
        stays = {name: said for name, said in before.items() if name not in but and name.partition(" ")[0] not in but}
        if said := stays | offer.words.get(language, {}):
            words[language] = said
    return replace(offer, words=words)


def elsewhere(offer: Offer) -> dict[str, dict[str, str]]:
    """Return what each text of an offer is in other languages, by language."""
    if not offer.words:
        return {}
    found: dict[str, dict[str, str]] = {}
    for name, text in texts_of(offer):
        for language, words in offer.words.items():
            if name in words and name != "tags":
                found.setdefault(text, {}).setdefault(language, words[name])
    return found
