"""Whether a text asks when an order comes, or can be fetched: "c'est prêt quand ?", "will it be there by the 10th?"."""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 100  # characters
_COMES: Final = (
    r"(?:pret\w*|arriv\w*|livre\w*|recevoir|recevrai|recois|recu\w*|aurai|passer|venir|chercher|recuperer|retirer"
    r"|ready|get it|get here|here|there|deliver\w*|come|collect|pick it up|pick up|receive)"
)
_WHEN: Final = re.compile(
    rf"\b(?:quand|quel jour|a quelle heure|when|what day|what time)\b.*\b{_COMES}\b"
    rf"|\b{_COMES}\b.*\b(?:quand|quel jour|a quelle heure|when)\b"
)
_IN_TIME: Final = re.compile(
    rf"\b(?:il|elle|ils|elles|ca|ce|je l|it|they|i)\b.*\b{_COMES}\b.*"
    r"\b(?:avant|pour|d ici|a temps|by|before|in time|for)\b"
)
_READY: Final = re.compile(
    r"(?:(?:et )?(?:c est|elle est|il est|ma commande est)|(?:and )?is it|is my order) (?:pret\w*|ready)"
)
_NOT_OF_IT: Final = re.compile(
    r"\b(?:repar\w+|atelier|revision|repair\w*|workshop|rembours\w+|refund\w*|retour\w*|return\w*|facture|invoice|ouvr\w+"
    r"|ferm\w+|open\w*|clos\w+|cafe (?:est|coule)|stock)\b"
)
_BEFORE: Final = re.compile(r"\b(?:avant|before)\b")


def asks_when_it_comes(text: str) -> bool:
    """Return whether a text asks for the day or the hour of what is ordered. Never raises."""
    said = plain(written_out(text[:LOOKED_AT]), LOOKED_AT)
    if _NOT_OF_IT.search(said) is not None:
        return False
    if _WHEN.search(said) is not None:
        return True
    return is_asking(text) and (_IN_TIME.search(said) is not None or _READY.fullmatch(said) is not None)


def is_before(text: str) -> bool:
    """Return whether the day that such a question names is the first that is too late: "avant le 10"."""
    return _BEFORE.search(plain(text, LOOKED_AT)) is not None
