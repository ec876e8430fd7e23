"""The politeness around what is said: "bonjour, … s’il vous plaît, merci"."""

from __future__ import annotations

from bot.rules.plain_text import words

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


def without_courtesies(said: list[str]) -> list[str]:
    """Return the words between an opening and a closing courtesy; all of them where nothing else is said."""
    start, end = 0, len(said)
    while start < end and said[start] in _OPENINGS:
        start += 1
    while end > start and (shorter := _before_closing(said, end)) < end:
        end = shorter
    return said[start:end] or said


def _before_closing(said: list[str], end: int) -> int:
    """Return where the words before a closing courtesy that ends at `end` stop; `end` where there is none."""
    if said[end - 1] in _CLOSINGS:
        return end - 1
    return next(
        (end - len(phrase) for phrase in _LONG_CLOSINGS if said[max(0, end - len(phrase)) : end] == phrase), end
    )
