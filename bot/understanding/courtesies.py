"""The politeness around what is said: "bonjour, … s’il vous plaît, merci"."""

from __future__ import annotations

import re

from bot.rules.plain_text import plain, words

#: What may open a reply without being part of it.
_OPENINGS = words(
    """
    bonjour bonsoir salut coucou hello hi hey hola re bjr bsr slt cc madame monsieur please svp merci thanks
    alors ben bah bon donc euh heu hum hmm um uh well so voila
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


_WORD = re.compile(r"[^\W_]+")


_LONGEST_KIND = 120  # characters
_THANKS = words("merci mercii mrc thanks thank thx ty cheers")
_GREETINGS = words("bonjour bonsoir salut coucou hello hi hey hola bjr bsr slt cc")


#: What else is kind and wants nothing: "j’espère que vous allez bien", "vous êtes adorable".
_KIND = words(
    """
    j je espere que vous tu allez bien va toute toutes tous l la le les equipe a et c ca est etes es m avez as
    aidee adorable adorables gentil gentille gentils gentilles genial geniale super sympa top parfait parfaite trop tres
    vraiment si beaucoup infiniment encore pour tout votre ton aide reponse patience journee soiree belle bonne
    i hope you re are is your was were very really so much kind lovely great nice sweet of that the team everyone all
    well day going a lot again for thank help helpful helping answer patience have good evening
    """
)


def greets(text: str) -> bool:
    """Return whether a text opens with a greeting and says nothing but kind words: "bonjour, j’espère que ça va"."""
    said = plain(text, _LONGEST_KIND).split()
    return bool(said) and said[0] in _GREETINGS and _is_only_kind(said)


def thanks_only(text: str) -> bool:
    """Return whether a text thanks and says nothing but kind words: "merci beaucoup, vous êtes adorable"."""
    said = plain(text, _LONGEST_KIND).split()
    return not _THANKS.isdisjoint(said) and _is_only_kind(said)


def _is_only_kind(said: list[str]) -> bool:
    return all(word in _KIND or word in _OPENINGS or word in _CLOSINGS for word in said)


def without_courtesies(said: list[str]) -> list[str]:
    """Return the words between an opening and a closing courtesy; all of them where nothing else is said."""
    start, end = _within_courtesies(said)
    return said[start:end]


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
