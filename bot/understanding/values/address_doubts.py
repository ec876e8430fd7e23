"""What of an address in full can't be: a postcode that is far from its town, a country that is not the shop's.

A parcel for "3 rue du Port, 69003 Annecy" goes to Lyon or to Annecy, and nobody knows which. Only the larger towns are
known (`towns`), by name, and of a postcode its department: a town far from it is doubted, one that is near, or
that is not known, never is. A street called after a place ("12 rue de Londres") is in no other country.
"""

from __future__ import annotations

import re
from math import asin, cos, radians, sin, sqrt
from typing import Final

from msgspec import Struct

from bot.rules.places.departments import Place, place_of
from bot.rules.places.towns import LONGEST, TOWNS
from bot.rules.texts.plain_text import plain, words
from bot.understanding.values.contacts import LOOKED_AT, postcodes_in
from bot.understanding.values.countries import country_in

FAR: Final = 85.0
"""Kilometres from a prefecture to a town that is surely not of its department."""
_SHORT_CODE: Final = re.compile(r"(?<=[^\W\d])[ ,]+(?P<code>\d{4}|\d{6}) +(?P<town>[^\W\d][^\d]*)$")
_EARTH: Final = 6371.0
_OF: Final = words("de du des d la le les l rue avenue boulevard place cafe coffee from of")
_TO_A_PLACE: Final = re.compile(r"\b(?:au|aux|en|a|vers|pour (?:le|la|l)|to(?: the)?|in(?: the)?) ((?:\w+ ?){1,3})")
_BROUGHT: Final = re.compile(r"\b(?:livr\w+|envo\w+|expedi\w+|deliver\w*|ship\w*|send|sent|post(?:ed)?)\b")
_LONGEST_COUNTRY: Final = 3  # words


class Mismatch(Struct, frozen=True):
    """A postcode and a town that do not go together, and what of the address stands before them."""

    postcode: str
    town: str
    street: str


def mismatch_in(address: str) -> Mismatch | None:
    """Return the postcode and the town of a French address that are far from each other."""
    codes = postcodes_in(address, "FR")
    place = place_of(next(iter(codes))) if len(codes) == 1 else None
    town = _town_in(address)
    if place is None or town is None or _distance(place, TOWNS[town].place) <= FAR:
        return None
    code = next(iter(codes))
    street = re.split(re.escape(code), address, maxsplit=1)[0].strip(" ,;-\n")
    return Mismatch(code, TOWNS[town].name, street)


def short_code_in(address: str) -> Mismatch | None:
    """Return the four or six digits that stand before the town of a French address in the place of its postcode."""
    found = _SHORT_CODE.search(address)
    if found is None or postcodes_in(address, "FR"):
        return None
    return Mismatch(found["code"], found["town"].strip(), address[: found.start()].strip(" ,;-\n"))


def _town_in(address: str) -> str | None:
    """Return the town that an address ends with, or that stands behind its postcode."""
    said = plain(address, LOOKED_AT).split()
    for length in range(min(LONGEST, len(said)), 0, -1):
        name = " ".join(said[-length:])
        if name in TOWNS and (length == len(said) or said[-length - 1] not in _OF):
            return name
    return None


def country_of(address: str, home: str) -> str:
    """Return the country (ISO 3166) that an address ends with, `home` where it names none."""
    said = [word for word in plain(address, LOOKED_AT).split() if not any(sign.isdigit() for sign in word)]
    for length in range(min(_LONGEST_COUNTRY, len(said)), 0, -1):
        before = said[-length - 1 :][:2] if length < len(said) else said[-length:][:1]
        code = country_in(" ".join(said[-length:])) if _OF.isdisjoint(before) else None
        if code is not None and " ".join(said[-length:]) not in TOWNS:
            return code
    return home


def country_sent_to(text: str) -> str:
    """Return the country that something is to be sent to, as words say it: "livré au Maroc"; empty where none do."""
    said = plain(text, LOOKED_AT)
    if _BROUGHT.search(said) is None:
        return ""
    for match in _TO_A_PLACE.finditer(said):
        following = match[1].split()
        for length in range(len(following), 0, -1):
            code = country_in(" ".join(following[:length]))
            if code is not None:
                return code
    return ""


def _distance(one: Place, other: Place) -> float:
    (lat, lon), (other_lat, other_lon) = one, other
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))
