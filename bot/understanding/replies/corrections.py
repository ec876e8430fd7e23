"""Taking an earlier answer back: "non, plutôt en magasin", "actually I meant two", "je me suis trompé".

Patterns are held against the plain words; what they mean instead is handed back as it was written, for a reader that
needs its signs ("18:30", "lea@exemple.fr").
"""

from __future__ import annotations

import re

from msgspec import Struct

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import has_no_idea, is_asking

LOOKED_AT = 300  # characters

#: What leads to a correction, any number of times up to three.
_LEAD = (
    r"(?:(?:non|no|nan|nope|ah|oh|oups|oops|pardon|sorry|desolee?|excusez moi|excuse me|euh|hum|mince|zut"
    r"|attendez|attends"
    r"|wait|hold on|finalement|en fait|actually|mais|but) ){0,4}"
)
#: Nothing but a correction says so.
_SURE = re.compile(
    _LEAD + r"(?:"
    r"je me suis tromp\w+|j ai fait (?:une )?erreur|je me trompe|c est une erreur|erreur de ma part|faute de frappe"
    r"|(?:je voulais|je veux|je voudrais|j voulais) dire|je corrige|correction|j ai change d avis|je change d avis"
    r"|j ai mal (?:clique|choisi|repondu|tape|lu|compris)|mauvaise? (?:bouton|choix|reponse|touche)"
    r"|je (?:voudrais|veux|peux|souhaite) (?:changer|modifier|corriger) (?:de|ma|mon|mes) (?:reponses?|choix)"
    r"|i meant(?: to say)?|i mean|i made a (?:mistake|typo)|my mistake|my bad|i was wrong|that s wrong"
    r"|wrong (?:button|answer|one|choice)|(?:i ve |i have |i )?changed my mind|typo|i misclicked|i misread"
    r"|i (?:d like|would like|want|need) to (?:change|correct) my (?:answer|choice|reply)"
    r")(?: |$)"
)
#: These may as well answer the question on the table.
_PERHAPS = re.compile(
    r"(?:"
    r"(?:(?:non|no|nan|nope|ah non|oh no|euh|finalement|en fait|en fin de compte|tout compte fait"
    r"|reflexion faite|actually"
    r"|on second thoughts?|oups|oops|pardon|sorry|wait|no wait|attendez|attends|plutot|rather|instead|mettez"
    r"|disons|make it|make that|let s make it|change it to|change that to) )"
    r"(?:(?:non|no|mais|but|pas|finalement|en fait|actually|wait|plutot|rather|make it|pardon|sorry) ){0,3}"
    r")"
)
#: Asks what would be if it were otherwise, which it may well be: "et si on est 40 ?", "what if it's 500?"
_SUPPOSING = re.compile(
    r"(?:(?:ok|oui|mais|but|et|and|alors|so|hmm?|euh) ){0,3}(?:si|what if|if|supposons que|imaginons que|suppose)"
    r" (?=(?:on|nous|je|j|c|il|we|i|it|there|they|that)\b)"
)
#: What joins the opening to what is meant.
_LINK = re.compile(
    r"(?:(?:mais|je|j|c|est|ce|sera|sont|plutot|pour|que|de|but|it|s|is|was|to|rather|instead|and|et|en fait|voulais"
    r"|voulais dire|prends|prendrai|prefere|prefererais|i|d|ll|ve|take|prefer|want|wanted|meant|veux|voudrais) ){0,6}"
)
#: A correction may also close: "two, I made a mistake", "en magasin plutôt".
_CLOSING = re.compile(
    r" (?:je me suis trompee?|j ai fait une erreur|i made a mistake|my mistake|my bad|instead|plutot|pardon|finalement"
    r"|en fait|actually|i mean)$"
)
_COURTESY = re.compile(r"(?:merci|thanks|thank you|svp|please)\b")
_WORD = re.compile(r"[^\W_]+")


class Correction(Struct, frozen=True):
    """`rest` is what they mean instead, to be read as an answer to an earlier question; empty when they did not say.

    `sure` false for a bare "non, …" or "plutôt …", which may as well answer the question on the table: look there
    first.
    """

    rest: str = ""
    sure: bool = True


def read_correction(text: str) -> Correction | None:
    """Return the correction that `text` makes, or None. Never raises."""
    text = text[:LOOKED_AT]
    said = plain(text)
    if has_no_idea(text):  # "I don't know" is no "I don't, …"
        return None
    if opened := _SURE.match(f"{said} "):
        return Correction(_after(text, said, opened.end()))
    if closed := _CLOSING.search(said):
        return Correction(_unopened(_before(text, said, closed.start())), sure=False)
    if supposed := _SUPPOSING.match(f"{said} "):
        rest = _from_word(text, len(said[: supposed.end()].split())).rstrip(" ?\u00a0\u202f")
        return Correction(rest, sure=False) if rest else None
    opened = None if is_asking(text) else _PERHAPS.match(f"{said} ")
    if opened is None or _COURTESY.match(said, opened.end()):
        return None
    rest = _after(text, said, opened.end())
    return Correction(rest, sure=False) if rest else None


def _unopened(kept: str) -> str:
    """Return what "no, home delivery" leaves of "no, home delivery instead": a correction may open and close."""
    said = plain(kept)
    opened = _PERHAPS.match(f"{said} ")
    return _after(kept, said, opened.end()) if opened else kept


def _after(text: str, said: str, end: int) -> str:
    """Return the text after the plain words up to `end`, and after what joins it to them."""
    link = _LINK.match(f"{said} ", end)
    return _from_word(text, len(said[: link.end() if link else end].split()))


def _from_word(text: str, skipped: int) -> str:
    starts = [word.start() for word in _WORD.finditer(text)]
    return text[starts[skipped] :].strip(" .!,;:") if skipped < len(starts) else ""


def _before(text: str, said: str, start: int) -> str:
    ends = [word.end() for word in _WORD.finditer(text)]
    kept = said[:start].count(" ") + 1
    return _after(text[: ends[min(kept, len(ends)) - 1]], said[:start], 0) if ends else ""
