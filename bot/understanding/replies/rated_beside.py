"""What is said with a rating: a question of its own, and what is still wrong though it was to be made good."""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.trouble_words import names_a_trouble

LOOKED_AT: Final = 400  # characters
_QUESTION: Final = re.compile(
    r"(?:(?<=[.!;,\n])|\b(?:et sinon|sinon|au fait|et|and|but|mais|by the way|btw|also)\b)\s*([^.!;,\n?]{6,}\?)",
    re.IGNORECASE,
)
#: "3 I guess? is it loud": they ask something, and not that.
_UNSURE: Final = re.compile(
    r"\s*\b(?:i (?:guess|suppose|think)|je (?:suppose|pense|dirais))\s*\?+\s*(?=\w)", re.IGNORECASE
)
_JOINTS: Final = re.compile(r"[\s,;]*\b(?:et sinon|sinon|au fait|et|and|by the way|btw|also)?\s*$", re.IGNORECASE)
_STILL_WRONG: Final = re.compile(
    r"\b(?:toujours (?:pas|rien|aucun\w*|en panne)|encore (?:pas|rien|en panne)|personne (?:ne |n )?(?:est|a|m a|me)"
    r"|rien (?:recu|n a|vu|de neuf|ne)|pas (?:encore )?(?:regle|resolu|repare|recu|rembourse)e?s?"
    r"|meme (?:probleme|souci)|j attends (?:toujours|encore)|ca (?:recommence|continue)"
    r"|still (?:no|not|nothing|waiting|broken|isn t|hasn t|haven t|doesn t|the same)"
    r"|(?:nobody|no one|noone) (?:has |ever )?(?:came|come|called|calls|rang|answered|replied|wrote)"
    r"|nothing(?: has)? (?:happened|changed|arrived|came)"
    r"|(?:hasn t|haven t|never|didn t|not) (?:been )?(?:fixed|solved|sorted|refunded|heard|received|arrived|come"
    r"|turned up)"
    r"|same (?:problem|issue)|it s (?:back|started again)|happening again)\b"
)


def rating_and_question(text: str) -> tuple[str, str]:
    """Return a text without the question in it, and that question; empty where it has none.

    "4, il est bon. vous avez du déca ?" is "4, il est bon." and "vous avez du déca ?".
    """
    text = _UNSURE.sub(", ", text[:LOOKED_AT])
    found = _QUESTION.search(text)
    if found is None:
        head, _, last = text.rpartition(", ")
        return (head.strip(), last.strip()) if head and is_asking(last) else (text, "")
    left = _JOINTS.sub("", text[: found.start()]) + text[found.end() :]
    return left.strip(), found[1].strip()


def says_still_wrong(text: str) -> bool:
    """Return whether a text says that what was to be made good is not: "toujours rien", "nobody came", "elle fuit"."""
    return _STILL_WRONG.search(plain(text, LOOKED_AT)) is not None or names_a_trouble(text)
