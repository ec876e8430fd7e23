"""Goods that are counted out one after the other, without a comma: "2 huila 1 yirga", "la Forza avec le moulin Lima".

What stands before a number, and what stands behind it, are two goods where each is named by itself; so are those on the
two sides of "avec" or "with". The number of a name ("Aroma 2"), of a size or of a time cuts nothing, nor does what they
have already ("avec ma Forza"). A thing that is counted and not known is cut off too: it is said to be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bot.model.offer import Named
from bot.rules.texts.plain_text import plain, words
from bot.understanding.shopping.offer_words import is_idle, stem

SIZES: Final = {"kilo": "kg", "kilogramme": "kg", "kg": "kg", "g": "g", "gr": "g", "gramme": "g", "gram": "g"}
OTHER_UNITS: Final = words("l cl ml cm mm euro e personne people person jour day semaine week mois month tasse cup h")
_NO_THING: Final = OTHER_UNITS | words(
    "fois time heure hour minute an annee year rue avenue boulevard chemin impasse allee place quai route street road"
    " janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april"
    " june july august september october november december matin soir pm am er eme th st nd rd"
)
MOST_PIECES: Final = 99
SHORTEST: Final = 4  # letters of a thing that nobody knows
_WITH: Final = words("avec with")
_GO: Final = words("aller va vont allant go goes going compatible")
_ITS_OWN: Final = words("un une des du de le la les l deux trois a an some the two three")
"""What stands behind "avec" before another good; "avec ma Forza" is what they have."""

Naming = Callable[[str], Named | None]
Pairing = Callable[[tuple[str, str], Sequence[str]], bool]


def goods_apart(part: str, named_by: Naming, stand_in_a_name: Pairing) -> list[str]:
    """Return the goods that a part of a text names, one after the other; the part as it stands where it is of one.

    `named_by` tells what words name, `stand_in_a_name` whether two words do so in the name of one of some offers.
    """
    said = plain(part).split()
    cuts = [place for place in range(1, len(said) - 1) if _may_cut(said, place)]
    found, begin = [], 0
    for place in cuts:
        head, end = said[begin:place], next((one for one in cuts if one > place), len(said))
        tail = said[place + 1 if said[place] in _WITH else place : end]
        before = named_by(" ".join(head))
        if before is None or not before.offers or stand_in_a_name((said[place - 1], said[place]), before.offers):
            continue
        after = named_by(" ".join(tail))
        if after is not None and after.offers != before.offers and (after.offers or is_a_count(tail)):
            found.append(" ".join(head))
            begin = place + (said[place] in _WITH)
    return [*found, " ".join(said[begin:])] if found else [part]


def is_a_count(said: Sequence[str]) -> bool:
    """Tell whether words count out a thing, whatever it is: "2 sidamo", not "2 fois" nor "5 rue"."""
    return len(said) == 2 and _counts(said[0]) and len(said[1]) >= SHORTEST and _is_a_thing(said[1])


def _may_cut(said: Sequence[str], place: int) -> bool:
    word, after = said[place], said[place + 1]
    if word in _WITH:
        return (after in _ITS_OWN or after.isdigit()) and said[place - 1] not in _GO
    if _counts(word):
        return said[place - 1] != "x" and after not in SIZES and after != "x" and _is_a_thing(after)
    return place > 1 and said[place - 2] == "x" and said[place - 1].isdigit()  # "huila x 2 yirga x 1"


def _counts(word: str) -> bool:
    return word.isdigit() and 1 <= int(word) <= MOST_PIECES


def _is_a_thing(word: str) -> bool:
    return word.isalpha() and not is_idle(stem(word)) and not {word, stem(word)} & _NO_THING
