"""Whether a text asks if something is sold at all, and what: "vous vendez des bouilloires ?", "do you sell toasters?",
"et des filtres ?". Which thing it is, the catalogue may not know. Who speaks of what is theirs, or gives something
back, asks for nothing that is sold: "je rends mon moulin, il est trop bruyant".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import FILLERS, GREETINGS, JOINS, before
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 80  # characters
MOST_WORDS: Final = 4  # of a thing; more tell of something else
_ARTICLE: Final = r"(?:des|du|de la|de l|d|un|une)"
_ASKED: Final = re.compile(
    rf"{before(GREETINGS, JOINS, FILLERS, 'ok, sinon')}"
    r"(?:do you (?:sell|stock|carry|have any|do any)(?: any)?|have you got any|got any|you sell"
    rf"|(?:est ce que )?(?:vous (?:vendez|vendriez|auriez|avez|faites)|(?:vendez|avez|auriez|faites) vous)"
    rf"(?: aussi)? {_ARTICLE}"
    r"|(?<=et )(?:des|du|de la)|(?<=and )any|what about (?:an?|some)|what about(?= (?!the|it|this|that|your|my)\w+$))\b"
)
_OWN: Final = frozenset(tokens("mon ma mes notre nos my our"))
_GIVES_BACK: Final = re.compile(
    r"\b(?:rendre|rends|renvoy\w+|renvoie|retourner|retourne|rapporter|ramener|rembours\w+|retract\w+"
    r"|(?:return|send|give|bring|take)(?:ing)? (?:\w+ ){0,3}back"
    r"|return(?:ing)?(?= (?:it|the|my|our|this|that|these|an?)\b)"
    r"|refund\w*)\b"
)


def gives_back(text: str) -> bool:
    """Return whether a text speaks of giving something back, or of the money for it."""
    return _GIVES_BACK.search(plain(text, LOOKED_AT)) is not None


def is_of_theirs(text: str, kinds: Collection[str]) -> bool:
    """Return whether a text speaks of one of these things (`tokens`) as its author's own: "mon moulin"."""
    said = tokens(text[:LOOKED_AT])
    return any(own in _OWN and thing in kinds for own, thing in pairwise(said))


#: What the thing is for, made of, or beside: it is asked for before.
_ENDS: Final = re.compile(
    r" (?:qui|that|which|ou|or|et|and|pour|for|avec|with|en|in|a|at|chez|dans|svp|stp|please|aussi|too|also)\b.*"
)


_WHICH_HAS: Final = re.compile(
    rf"{before(GREETINGS, JOINS, FILLERS, 'ok')}"
    r"(?:quelle?s?|laquelle|lequel|lesquel\w+|which|what)(?: \w+){0,3}?"
    r" (?:a|ont|aurait|possede|dispose|has|have|comes? with|avec|with)\b"
    r"|(?:(?:et|and) )?(?:il y |y )?en a(?: t il)? une? (?:avec|qui a)\b"
)


def asks_which_has(text: str) -> bool:
    """Return whether a text asks which of several has something: "quelle machine a deux chaudières ?"."""
    return _WHICH_HAS.match(plain(written_out(text), LOOKED_AT)) is not None


def asks_if_sold(text: str) -> bool:
    """Return whether a text asks for a kind of thing, known or not."""
    return "?" in text and _ASKED.match(plain(text, LOOKED_AT)) is not None


def thing_asked(text: str) -> tuple[str, ...]:
    """Return the words of the thing that such a text asks for, as `tokens` gives them; none where it asks for none."""
    flat = plain(written_out(text), LOOKED_AT + 1)
    found = _ASKED.match(flat) if len(flat) <= LOOKED_AT else None
    if found is None:
        return ()
    thing = tokens(_ENDS.sub("", flat[found.end() :]))
    return tuple(word for word in thing if not is_idle(word)) if 0 < len(thing) <= MOST_WORDS else ()
