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
    rf"\b(?:quand|quel jour|a quel(?:le)? heure|when|what day|what time)\b.*\b{_COMES}\b"
    rf"|\b{_COMES}\b.*\b(?:quand|quel jour|a quel(?:le)? heure|when)\b"
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


_THEY_COME: Final = re.compile(
    r"\b(?:(?:je|j|on|nous|il|elle|mari|femme|i|we|he|she|husband|wife)\b.*\b"
    r"(?:passe|passer\w*|viens|vient|venir|viendr\w+|recuper\w+|chercher|come|coming|pop|drop|stop by|swing|collect"
    r"|pick (?:it|them|this) up|pick up|be there|get there))\b"
)
_TO_SEE: Final = re.compile(
    r"\b(?:pas|jamais|not|never|can t|cant|won t|essay\w*|try|rendez|rdv|appointment|visite?|cours|class|livr\w+"
    r"|deliver\w*|relais)\b"
)


def says_they_come(text: str) -> bool:
    """Return whether a text says or asks that somebody comes for what is ordered: "du coup je passe à 18h ça va ?"."""
    said = plain(written_out(text[:LOOKED_AT]), LOOKED_AT)
    return _THEY_COME.search(said) is not None and _TO_SEE.search(said) is None


_COSTS: Final = re.compile(r"\b(?:combien|cout\w*|frais|prix|tarif|how much|costs?|price|charges?|fees?)\b")
_NO_COST: Final = re.compile(
    r"\b(?:temps|jours?|delais?|quand|long|days?|when|soon|retour\w*|return\w*|reduction|discount|\d+)\b"
)


def asks_what_a_way_costs(text: str) -> bool:
    """Return whether a text asks what it costs to receive something: "ça fait combien avec la livraison ?". Which way
    is meant is not known here."""
    said = plain(written_out(text[:LOOKED_AT]), LOOKED_AT)
    return _COSTS.search(said) is not None and _NO_COST.search(said) is None


def is_before(text: str) -> bool:
    """Return whether the day that such a question names is the first that is too late: "avant le 10"."""
    return _BEFORE.search(plain(text, LOOKED_AT)) is not None
