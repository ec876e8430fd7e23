"""Is it the right one? "L'Aroma 2 est bien pour débuter ?", "is it easy to use?", "elle vaut le coup ?".

Read without a model; which offer is meant is not known here.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.comparison_words import is_elsewhere
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 140  # characters
_SUITS: Final = re.compile(
    r"\b(?:bien|bonne?|ideale?|parfaite?|top|super|adaptee?|convien\w+|convenable|correcte?|facile|simple|pratique"
    r"|compliquee?|difficile|vaut (?:vraiment )?(?:le coup|la peine|le prix)|suffi\w*|assez"
    r"|va (?:bien )?(?:pour|avec)|recommand\w+|conseill\w+|votre avis|pensez|debut\w+|novice\w*|amateur\w*"
    r"|good|great|any good|decent|suitable|suit\w*|right (?:one|for)|ideal|perfect|easy|simple|hard|difficult"
    r"|complicated|worth (?:it|the)|enough|recommend\w*|think (?:of|about)|beginners?|your opinion)\b"
)
_OTHERWISE: Final = re.compile(
    r"\b(?:mieux que|better than|meilleure? que|plus .* que|difference|compar\w+|why|pourquoi)\b"
    # what to take at all: advice, and not whether that one is good
    r"|\b(?:conseill\w+|recommand\w+|prendre|recommend|suggest)(?: moi)? (?:quoi|koi|laquelle|lequel|quelle?)\b"
    r"|\b(?:quoi|que|qu est ce que|quelle?|laquelle|what|which)(?: \w+)? (?:me |vous |do |would |should |can |you |i )*"
    r"(?:conseill\w+|recommand\w+|recommend|suggest|prendre|get|buy)\b"
)
_WHY_DEAR: Final = re.compile(
    r"\b(?:pourquoi|pq|pk|why|how come|qu est ce qui (?:justifie|explique)|what justifies)\b.*"
    r"\b(?:ch(?:er|ere|eres|ers)|prix|expensive|dear|dearer|pricey|price|costs? (?:so|that|this|more))\b"
)
_LESS: Final = re.compile(r"\b(?:moins|less|cheap\w*)\b")
_POINTS: Final = re.compile(
    r"\b(?:elle|il|celle ci|celle la|celui ci|celui la|ca|cette machine|it|this one|that one)\b"
)


def asks_if_it_suits(text: str) -> bool:
    """Return whether a text asks if something is good, or good for somebody."""
    flat = plain(text, LOOKED_AT + 1)
    if not flat or len(flat) > LOOKED_AT or _OTHERWISE.search(flat):
        return False
    return is_asking(text) and _SUITS.search(flat) is not None


def asks_why_dear(text: str) -> bool:
    """Return whether a text asks why something costs so much: "pourquoi l'E2 est si chère ?"."""
    flat = plain(written_out(text), LOOKED_AT + 1)
    if len(flat) > LOOKED_AT or _LESS.search(flat) or is_elsewhere(flat):
        return False
    return _WHY_DEAR.search(flat) is not None


def points_at_it(text: str) -> bool:
    """Return whether a text points at something without naming it: "elle est bien ?"."""
    return _POINTS.search(plain(text, LOOKED_AT)) is not None


def good_for(text: str) -> str:
    """Return such a question without the words that make it one: "facile à nettoyer" leaves "nettoyer"."""
    return _SUITS.sub(" ", plain(text, LOOKED_AT))
