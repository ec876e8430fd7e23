"""Who wants what they had, and one thing of it otherwise: "le même mais en moulu", "la même chose en 250 g", "the same
but ground". What is to be otherwise is only cut out here; which variant it is, the catalogue knows.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import COURTESIES, FILLERS, GREETINGS, NO, PLEASE, YES, any_of

LOOKED_AT: Final = 120  # characters
_SAME_BUT: Final = re.compile(
    rf"(?:(?:{any_of(GREETINGS, YES, NO, FILLERS, PLEASE)}|je (?:veux|voudrais|prends|vais prendre|reprends)|j aimerais"
    r"|mettez moi|remettez moi|donnez moi|i d like|i ll (?:take|have)|i want|can i (?:have|get)|give me) )*"
    r"(?:(?:le|la|les) memes?(?: (?:cafe|chose|produit|article|commande))?|la meme chose|pareil"
    r"|comme (?:avant|d habitude)"
    r"|(?:the )?same(?: (?:one|thing|again|coffee|order|as (?:before|usual|last time)))?)"
    r"(?: que la (?:derniere )?fois| again| as (?:before|last time))?"
    r",? (?:mais |but |sauf |except )?(?:plutot |rather )?(?P<rest>(?:en |in |avec |with |sans |without |moulu|ground"
    r"|plus |a bigger|a smaller|bigger|smaller|grand|petit|decaf|deca)[a-z0-9 ]*)"
)
_MANNERS: Final = re.compile(rf"^(?:en|in|avec|with|plutot)|{any_of(COURTESIES, 'cette fois(?: ci)?, this time')}$")
_SMALLER: Final = re.compile(r"\b(?:plus petit\w*|petit\w*|smaller|small\w*)\b")
_LARGER: Final = re.compile(r"\b(?:plus gr(?:and|os)\w*|grand\w*|gros\w*|bigger|larger|big\w*|large\w*)\b")


_ONLY_A_SIZE: Final = re.compile(
    r"(?:(?:et|plutot|finalement|en fait|mettez(?: moi)?|mets(?: moi)?|make it|make that|actually|non|nn|no|ok|oui|yes"
    r"|je prends|j en veux|i ll take|and|rather|alors|bon|mais|but) )*"
    r"(?P<format>(?:en|in|le|les|the|format|celui de) )?(?:(?P<number>\d{1,4}(?: \d)?) ?|(?P<one>un|une|a|one) )?"
    r"(?P<unit>kilos?|kg|g|gr|grammes?|grams?|litres?|l|cl|ml|(?<=\d{3}) ?)"
    r"(?: (?:one|svp|stp|please|alors|plutot|instead|finalement))*"
)
_UNITS: Final[dict[str, tuple[Literal["kilo", "litre"], Decimal]]] = {
    "k": ("kilo", Decimal(1)),
    "g": ("kilo", Decimal("0.001")),
    "l": ("litre", Decimal(1)),
    "c": ("litre", Decimal("0.01")),
    "m": ("litre", Decimal("0.001")),
}


class SizeSaid(Struct, frozen=True):
    """How much of something, in kilos or litres; `is_format`: the size of each piece ("en 250 g", "le kilo")."""

    of: Literal["kilo", "litre"]
    amount: Decimal
    is_format: bool


def size_said(text: str) -> SizeSaid | None:
    """Return the size that a text says and nothing besides: "plutôt le kilo", "et 2kg", "in 250 g"; None for others."""
    found = _ONLY_A_SIZE.fullmatch(plain(text, LOOKED_AT))
    if found is None or not (found["number"] or found["one"] or found["format"]):
        return None
    of, part = _UNITS[found["unit"].strip()[:1] or "g"]  # "250": grams, as nobody wants 250 bags
    number = Decimal((found["number"] or "1").replace(" ", "."))
    return SizeSaid(of, number * part, found["format"] is not None) if number else None


def same_but(text: str) -> str:
    """Return in what they want the same otherwise ("moulu", "250 g", "plus grand"), plain; empty where they do not."""
    found = _SAME_BUT.fullmatch(plain(text, LOOKED_AT))
    rest = found["rest"] if found is not None else ""
    while rest != (cut := _MANNERS.sub("", rest).strip()):
        rest = cut
    return rest


def size_wanted(rest: str) -> Literal["smaller", "larger", ""]:
    """Return whether what is to be otherwise is the size."""
    if _SMALLER.search(rest):
        return "smaller"
    return "larger" if _LARGER.search(rest) else ""
