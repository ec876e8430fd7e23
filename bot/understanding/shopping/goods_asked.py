"""Whether a text asks if something is sold at all: "vous vendez des bouilloires ?", "do you sell toasters?", "et des
filtres ?". Which thing it is, the catalogue may not know. Who speaks of what is theirs, or gives something back, asks
for nothing that is sold: "je rends mon moulin, il est trop bruyant".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import FILLERS, GREETINGS, JOINS, before
from bot.understanding.shopping.offer_words import tokens

LOOKED_AT: Final = 80  # characters
_ASKED: Final = re.compile(
    rf"{before(GREETINGS, JOINS, FILLERS, 'ok, sinon')}"
    r"(?:do you (?:sell|stock|carry|have any|do any)|have you got any|got any|est ce que vous (?:vendez|avez)"
    r"|vendez vous|(?:vous (?:vendez|auriez|avez)|avez vous) (?:aussi )?(?:des|du|de la|de l)"
    r"|(?<=et )(?:des|du|de la)|(?<=and )any|what about (?:a |an |some )?(?!the|it|this|that|your|my)\w+$)\b"
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


def asks_if_sold(text: str) -> bool:
    """Return whether a text asks for a kind of thing, known or not."""
    return _ASKED.match(plain(text, LOOKED_AT)) is not None and "?" in text
