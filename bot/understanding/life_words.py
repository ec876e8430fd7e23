"""A death that a customer tells of: "mon mari est décédé", "she passed away". What then counts is no order.

A person is named, or "il", "elle", "he", "she" with words that are said of people alone: machines die too.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import RELATIVES, any_of

LOOKED_AT: Final = 400  # characters
_PERSON: Final = any_of(RELATIVES, "customer, cliente?")
_DIED: Final = r"(?:decedee?s?|morte?s?|disparue?s?|nous a quittes?|m a quittee? pour toujours|died|dead|passed|gone)"
_DEATH: Final = re.compile(
    rf"\b{_PERSON}(?: (?:est|vient de|s est|a|etait|has|is|was|just|have|nous|qui))* (?:{_DIED}|mourir|deceder"
    r"|eteinte?|passed away|died)\b"
    r"|\b(?:passed away|decedee?s?|deces|obseques|enterrement|funerailles|funeral|bereave\w*|en deuil|veuve?"
    r"|widow(?:er|ed)?)\b"
    rf"|\b{_PERSON} (?:\w+ ){{0,3}}(?:il|elle|he|she) (?:(?:est|is|has|a|s) )?{_DIED}\b"
    rf"|\b(?:perdu|perdue|lost) (?:mon|ma|notre|my|our) {_PERSON}\b"
)

_FORGET: Final = re.compile(
    r"\b(?:effac\w+|supprim\w+|enlev\w+|retir\w+|delet\w+|eras\w+|remov\w+|wip\w+|tak\w+|clos\w+|ferm\w+)"
    r" (?:\w+ ){0,4}(?:numeros?|coordonnees|contacts?|comptes?|donnees|profil|fiche|numbers?|details|accounts?|data"
    r"|name|nom)\b"
)


def wants_to_be_forgotten(text: str) -> bool:
    """Tell whether a number, an account or what is kept of somebody is to be erased: "effacez son numéro"."""
    return _FORGET.search(plain(text, LOOKED_AT)) is not None


def tells_of_a_death(text: str) -> bool:
    """Tell whether somebody near to the customer has died, by their words."""
    return _DEATH.search(plain(text, LOOKED_AT)) is not None
