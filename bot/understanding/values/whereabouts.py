"""Where a customer says that they are: "Toulouse", "j'habite à Villeurbanne", "I live in a village near Sens".

Which towns there are, `towns` knows as far as they are large; of a smaller one only the words around it tell that
it is one. Short texts only, and no questions: those are somebody else's.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from bot.rules.places.departments import Place
from bot.rules.places.towns import LONGEST, TOWNS
from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import COURTESIES, FILLERS, GREETINGS, YES, before, words_of

LOOKED_AT: Final = 80  # characters
MOST_WORDS: Final = 10

#: What surrounds a town and says nothing of its own.
AROUND: Final = words_of(GREETINGS, YES, COURTESIES, FILLERS) | words(
    """
    a au aux en sur dans vers pres de du d cote l la le les je j suis habite habitons vis nous on est moi c ici y ville
    centre plus proche celle celui plutot bien region banlieue coin in at near around by i m am we are re live from to
    whichever which one closest nearest close the city town area it s its is my here outside just
    """
)
#: Names that are said for other things as well, or are half of a greeting: only with a word of place before them.
_AMBIGUOUS: Final = words(
    "nice orange sens tours gap hem loos avion avon croix plaisir fontaine union lens albert rose"
)
_AT: Final = words("a au en sur vers habite habitons in near at live de du")
_LIVES: Final = re.compile(
    rf"{before(GREETINGS, FILLERS, 'moi')}"
    r"(?:j habite|nous habitons|on habite|je vis|nous vivons|on vit|i live|we live|i m living|i m based|we re based)"
    r"(?: (?:un peu|juste|plutot|just))?"
    r"(?: (?:pres|a cote|du cote|aux alentours|pas loin|in|near|at|around|by|outside|close|a|au|aux|en|sur|vers|dans))+"
    r"(?: (?:de|d|du|to|la|le|l|the))*((?: [a-z]+){1,5})"
)
_IS_AT: Final = re.compile(
    r"(?:je suis|on est|nous sommes|i['’]?m|i am|we are|we['’]?re) (?:à|a|sur|vers|in|near) (\w.*)", re.I
)
#: Towns whose districts have postcodes of their own: what these begin with, and how many districts there are.
_DISTRICTS: Final = {"Paris": ("75", 20), "Lyon": ("69", 9), "Marseille": ("13", 16)}
_DISTRICT: Final = re.compile(r"(\d{1,2})(e|er|eme|ieme|th|nd|rd|st)?")
_NO_TOWN: Final = words(
    """
    maison domicile bureau travail boulot appartement appart moi nous loin pres etage rue avenue campagne etranger
    home work house flat office abroad far street country countryside hurry here ici village
    """
)


class Whereabouts(Struct, frozen=True):
    """Where they are: a town as it is written, and its place where we know it; `rest` is what else was said, `postcode`
    that of a district ("Lyon 3e") where the town has several.
    """

    town: str
    place: Place | None = None
    rest: str = ""
    postcode: str = ""


def read_whereabouts(text: str) -> Whereabouts | None:
    """Return the town that a short text names, None where it names none or says a whole sentence. Never raises."""
    said = plain(text, LOOKED_AT + 1).split()
    if len(text) > LOOKED_AT or not 0 < len(said) <= MOST_WORDS:
        return None
    said = ["saint" if word == "st" else "sainte" if word == "ste" else word for word in said]
    return _known(said) or _unknown(text, " ".join(said))


def _known(said: list[str]) -> Whereabouts | None:
    """Return the longest name of a town among the words."""
    for length in range(min(LONGEST, len(said)), 0, -1):
        for at in range(len(said) - length + 1):
            name = " ".join(said[at : at + length])
            town = TOWNS.get(name) or (TOWNS.get(f"le {name}") if length > 1 or said[:at][-1:] == ["au"] else None)
            before = said[at - 1] if at else ""
            if town is None or (name in _AMBIGUOUS and before not in _AT):
                continue
            code, rest = _district(town.name, said[:at], said[at + length :])
            return Whereabouts(town.name, town.place, " ".join(rest), code)
    return None


def _district(town: str, before: list[str], after: list[str]) -> tuple[str, list[str]]:
    """Return the postcode of a district that is said behind or before its town, empty for none, and what else is."""
    first, most = _DISTRICTS.get(town, ("", 0))
    said = [*after, *before]
    for at, word in enumerate(said) if first else ():
        found = _DISTRICT.fullmatch(word)
        is_named = found is not None and (
            bool(found[2]) or said[at + 1 : at + 2] == ["arrondissement"] or after == [word]
        )
        if found is not None and is_named and 0 < int(found[1]) <= most:
            rest = [one for place, one in enumerate(said) if place != at and one != "arrondissement"]
            return f"{first}{int(found[1]):03d}", rest
    return "", [*before, *after]


def _unknown(text: str, said: str) -> Whereabouts | None:
    """Return what the words around it say to be where they live."""
    lives = _LIVES.fullmatch(said)
    if lives is not None and _NO_TOWN.isdisjoint(lives[1].split()):
        return Whereabouts(lives[1].strip())
    there = _IS_AT.fullmatch(text.strip(" .!,"))
    if there is not None and there[1][:1].isupper() and _NO_TOWN.isdisjoint(plain(there[1]).split()):
        return Whereabouts(there[1]) if len(there[1].split()) <= 4 else None
    return None


def only_says_where(rest: str) -> bool:
    """Return whether what is said beside a town is nothing of its own."""
    return set(rest.split()) <= AROUND
