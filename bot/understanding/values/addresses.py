"""What of an address somebody has said: a street without its town, a town without a street, or both.

A parcel finds nobody at "3 rue de la Paix" alone, and a town is no door. A postcode says the town; of towns, those that
`towns` knows, at the end of what was said, but for streets that are called after one ("12 rue de Lyon"). Of a
country whose postcodes we cannot tell nothing is missed: whoever lives there knows how an address is written.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from bot.rules.places.towns import LONGEST, TOWNS
from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import COURTESIES, STREETS, any_of, words_of
from bot.understanding.values.contacts import LOOKED_AT, postcodes_in, writes_postcodes

SHORTEST_STREET: Final = 2  # words: "12 Lilas"
_FRANCE: Final = "FR"
_BEFORE_A_NAME: Final = words("de du des d la le les of saint sainte")
_STREET: Final = words(
    "rue avenue av boulevard bd chemin impasse allee place quai route cours square passage lieu lotissement residence"
    " street road lane drive close court"
)
_DOOR: Final = re.compile(
    rf"(?P<door>\b\d{{1,4}}\s?(?:bis|ter|quater)?,?\s+{any_of(STREETS)}\b\.?[^,;.\n]{{2,60}}?[, ]+\d{{5}})"
    r"\s*,?\s*(?P<town>(?:[^\W\d][\w'’-]*\s?){0,5})",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"^(?:(?:livraison|livrez(?:[ -]moi)?|livrer|delivery|deliver(?: (?:it|them))?|send (?:it|them)|sorry|pardon|oups"
    r"|oops|ah|oh|euh|d[ée]sol[ée]e?|c['’ ]?est|it['’ ]?s|mon adresse|my address|l['’ ]?adresse|the address|adresse"
    r"|address|non|no|is|est|au|[àa]|to|at)\b[ ,:]*)+(?=\d)",
    re.IGNORECASE,
)
_AFTER_A_TOWN: Final = words_of(COURTESIES) | words("france cedex")


class Parts(Struct, frozen=True):
    """Whether there is a street, and a place: a postcode or a town. `door`: both, and so plainly that it was not asked
    for: a word such as "rue", and a number or a postcode.
    """

    street: bool
    place: bool
    door: bool = False


def parts_of(text: str, country: str) -> Parts:
    """Return what is there of an address in a country (ISO 3166)."""
    said = plain(text, LOOKED_AT).split()
    while said and said[-1] in _AFTER_A_TOWN:
        said.pop()
    codes = postcodes_in(" ".join(said), country)
    town = _town_at_the_end(said) if country == _FRANCE else 0
    code = {piece for one in codes for piece in re.findall(r"[A-Z0-9]+", one)} | codes
    rest = [word for word in said[: len(said) - town] if word.upper() not in code]
    street = len(rest) >= SHORTEST_STREET and any(word.isalpha() for word in rest) and len(said) > SHORTEST_STREET
    if street and codes and not _STREET.intersection(rest) and not any(word[0].isdigit() for word in rest):
        street = not {said[0].upper(), said[-1].upper()} & code  # a village; "Le Bourg, 71000 Cluny" is a door
    place = bool(codes) or town > 0 or not writes_postcodes(country)
    is_plain = not _STREET.isdisjoint(rest) and (bool(codes) or any(word[0].isdigit() for word in rest))
    return Parts(street=street, place=place, door=street and place and is_plain)


def door_in(text: str, country: str) -> str:
    """Return the address that stands in a text which says more: number, street, postcode and town; empty for none."""
    for found in _DOOR.finditer(text[:LOOKED_AT]):
        town = found["town"].split()
        known = next((n for n in range(min(LONGEST, len(town)), 0, -1) if plain(" ".join(town[:n])) in TOWNS), 1)
        door = " ".join([found["door"], *town[:known]])
        if parts_of(door, country).door:
            return door
    return ""


def without_doors(text: str) -> str:
    """Return a text with a comma where a number, a street and a postcode stood: the words beside them are left."""
    return _DOOR.sub(lambda found: f", {found['town']}", text)


def without_a_lead(text: str) -> str:
    """Return an address, or a part of it, without what only leads up to it: "livraison au 20 rue …", "sorry, 69002"."""
    return _LEAD.sub("", text)


def breaks_off(text: str) -> bool:
    """Tell whether a text ends before the street's name: "8 rue"."""
    said = plain(text, LOOKED_AT).split()
    return 1 < len(said) <= SHORTEST_STREET + 1 and said[0][0].isdigit() and said[-1] in _STREET


def may_be_a_street(text: str) -> bool:
    """Tell whether a text has a word such as "rue" in it."""
    return not _STREET.isdisjoint(plain(text, LOOKED_AT).split())


def _town_at_the_end(said: list[str]) -> int:
    """Return how many of the last words are a town's name."""
    for length in range(min(LONGEST, len(said)), 0, -1):
        before = said[-length - 1] if length < len(said) else ""
        if " ".join(said[-length:]) in TOWNS and before not in _BEFORE_A_NAME:
            return length
    return 0
