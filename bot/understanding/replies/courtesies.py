"""The politeness around what is said: "bonjour, … s’il vous plaît, merci"."""

from __future__ import annotations

import re

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import GREETINGS, words_of

_COURTESY = words("merci mercii mrc svp stp thanks thank thx ty please pls plz cheers")
#: What may open a reply without being part of it.
_OPENINGS = words_of(GREETINGS) | words(
    """
    hola re cc madame monsieur please svp merci thanks alors ben bah bon donc euh heu hum hmm um uh well so voila
    """
)
_CLOSINGS = words("svp stp silvousplait merci mercii mrc cordialement cdt thanks thx ty please pls plz cheers madame")
_LONG_CLOSINGS = tuple(
    phrase.split()
    for phrase in (
        "s il vous plait",
        "s il te plait",
        "s il vous plais",
        "sil vous plait",
        "sil te plait",
        "si vous plait",
        "merci d avance",
        "merci beaucoup",
        "merci bien",
        "bonne journee",
        "bonne soiree",
        "a bientot",
        "thank you very much",
        "thank you so much",
        "thank you",
        "thanks a lot",
        "many thanks",
    )
)


_HOW_WE_ARE = re.compile(
    r"\b(?:(?:comment )?(?:ca va|cava|sava)|comment (?:allez vous|vas tu|tu vas|vous allez)|(?:vous allez|tu vas) bien"
    r"|(?:la )?forme|quoi de neuf|how (?:are|r) (?:you|u|ya)|how(?: s|s| is) (?:it|things|life) going|how(?: s|s) "
    r"(?:things|life)|how do you do|what s up|whats up|wassup|you (?:ok|alright|all right))\b"
)
_WORD = re.compile(r"[^\W_]+")


def without_courtesies(said: list[str]) -> list[str]:
    """Return the words between an opening and a closing courtesy; all of them where nothing else is said."""
    start, end = _within_courtesies(said)
    return said[start:end]


def asks_how_we_are(text: str) -> bool:
    """Return whether a courtesy asks how we are: "bonjour, ça va ?"."""
    return _HOW_WE_ARE.search(plain(text, 80)) is not None


def undressed(text: str) -> str:
    """Return a text as it is written between an opening and a closing courtesy, with its question mark; the whole text
    where nothing else is said.

    "Bonjour, vous livrez à Nice s’il vous plaît ?" asks "vous livrez à Nice ?".
    """
    found = list(_WORD.finditer(text))
    start, end = _within_courtesies([plain(word[0]) for word in found])
    if end - start == len(found):
        return text
    kept = text[found[start].start() : found[end].start() if end < len(found) else len(text)].rstrip(" ,;:.!(-–—")
    return f"{kept} ?" if "?" in text[found[end - 1].end() :] and not kept.endswith("?") else kept


def _within_courtesies(said: list[str]) -> tuple[int, int]:
    """Return from where to where something else is said; from end to end where nothing is."""
    start, end = 0, len(said)
    while start < end and said[start] in _OPENINGS:
        start += 1
    while end > start and (shorter := _before_closing(said, end)) < end:
        end = shorter
    return (start, end) if start < end else (0, len(said))


def _before_closing(said: list[str], end: int) -> int:
    """Return where the words before a closing courtesy that ends at `end` stop; `end` where there is none."""
    if said[end - 1] in _CLOSINGS:
        return end - 1
    return next(
        (end - len(phrase) for phrase in _LONG_CLOSINGS if said[max(0, end - len(phrase)) : end] == phrase), end
    )


def is_courteous(text: str) -> bool:
    """Whether thanks or a please go with it: "non merci", "no thanks"."""
    return not _COURTESY.isdisjoint(plain(text, 200).split())
