"""Naming a choice by its place: "2", "la deuxième", "the last one"."""

from __future__ import annotations

import re

from bot.rules.texts.plain_text import numbered, words

_ORDINALS = numbered(
    (
        "premier premiere 1er 1ere 1re first 1st prems",
        "deuxieme second seconde 2e 2eme 2nd 2nde 2d",
        "troisieme third 3e 3eme 3rd",
        "quatrieme fourth 4e 4eme 4th",
        "cinquieme fifth 5e 5eme 5th",
        "sixieme sixth 6e 6eme 6th",
        "septieme seventh 7e 7eme 7th",
        "huitieme eighth 8e 8eme 8th",
        "neuvieme ninth 9e 9eme 9th",
        "dixieme tenth 10e 10eme 10th",
    )
)
_CARDINALS = numbered(
    (
        "1 un une one",
        "2 deux two",
        "3 trois three",
        "4 quatre four",
        "5 cinq five",
        "6 six",
        "7 sept seven",
        "8 huit eight",
        "9 neuf nine",
        "10 dix ten",
    )
)
#: A small number in words, in figures: what "deux tasses" needs to find the label "2 tasses".
FIGURES: dict[str, str] = {word: str(place + 1) for word, place in _CARDINALS.items()}
_LAST = words("dernier derniere last")
_BEFORE_LAST = frozenset({("avant", "dernier"), ("avant", "derniere"), ("second", "last"), ("next", "last")})
#: What surrounds a place without changing it.
_AROUND = words(
    """
    le la l les the one choix choice option reponse answer numero number num no n nr nb je prends prend veux voudrais
    choisis prefere preference pour va vas ca sera moi i ll take want choose go with pick that celui celle ci
    proposition que tu vous dites plutot et d to est c ce this please svp i d like ma mon my would
    j me plait bien garde garderai prendrai aime mieux merci keep love best thanks
    ok okay oui ouais yes yeah alors bon
    """
)
_NUMBERED = re.compile(r"(?:n|no|nr|num|numero|option|choix|choice|number)(\d{1,2})")


_JOINING = words("ou or et and voire soit plutot either")


def places_named(said: list[str], count: int) -> tuple[int, ...]:
    """Return the places, from 0, of two that are named together: "3 ou quatre", "la première ou la deuxième"."""
    telling = [word for word in said if word not in _AROUND or word in _CARDINALS]
    named = [place for word in telling if word not in _JOINING and (place := _place_of(word, count)) is not None]
    is_all = len(named) + sum(word in _JOINING for word in telling) == len(telling)
    found = tuple(dict.fromkeys(named))
    return found if is_all and len(found) == 2 and all(0 <= place < count for place in found) else ()


def place_named(said: list[str], count: int) -> int | None:
    """Return the place, from 0, that these words name among `count` choices; None where they say anything else."""
    if tuple(said[-2:]) in _BEFORE_LAST and count >= 2:
        return count - 2
    telling = [word for word in said if word not in _AROUND]
    if len(telling) != 1 or len(said) > 7:
        return None
    place = _place_of(telling[0], count)
    return place if place is not None and 0 <= place < count else None


def _place_of(word: str, count: int) -> int | None:
    if word in _LAST:
        return count - 1
    if word in _ORDINALS:
        return _ORDINALS[word]
    if word in _CARDINALS:
        return _CARDINALS[word]
    if numbered := _NUMBERED.fullmatch(word):
        return int(numbered[1]) - 1
    return int(word) - 1 if word.isdigit() and len(word) <= 3 else None
