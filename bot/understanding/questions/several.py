"""Several questions in one message: "c'est livré quand et vous prenez la carte ?".

A message is cut where a sentence ends and at "et", "and" and their like. What is cut off is only a proposal: whether
each part is a question in its own right, the matcher's scores say, and the engine by the store's taste.

Who tells a long story asks in one clause of it: "…, vous me conseillez quoi ?". That clause is read by itself too.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.free_text import is_asking

MOST: Final = 3
LOOKED_AT: Final = 300  # characters
_FEWEST: Final = 3  # words; "à Lyon" is no question
_SENTENCES: Final = re.compile(r"[?!.;]+(?=\s|$)|\n+")
_JOINTS: Final = re.compile(
    r",? +(?:et aussi|et puis|et sinon|et est-ce que|and also|and|et|ainsi que|sinon|aussi|also) +"
    r"|, +(?=(?:vous|est-ce|c'est|c’est|quel|combien|comment|où|do |can |is |are |how|what|when|where)\b)",
    re.IGNORECASE,
)


_HOW_MUCH: Final = re.compile(
    r"(?:(?:et|and) )?(?:(?:c est|ca coute|ca fait|ce serait|il coute|elle coute) combien|combien (?:ca coute|c est)"
    r"|how much (?:is|would) (?:it|that)(?: be| cost)?|(?:how much|what) (?:does|would) (?:it|that) cost"
    r"|how much (?:it|that|this) (?:would|will) cost"
    r"|combien (?:cela|ca) (?:me |nous )?couter(?:ait|a)"
    r"|ce que (?:ca|cela) coute)"
    r"(?: me| us)?"
    r"(?: roughly| about| a peu pres| environ)?"
)
LONG: Final = 20  # words: a telling, of which most is no question
TOLD: Final = 1000  # characters of it
_MOST_ASKED: Final = 3
_LONG_CLAUSE: Final = 12  # words: it may say one thing and ask another
_CLAUSES: Final = re.compile(r"[,?!.;:]+(?=\s|$)|\n+| - ")
_WISHES: Final = re.compile(
    r"\b(?:cherch\w+|voudr\w+|aimerai\w*|souhait\w+|besoin|conseil\w*|recommand\w+|(?:me|nous) fau\w+"
    r"|pens\w+ (?:a |offrir|prendre|acheter)|offrir|sais pas (?:si|ou|quel\w*)|me demand\w+|savoir si|perdue?s?"
    r"|hesit\w+"
    r"|looking for|look for|need|want|d like|d love|would (?:like|love)|after an?|recommend|suggest|advice|advise"
    r"|thinking (?:about|of)|not sure (?:if|whether|which|what)|don t know (?:if|whether|which|what)|wonder\w*|lost)\b"
)
_TURNS: Final = re.compile(r" +(?:but|so|because|and|mais|donc|alors|car|et|ni) +", re.IGNORECASE)
#: Asks for help and not for anything: what it is about stands before it.
_ONLY_HELP: Final = re.compile(
    r"(?:(?:can|could|would) you (?:please )?(?:tell|help|advise)(?: me| us)?(?: please)?"
    r"|(?:pouvez|pourriez) vous (?:me |m |nous )?(?:renseigner|dire|aider|eclairer)|dites moi|tell me)"
)


def is_telling(text: str) -> bool:
    """Return whether a text is so long that most of it tells and does not ask."""
    return text[:TOLD].count(" ") + 1 >= LONG


def asked_in(text: str) -> tuple[str, ...]:
    """Return the clauses of a long telling that ask or wish for something, the last few; nothing of a shorter text."""
    clauses = _clauses(text)
    return _asked(clauses) if len(clauses) > 1 else ()


def asked_in_passing(text: str) -> tuple[str, ...]:
    """Return the same of the parts of long clauses: "I live in Brussels but I'm not sure whether you ship abroad". Out
    of their clause they say less, so they are for who made nothing of it."""
    pieces = [piece for clause in _clauses(text) for piece in _turns(clause)]
    return tuple(one for one in _asked(pieces) if one not in asked_in(text))


def _clauses(text: str) -> list[str]:
    if not is_telling(text):
        return []
    return [clause.strip() for clause in _CLAUSES.split(text[:TOLD]) if clause and _says_enough(clause)]


def _asked(clauses: list[str]) -> tuple[str, ...]:
    return tuple(clause for clause in clauses if asks_or_wishes(clause))[-_MOST_ASKED:]


def asks_or_wishes(clause: str) -> bool:
    """Return whether a clause asks, or wishes for something, and says what."""
    flat = plain(clause)
    is_bare = _ONLY_HELP.fullmatch(flat) is not None or only_asks_how_much(clause)
    return not is_bare and (is_asking(clause) or _WISHES.search(flat) is not None)


def _turns(clause: str) -> list[str]:
    """Return the parts of a long clause that say enough, nothing of a short one."""
    if clause.count(" ") < _LONG_CLAUSE:
        return []
    return [piece.strip() for piece in _TURNS.split(clause) if _says_enough(piece)]


def only_asks_how_much(part: str) -> bool:
    """Return whether a part asks the price of what another part speaks of: by itself it is of nothing."""
    return _HOW_MUCH.fullmatch(plain(part)) is not None


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
