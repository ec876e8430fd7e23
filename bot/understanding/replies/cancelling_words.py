"""Cancelling without a word of what: "je dois annuler, désolé", "annulez svp", "I have to cancel". It is what was
spoken of last.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import (
    COURTESIES,
    EXCLAMATIONS,
    FILLERS,
    GREETINGS,
    JOINS,
    NO,
    SECOND_THOUGHTS,
    SORRY,
    any_of,
)

LOOKED_AT: Final = 100  # characters
_ASIDE: Final = any_of(
    GREETINGS, NO, COURTESIES, SORRY, JOINS, FILLERS, EXCLAMATIONS, SECOND_THOUGHTS,
    "ok, re, beaucoup, i m afraid, pour moi, for me, maintenant, now",
    "(?:c est )?(?:trop|hyper|super) cher, (?:it s |that s )?(?:way )?too (?:expensive|much)"
)  # fmt: skip
_WISH: Final = (
    r"(?:(?:est ce que )?(?:je|j|on)(?: (?:dois|vais devoir|veux|voudrais|aimerais|souhaite|prefere|peux|vais|peut))? "
    r"|il faut(?: que j)? |(?:puis je|peut on|pouvez vous|vous pouvez) |(?:jdois|jveux|jvoudrais|jpeux) "
    r"|(?:i|we) (?:have to|need to|must|want to|d like to|would like to|will have to|ll have to|can|gotta|got to"
    r"|ve got to) |(?:can|could|may) (?:i|we|you)(?: please)? )"
)
_ALL: Final = r"(?:tout|ca|cela|tout ca|it|that|this|all)"
_CANCELS: Final = re.compile(
    rf"(?:{_ASIDE} )*{_WISH}?(?:{_ALL} )?(?:j?annul(?:er|ez|e|ons|ai)|cancel|cancelling)(?: {_ALL})?(?: {_ASIDE})*"
)


def cancels_only(text: str) -> bool:
    """Return whether a text cancels, and says nothing of what. Never raises."""
    return _CANCELS.fullmatch(plain(text, LOOKED_AT)) is not None
