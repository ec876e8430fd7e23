"""Several questions in one message: "c'est livré quand et vous prenez la carte ?".

A message is cut where a sentence ends and at "et", "and" and their like. What is cut off is only a proposal: whether
each part is a question in its own right, the matcher's scores say, and the engine by the store's taste.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.plain_text import plain
from bot.understanding.replies.courtesies import without_courtesies

MOST: Final = 3
LOOKED_AT: Final = 300  # characters
_FEWEST: Final = 3  # words; "à Lyon" is no question
_SENTENCES: Final = re.compile(r"[?!.;]+(?=\s|$)|\n+")
_JOINTS: Final = re.compile(
    r",? +(?:et aussi|et puis|et sinon|et est-ce que|and also|and|et|ainsi que|sinon|aussi|also) +"
    r"|, +(?=(?:vous|est-ce|c'est|c’est|quel|combien|comment|où|do |can |is |are |how|what|when|where)\b)",
    re.IGNORECASE,
)


def questions_in(text: str) -> tuple[str, ...]:
    """Return the two or three parts of a text that may each be a question, in order; nothing where there is one."""
    if len(text) > LOOKED_AT:
        return ()
    sentences = [part for part in _SENTENCES.split(text) if _says_enough(part)]
    parts = [piece for sentence in sentences for piece in _pieces(sentence)]
    return tuple(part.strip() for part in parts) if 2 <= len(parts) <= MOST else ()


def _pieces(sentence: str) -> list[str]:
    """Cut a sentence where each piece says enough to be one; else leave it whole."""
    pieces = _JOINTS.split(sentence)
    if len(pieces) > 1 and _only_greets(pieces[0]):
        pieces = pieces[1:]
    return pieces if all(_says_enough(piece) for piece in pieces) else [sentence]


def _only_greets(piece: str) -> bool:
    """ "Bonjour, comment…": the part before the comma asks nothing."""
    said = plain(piece).split()
    return without_courtesies([*said, "?"]) == ["?"]


def _says_enough(part: str) -> bool:
    said = plain(part).split()
    return len(said) >= _FEWEST and len(without_courtesies(said)) >= _FEWEST
