"""What is said with a yes to "the same again?", or in its place: "oui mais deux", "la moitié", "yes but deliver it".

A plain yes orders what was told, at once; whoever says more wants something otherwise, or at least to be shown what
goes out. How many they want is read here; goods, ways and notes have readers of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import (
    COURTESIES,
    FILLERS,
    GREETINGS,
    JOINS,
    NO,
    PACKAGES,
    PLEASE,
    SECOND_THOUGHTS,
    any_of,
    words_of,
)
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import YES_SAID
from bot.understanding.shopping.instructions import goods_part
from bot.understanding.shopping.order_notes import yes_beside_a_note
from bot.understanding.shopping.taking_words import pieces_pointed
from bot.understanding.values.numbers import read_number

LOOKED_AT: Final = 160  # characters
MOST: Final = 100  # pieces
_YES: Final = re.compile(rf"(?:{'|'.join(YES_SAID)}|i ll (?:take|have))\b")
_AS_WRITTEN: Final = _YES.pattern.replace(" ", r"[\s’']")
_LEAD: Final = re.compile(rf"\s*{_AS_WRITTEN}[\s,!.]*(?:(?:mais|et|but|and|avec|with)\b\s*)?", re.IGNORECASE)
#: What goes with a yes and adds nothing to it: thanks, "je le prends", "comme d'habitude", "the same again".
_IDLE: Final = words_of(*YES_SAID, GREETINGS, COURTESIES, FILLERS) | words(
    """
    le la les l please thanks thank you merci beaucoup svp stp s il te plait cheers then alors donc comme avant d
    habitude toujours encore meme memes chose pareil que derniere fois the same again as usual before last time one
    it was is vous good reprends veut commande commandez order ll take have tres much very so will lovely un ami mon
    ma chere cher bonjour bonsoir hello hi hey bonne journee soiree mate love me oh ah ben euh faites envoyez send
    bring ship et and j en finalement after all haha lol mdr re star legend gentil gentille sympa kind besoin need
    now maintenant suite
    """
)
_BEFORE: Final = any_of(
    NO, JOINS, FILLERS, SECOND_THOUGHTS, PLEASE, "avec, with, cette fois(?: ci)?, this time, mettez en, mets en",
    "prenons, j en prends?, j en veux, je prends, make it, i ll (?:take|have), let s (?:do|say)"
)  # fmt: skip
_AFTER: Final = any_of(
    COURTESIES, SECOND_THOUGHTS, "cette fois(?: ci)?, this time, suffi(?:t|ra|rait|sent|ront), (?:ca )?ira",
    "c est assez, will do, (?:is|are) (?:enough|plenty), would do, pour (?:le moment|l instant), for now, alors, then"
)  # fmt: skip
_DRESS: Final = re.compile(rf"^(?:{_BEFORE} )+|(?: {_AFTER})+$")
_PIECE: Final = any_of(PACKAGES, "kilos?, kg")
_TIMES: Final = (
    (Fraction(2), r"(?:le |la |en )?(?:double|doublez?(?: (?:la (?:dose|quantite|commande)|tout))?)"),
    (Fraction(2), r"deux fois (?:plus|autant|ca)|double (?:it|that|up|(?:the|my) (?:order|amount|quantity))"),
    (Fraction(2), r"twice (?:as much|as many|that|the (?:amount|order))|two times that"),
    (Fraction(3), r"(?:le |en )?triple(?: (?:it|that))?|trois fois plus|three times (?:as much|that)"),
    (Fraction(1, 2), r"(?:(?:juste|seulement|just|only) )?(?:(?:la |une )?moitie(?: (?:moins|seulement))?|half)"),
    (Fraction(1, 2), r"(?:(?:just|only) )?half (?:of (?:it|that|them)|as (?:much|many)|that|the (?:amount|order))"),
)
_OTHERWISE: Final = tuple((times, re.compile(said)) for times, said in _TIMES)
_ONE_MORE: Final = re.compile(
    rf"(?:un|une|one) (?:{_PIECE} )?(?:de plus|en plus|more)|(?:an )?extra (?:one|{_PIECE})|one extra"
)
_ONLY: Final = re.compile(
    rf"(?:juste|seulement|rien que|only|just) (?P<one>un|une|one|an?)(?: {_PIECE})?"
    rf"|(?:un|une) seule?(?: {_PIECE})?|(?:one|a single)(?: {_PIECE})?(?: only)?"
)
_SMALLER: Final = re.compile(r"\b(?:plus petit\w*|petit (?:paquet|sachet|format)|smaller|small (?:bag|one|pack))\b")
_LARGER: Final = re.compile(r"\b(?:plus grand\w*|plus gros\w*|gros (?:paquet|sachet|format)|bigger|larger)\b")
_SIZE: Final = re.compile(r"\b\d{1,4} ?(?:g|kg|gr|grammes?|grams?|kilos?)\b")


def beside_a_yes(text: str) -> str | None:
    """Return what is said beside a yes, plain; empty for a plain one, None where no yes begins it or it asks."""
    said = plain(text, LOOKED_AT)
    found = _YES.match(said)
    if found is None or is_asking(text):
        return None
    left = said[found.end() :].strip()
    return "" if set(left.split()) <= _IDLE else left


def after_a_yes(text: str) -> str:
    """Return a text without the yes that it begins with and what joins them, as it was written."""
    found = _LEAD.match(text)
    return text[found.end() :] if found is not None else text


def says_otherwise(text: str, language: str, notes: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether words say more than a yes to the same again, but for a note of the store's (`notes`, each with its
    phrases), which changes no amount and no day.
    """
    if not text or text.isdecimal() or yes_beside_a_note(text, notes):
        return False
    return bool(beside_a_yes(text) or another_size(text)) or so_many(text, 2, language) is not None


