"""Who wants what they had, and one thing of it otherwise: "le même mais en moulu", "la même chose en 250 g", "the same
but ground". What is to be otherwise is only cut out here; which variant it is, the catalogue knows.
"""

from __future__ import annotations

import re
from typing import Final, Literal

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
