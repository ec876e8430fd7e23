"""What a customer names to have it: "deux sachets de Huila et une Aroma 2", "1 kg de yirgacheffe", "two bags of decaf".

Each part of the text (between commas, "et", "and") is looked for by the words of offers' names and categories alone,
slips forgiven; a part that counts out several goods one after the other ("2 huila 1 yirga") is cut before each
(`goods_apart`). A number counts pieces where it stands before what is named, or alone behind it; the 2 of "Aroma 2" is
part of a name, "250 g" is a size, and an address in the text names nothing. Offers that the words fit equally are all
kept: who asks which one is meant. Beside what was understood, a thing that was not is kept with its words ("un moulin
et du café"): it is said to be left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from bot.model.offer import Named, Offer
from bot.playbook.compiled import AS_WRITTEN, OfferWords
from bot.rules.texts.plain_text import plain, words
from bot.understanding.shopping.goods_apart import OTHER_UNITS, SIZES, goods_apart, is_a_count
from bot.understanding.shopping.instructions import goods_part
from bot.understanding.shopping.notes_shared import is_only_counting
from bot.understanding.shopping.offer_search import Search
from bot.understanding.shopping.offer_words import is_idle, stem, tokens
from bot.understanding.shopping.order_notes import without_notes
from bot.understanding.shopping.ways_said import without_a_way
from bot.understanding.values.addresses import without_doors
from bot.understanding.values.numbers import prepared

LOOKED_AT: Final = 160  # characters
MOST_PARTS: Final = 6
MOST: Final = 4  # offers that the words fit equally; of more, they name none
MOST_PIECES: Final = 99
UNDERSTOOD: Final = 0.5  # of the words of a part
LONGEST_THING: Final = 4  # words after the article
_WISHES: Final = words(
    "veux voudrais faut faudrait aimerais souhaite prends offrir envoyer want like need send take get"
)
_BEGIN_A_THING: Final = words("un une des du de deux trois le la les l a an some the two three")
_PARTS: Final = re.compile(
    r"[;+&\n]|,(?!\d)|\.(?!\d)|\b(?:et|and|plus|puis|ainsi que|as well as)\b|(?<=\w) n (?!collect)", re.IGNORECASE
)
#: What it is for is theirs already ("250 g pour ma cafetière à piston"), what it takes the place of is not wanted.
_NOT_WANTED: Final = re.compile(
    r"(?<=\S)\s+(?:(?:pour|avec|dans|for|with|in)\s+(?:ma|mon|mes|notre|nos|my|our)"
    r"|(?:[àa] la place|au lieu) d(?:e|u|es)|plut[oô]t que|instead of|rather than)\s[^,;:.\n]*",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"(\d)(k?g|kilos?|gr)\b")  # "1kg"
#: Words of ordering, and of what things come in: they name nothing.
_ORDERING: Final = frozenset(
    stem(word)
    for word in words(
        "commander commande commandez commandons order ordering prend prendre prendrai prendrais prends jveux jvoudrais"
        " acheter achete jachete purchase ajoute ajouter ajoutez add rajoute rajouter mettez mettre mets reprendre"
        " remettez prepare preparer preparez take ll d id please stp svp faut aimerais send offrir envoyer envoyez"
        " same but meme memes pareil chose mais sauf except fois cette time"
        " go going then finalement choisir choisis pars part partir"
        " ok oui non nn no yes bon ben bah euh alors donc du coup voila tant pis instead actually make let so well pity"
    )
)
_PIECES: Final = frozenset(
    stem(word)
    for word in words(
        "sachet paquet boite bag pack packet piece exemplaire unite fois x lot paire box tin pouch of de"
        " flacon bouteille bidon bocal bocaux carton caisse barquette bottle jar pair crate"
    )
)
_ARTICLES: Final = frozenset(stem(word) for word in words("the le la l les du des d your vos votre this these those"))
_BEFORE_A_SIZE: Final = frozenset(stem(word) for word in words("taille pointure size en in"))
MOST_VARIANTS: Final = 500  # of one offer whose words are looked at


def offers_named(
    text: str, look: Callable[[str], Search], get: Callable[[str], Offer | None], known: OfferWords = AS_WRITTEN
) -> tuple[Named, ...]:
    """Return what a text names, in its order. `look` searches the offers for a text, `get` gives one of them; `known`
    are their words in every language."""
    said = without_doors(goods_part(text[:LOOKED_AT]))
    said = _GLUED.sub(r"\1 \2", prepared(prepared(_NOT_WANTED.sub("", said), "fr"), "en"))
    notes = [phrase for phrases in known.notes.values() for phrase in phrases]

    def named_by(part: str) -> Named | None:
        return _of_part(part, look, get, known)

    def stand_in_a_name(pair: tuple[str, str], offers: Sequence[str]) -> bool:
        return any(pair in pairwise(tokens(offer.name)) for one in offers if (offer := get(one)) is not None)

    parts = (without_notes(part, notes) for part in _PARTS.split(said)[:MOST_PARTS])
    goods = (piece for part in parts for piece in goods_apart(part, named_by, stand_in_a_name))
    found = [named_by(piece) for piece in goods]
    met = [one for one in found if one is not None]
    return tuple(met) if any(one.offers for one in met) else ()


def _not_met(part: str) -> Named | None:
    """Return what was named and not found: a few words that begin as a thing does ("du café", "a toaster", "2 sidamo"),
    or that follow a wish ("I want to send a canister")."""
    said = part.split()
    spoken = [plain(word) for word in said]
    wished = next((place for place, word in enumerate(spoken) if word in _BEGIN_A_THING), 0)
    if wished and _WISHES.isdisjoint(spoken[:wished]):
        wished = 0
    first, *rest = spoken[wished:] or [""]
    if is_only_counting(part) or not 0 < len(rest) <= LONGEST_THING:
        return None
    is_thing = first in _BEGIN_A_THING or is_a_count(spoken[wished:])
    return Named((), said=" ".join(said[wished:])) if is_thing else None


def _of_part(
    part: str, look: Callable[[str], Search], get: Callable[[str], Offer | None], known: OfferWords
) -> Named | None:
    spoken = [SIZES.get(stem(word), word) for word in (without_a_way(part) or plain(part)).split()]
    naming = [word for word in spoken if stem(word) not in _ORDERING | _PIECES and not word.isdigit()]
    if all(is_idle(stem(word)) for word in naming):
        return None
    search = look(" ".join(naming))
    ids = search.named(MOST + 1) if search.understood >= UNDERSTOOD else ()
    offers = [offer for one in ids if (offer := get(one)) is not None]
    if not offers:
        return _not_met(part)
    said = [SIZES.get(stem(word), stem(word)) for word in plain(part).split()]
    offers = _of_choice(offers, said, get, known)
    offers, times = _of_size(offers, said)
    if len(offers) > MOST:
        return _not_met(part)
    return Named(tuple(offer.id for offer in offers), min(MOST_PIECES, times * _pieces(said, offers, known)))


def _of_choice(
    offers: list[Offer], said: Sequence[str], get: Callable[[str], Offer | None], known: OfferWords
) -> list[Offer]:
    """Return offers with, for each whose sizes or colours were said ("a large pot", "en bleu, taille M"), those."""
    found: list[Offer] = []
    for offer in offers:
        sizes = [one for id_ in offer.variants[:MOST_VARIANTS] if (one := get(id_)) is not None and one.sold]
        fits = [sum(_is_said(choice, said, known) for choice in one.options.values()) for one in sizes]
        most = max(fits, default=0)
        fitting = [one for one, fit in zip(sizes, fits, strict=True) if fit == most] if most else []
        found += fitting if 0 < len(fitting) <= MOST else [offer]  # of many "black" ones the rest is asked
    return found


def _is_said(choice: str, said: Sequence[str], known: OfferWords) -> bool:
    return any(_stands_in(tokens(one), said) for one in (choice, *known.others(choice)))


def _stands_in(choice: Sequence[str], said: Sequence[str]) -> bool:
    """A letter or a number is a size at the end or after its word: "l'offre" has none, "2 pots" are two."""
    if not choice:
        return False
    if len(choice) > 1 or not (choice[0].isdigit() or len(choice[0]) == 1):
        return set(choice) <= set(said)
    places = [place for place, word in enumerate(said) if word == choice[0]]
    return any(place == len(said) - 1 or (place and said[place - 1] in _BEFORE_A_SIZE) for place in places)


def _of_size(offers: list[Offer], said: Sequence[str]) -> tuple[list[Offer], int]:
    """Return those of the size that was said; of a size that nobody sells, so many of one that makes it up."""
    sizes = [(number, unit) for number, unit in pairwise(said) if number.isdigit() and unit in "kg"]
    if not sizes:
        alone = [
            offer
            for offer in offers
            if any(word.isdigit() and int(word) > MOST_PIECES and _sized(offer, word) for word in said)
        ]
        return alone or offers, 1
    number, unit = sizes[0]
    fitting = [offer for offer in offers if _has(offer, number, unit)]
    if fitting:
        return fitting, 1
    parts = [(offer, size) for offer in offers if (size := _size(offer, unit)) and int(number) % size == 0]
    if not parts:
        return offers, 1
    largest = max(size for _, size in parts)
    return [offer for offer, size in parts if size == largest], int(number) // largest


def _sized(offer: Offer, number: str) -> bool:
    return any(_has(offer, number, unit) for unit in set(SIZES.values()))


def _has(offer: Offer, number: str, unit: str) -> bool:
    name = tokens(offer.name)
    return (number, unit) in pairwise(name)


def _size(offer: Offer, unit: str) -> int:
    """Return the size of an offer in a unit, as its name has it; 0 where it has none."""
    name = tokens(offer.name)
    found = (number for number, of in pairwise(name) if of == unit and number.isdigit())
    return int(next(found, 0))


def _pieces(said: Sequence[str], offers: Sequence[Offer], known: OfferWords) -> int:
    """Return how many are meant: the number before the name, or the last word; 1 where none counts."""
    names = [tokens(name) for offer in offers for name in (offer.name, *known.others(offer.name))]
    own = {word for name in names for word in name}
    kinds = (one for offer in offers for one in (offer.category, *offer.options.values()))
    own |= {word for one in kinds for word in tokens(known.known_as(one))}
    own |= {word for offer in offers for tag in offer.tags for word in tokens(tag)}  # "2 house blend"
    in_names = {pair for name in names for pair in pairwise(name)}
    for place, word in enumerate(said):
        if not word.isdigit() or not 1 <= int(word) <= MOST_PIECES:
            continue
        before = said[place - 1] if place else ""
        after = [one for one in said[place + 1 :] if one not in _PIECES | _ARTICLES][:1]
        if (before, word) in in_names or (after and (after[0] in SIZES or after[0] in OTHER_UNITS)):
            continue
        ends_it = not after and place > 0 and _nearly(before, own | _PIECES)
        if ends_it or (after and _nearly(after[0], own)):
            return int(word)
    return 1


def _nearly(word: str, known: set[str] | frozenset[str]) -> bool:
    """Whether a word is one of these, a slip or two aside: the search has forgiven the same."""
    return word in known or (len(word) > 3 and any(one[:3] == word[:3] for one in known))
