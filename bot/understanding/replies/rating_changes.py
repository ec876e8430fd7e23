"""A rating that is said otherwise once it has been given: "sorry, meant 4", "it's more like a 2", "ma note est 5".

What opens and what closes such words is taken off; what is left must be a score and nothing else but its reason: "je
voulais dire 4 paquets" counts something.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from bot.rules.order.feedback import ScaleName
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.ratings import COUNTED, WORDS, is_bare_rating, read_rating
from bot.understanding.spelling import written_out
from bot.understanding.values.numbers import prepared

LOOKED_AT: Final = 200  # characters
_A: Final = r"(?: (?:un|une|an?|le|la|the|de|a|pour))?"
#: Nothing but another rating is said so.
_SURE: Final = re.compile(
    rf"(?:(?:je|j|i)? ?(?:voulais?|voulai|veux|pensais|aurais du|wanted to|mean|meant(?: to)?|should have)"
    rf"(?: (?:dire|mettre|mis|donner|noter|taper|ecrire|repondre|say|said|put|give|given|type|write))?{_A}"
    r"|j ai (?:fait (?:une )?erreur|mal (?:tape|note|clique))"
    r"|(?:je me suis|me suis) trompee?(?: de (?:note|chiffre|touche))?"
    r"|erreur(?: de (?:note|frappe|ma part))?|faute de frappe"
    r"|typo|my (?:mistake|bad)|wrong (?:number|key|button|rating|score)"
    r"|(?:ma|la|my|the) (?:vraie |real )?(?:note|rating|score)"
    r"(?: (?:c est|est|serait|sera|is|was|should (?:be|have been)))?"
    rf"|(?:je )?(?:change (?:it|that|my (?:rating|score)) to|change|corrige|modifie|it should (?:be|have been))"
    rf"(?: ma note| en)?{_A}"
    rf"|(?:c est|ce serait|ca serait|je dirais|je mettrais|je donnerais|disons|mettez|mets?) (?:plutot|finalement){_A}"
    rf"|(?:finalement?|plutot|en fait) (?:je )?(?:mettez|mets?|mettrais){_A}"
    rf"|(?:it s |its |that s |it is )?(?:really |actually )?(?:more|closer) (?:like|to){_A}"
    rf"|(?:i d|i would) (?:rather |actually |now )*(?:say|give(?: it)?|put)(?: (?:more like|rather))?{_A}"
    rf"|make (?:it|that){_A})(?: |$)"
)
#: These may as well begin an answer to something else.
_PERHAPS: Final = re.compile(
    rf"(?:non|no|nan|euh|hum|ah|oh|oups|oops|mince|zut|pardon|sorry|desolee?|attendez|attends|wait|et|and|en fait"
    rf"|mais|but|finalement?|actually|plutot|rather|c est|it s|disons|mettez|je dirais){_A}(?: |$)"
)
#: What closes them, wherever it stands.
_CLOSING: Final = re.compile(
    r"^(?:(?:plutot|finalement|en fait|pardon|sorry|actually|instead|rather|i mean|tbh|to be honest"
    r"|honnetement|oups|oops|desolee?|merci|thanks|thank you|svp|please|je me suis trompee?|my (?:mistake|bad)"
    r"|(?:i )?(?:pressed|hit|clicked) the wrong \w+|mauvaise touche|faute de frappe|typo|alors|then"
    r"|(?:et )?(?:pas|not|au lieu de|instead of|rather than|plutot que) (?:un |une |an? |le |the )?\d+) ?)+$"
)
#: The rating of before, told along with the new one: "j'ai mis 2 mais c'est 4".
_FORMER: Final = re.compile(
    r"(?:.*\b)?(?:j'?ai (?:mis|dit|note)|i (?:put|said|gave)) \d+,? (?:mais|but|au lieu de|instead of)\b", re.IGNORECASE
)
_ARTICLE: Final = re.compile(r"\b(?:une?|an?)\s+(?=\w)", re.IGNORECASE)
_HEAD: Final = re.compile(r"\D*\d+(?:\s*(?:/|sur|out of)\s*\d+)?", re.IGNORECASE)
_REASON: Final = re.compile(r"\s*(?:[,;:.!\n]|[-–—]\s|(?:car|parce qu|mais|because|but|since)\b)", re.IGNORECASE)
MOST_OPENINGS: Final = 4
WORDS_OF_A_THING: Final = 3  # behind a number; more without a comma say why


class NewRating(Struct, frozen=True):
    """`understood` is read as any rating is; `sure`: the words say so themselves, whatever is on the table. A bare
    figure, and "plutôt 4", may as well answer something else.
    """

    understood: Understood
    sure: bool
    bare: bool = False


def read_new_rating(text: str, scale: ScaleName, language: str) -> NewRating | None:
    """Return the rating that a text gives in the place of another, or None. Never raises."""
    text = text[:LOOKED_AT].strip()
    if is_asking(text):
        return None
    if is_bare_rating(text, scale, language):
        read = read_rating(text, scale, language)
        return NewRating(read, sure=False, bare=True) if isinstance(read, Understood) else None
    parted = _parted(_FORMER.sub("typo ", prepared(_ARTICLE.sub("", written_out(text)), language), count=1))
    if parted is None:
        return None
    said, reason, closed = parted
    core, opened, sure = _unopened(said)
    if not (opened or closed):
        return None
    read = read_rating(core, scale, language)
    if not isinstance(read, Understood) or isinstance(read.value, dict) or read.certainty < WORDS:
        return None
    meant = Understood({"score": read.value, "comment": reason} if reason else read.value)
    return NewRating(meant, sure=sure)


def _parted(text: str) -> tuple[str, str, bool] | None:
    """Return the plain words up to the score, the reason behind it, and whether a word of correction closes it."""
    head = _HEAD.match(text)
    if head is None:
        return None
    tail = text[head.end() :]
    said = plain(head[0].replace("/", " sur "))
    if not plain(tail):
        return said, "", False
    if _CLOSING.match(plain(tail)):
        return said, "", True
    is_reason = _REASON.match(tail) or (len(tail.split()) > WORDS_OF_A_THING and not COUNTED.match(plain(tail)))
    return (said, tail.lstrip(" ,;:.!-–—\n"), False) if is_reason else None


def _unopened(said: str) -> tuple[str, bool, bool]:
    """Return what the words leave without what opens a correction, whether anything did, and whether surely."""
    opened = sure = False
    for _ in range(MOST_OPENINGS):
        found = _SURE.match(said)
        sure = sure or found is not None
        found = found or _PERHAPS.match(said)
        if found is None or found.end() == 0:
            break
        said, opened = said[found.end() :], True
    return said, opened, sure
