"""Fewer messages, without a number: « moins de messages », « écrivez-moi moins souvent », "not so many texts please".

How many that makes is `wishes.fewer`'s to say: it depends on what was wished before. What is refused altogether
(« plus de messages ») is none, and what is complained of ("too many texts") neither. Over plain words
(`rules.texts.plain_text`), French and English.
"""

from __future__ import annotations

import re
from typing import Final

from bot.understanding.contact.contact_wish_words import WRITING

_SOME: Final = r"(?:(?:un (?:tout petit |petit )?peu|beaucoup|bien|nettement|a (?:bit|little|lot)|much|way|far) )?"
_WHAT: Final = (
    r"(?:vos |votre |your |of |these |those |ces |the |les |d |de )*(?:messages?|sms|textos?|texts?|pubs?|publicites?"
    r"|promos?|promotions?|offres?|offers?|notifs?|notifications?|relances?|e ?mails?|mails?|newsletters?|ads?|adverts?"
    r"|marketing|communications?|envois?|rappels?|reminders?|nouvelles|updates?|sollicitations?)"
)
_FEWER: Final = re.compile(
    rf"\b(?<!pas )(?<!not )(?<!no ){_SOME}(?:moins de|moins d|fewer|less|pas (?:autant|tant|trop) (?:de|d)"
    rf"|not (?:so|as|too|that|quite so) many|not so much) {_WHAT}\b"
)
_LESS_OFTEN: Final = re.compile(
    rf"\b(?<!pas )(?<!not ){_SOME}(?:moins|less|pas (?:si|aussi|trop)|not (?:so|too|as|that)|(?:so|too|si|trop|aussi)"
    r"(?= often| souvent| frequ| regul)) (?:souvent|often|frequently|frequemment|regulierement)\b"
)
#: « Écrivez-moi moins », "text me less".
_LESS: Final = re.compile(rf"\b{_SOME}(?:moins|less)\b(?! (?:de|d|que|than|cher|expensive|fort|of)\b)")
_REFUSING: Final = re.compile(r"\b(?:arretez|arrete|ne|n|stop|don t|dont|not|pas) ")


#: « Trop de messages », "you text me too often", « je reçois beaucoup trop de vos textos ».
_TOO_MANY: Final = re.compile(
    rf"\b(?:trop de|trop d|too many|tant de|autant de|so many|too much) {_WHAT}\b"
    r"|\b(?:m ecri\w+|m envoy\w+|me contact\w+|me relanc\w+|me sollicit\w+|nous ecri\w+)(?: \w+){0,2} trop\b"
    r"(?! tard| tot)"
    r"|\btrop souvent\b|\btoo (?:often|frequently)\b"
    r"|\b(?:text|message|write|writing|texting|messaging|contact|email|e mail)(?:ing)?(?: to)? (?:me|us)"
    r" (?:way |far )?too much\b"
)


def complains_of_too_many(said: str) -> bool:
    """Tell whether plain words find that there are too many messages, whatever they want done about it."""
    found = _TOO_MANY.search(said)
    is_of_messages = found is not None and ("souvent" not in found[0] and "often" not in found[0])
    return is_of_messages or (found is not None and not WRITING.isdisjoint(said.split()))


def wants_fewer(said: str) -> str | None:
    """Return what is left of plain words once they have said that they want fewer messages; None where they don't."""
    found = _FEWER.search(said)
    if found is None and not WRITING.isdisjoint(said.split()):
        found = _LESS_OFTEN.search(said) or _LESS.search(said)
        if found is not None and found[0].split()[0] in ("so", "too", "si", "trop", "aussi"):
            found = found if _REFUSING.search(said[: found.start()]) else None  # "you text me too often" complains
    return f"{said[: found.start()]} {said[found.end() :]}".strip() if found is not None else None