def so_many(text: str, before: int, language: str) -> int | None:
    """Return how many they want in the place of `before`, None where they do not say so: "le double" of two is four,
    and half of one is no number of pieces.
    """
    said = _bare(text)
    if _ONE_MORE.fullmatch(said):
        return before + 1
    if _ONLY.fullmatch(said):
        return 1
    times = next((times for times, words_ in _OTHERWISE if words_.fullmatch(said)), None)
    if times is None:
        pointed = pieces_pointed(said, language) or pieces_pointed(text, language)
        return pointed or (_figure(said, language) if said != plain(text, LOOKED_AT) else None)
    count = before * times
    return int(count) if count.denominator == 1 else None


def _figure(said: str, language: str) -> int | None:
    """Return the number that stands alone, once a yes before it is cut off: a bare one is the place of a choice."""
    read = read_number(said, language) if " " not in said else None
    value = read.value if isinstance(read, Understood) else None
    return value if isinstance(value, int) and 0 < value < MOST else None


def takes_half(text: str) -> bool:
    """Return whether a text says "half", of what is proposed or of what is left at home."""
    said = _bare(text)
    return any(times < 1 and words_.fullmatch(said) for times, words_ in _OTHERWISE)


def another_size(text: str) -> str:
    """Return the size that they want instead, plain ("250 g", "plus petit"), where they say nothing but that."""
    said = _bare(text)
    found = _SIZE.search(said) or _SMALLER.search(said) or _LARGER.search(said)
    around = f"{said[: found.start()]} {said[found.end() :]}" if found is not None else said
    left = re.sub(rf"\b(?:{_PIECE}|un|une|a|le|la|en|in|de|of|du|the|format|taille|size|one)\b", " ", around)
    return found[0] if found is not None and not left.strip() else ""


def _bare(text: str) -> str:
    """Return a text without the yes before it and what goes around a number: "oui mais", "cette fois"."""
    said = plain(after_a_yes(goods_part(text)), LOOKED_AT)
    while said != (cut := _DRESS.sub("", said).strip()):
        said = cut
    return said
