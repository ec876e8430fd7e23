"""Telling French from English.

The small words of a language give most messages away at once ("vous", "the"); what has none goes to py3langid,
restricted to the two, loaded at the first such message (some 0.3 s, 15 MB kept). A text too short to tell says
nothing: "ok", "2", "Lyon".
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.rules.texts.plain_text import plain, words

LOOKED_AT = 400  # characters
SURE = 0.8  # below, the language stays unknown
SHORTEST = 9  # letters that py3langid is asked about
PRIOR = 0.7  # how much the language that a customer is known to write counts, as a probability
A_WORD = 0.9  # how sure one small word makes

_FRENCH = words(
    """
    le la les un une des du de et est vous je tu il elle nous ils mon ma mes votre vos ton ta ce cette ces c j d l qu
    que qui quoi quel quelle quels quelles quand combien comment pourquoi pas ne n pour avec sans sur dans chez au
    aux avez suis etes avoir fait faire veux voudrais peux pouvez puis merci bonjour bonsoir salut oui non svp stp
    plait ou mais donc plus livraison commande prix demain hier aujourd hui moi toi y ca cela bien tres trop aussi
    etre sont avons ai as deux trois pk pq bjr slt dispo ouais jsp koi kwa kan dmain parfait dsl jveux chui jsuis
    """
)
_ENGLISH = words(
    """
    the a an and is are was you your i my me we our they it its this that these those what which when where why how
    who not no yes do does did don doesn can could would will for with without from to of in at by have has had want
    need get got please thanks thank hello hi hey good morning evening order delivery price much many long tomorrow
    yesterday today be been any some there here one two three u pls thx
    """
)
_ONLY_FRENCH = _FRENCH - _ENGLISH
_ONLY_ENGLISH = _ENGLISH - _FRENCH - words("a an me on no i in is it do has as long one")


def load() -> None:
    """Load the model now, so that no customer waits for it."""
    _identifier()


def tell(text: str, prior: str | None = None) -> tuple[str | None, float]:
    """Return the language of `text` (`fr`, `en`, or None where it can't be told) and the confidence, 0 to 1.

    `prior` is the language that the customer is known to write.
    """
    said = plain(text, LOOKED_AT)
    odds = _by_words(said.split())
    if abs(odds) < _log_odds(A_WORD) and len(said) >= SHORTEST:
        odds += _by_model(text[:LOOKED_AT])
    odds += _log_odds(PRIOR) * ((prior == "fr") - (prior == "en"))
    french = 1 / (1 + math.exp(-odds))
    language, confidence = ("fr", french) if french >= 0.5 else ("en", 1 - french)
    said_something = any(letter.isalpha() for letter in said)
    return (language if confidence >= SURE and said_something else None), round(confidence, 4)


def _by_words(said: list[str]) -> float:
    """Return the log-odds of French over English that the small words give."""
    french = sum(word in _ONLY_FRENCH for word in said)
    english = sum(word in _ONLY_ENGLISH for word in said)
    return max(-12.0, min(12.0, (french - english) * _log_odds(A_WORD)))


def _by_model(text: str) -> float:
    language, confidence = _identifier().classify(text)
    odds = _log_odds(min(float(confidence), 0.999))
    return odds if language == "fr" else -odds


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


class _Moves:
    """The library's table of moves, from the row of a state by a byte, in a fiftieth of its 42 MB.

    It is the automaton of Aho and Corasick with every move written out. A state has few moves of its own; all others
    are those of the state for the longest end of what it has read. A row is kept as its own moves, and the row where
    the others are looked up (`_shorter`).
    """

    def __init__(self, table: array[int], row_of: Sequence[int]) -> None:
        rows, row = np.asarray(table, dtype=np.uint32).reshape(-1, 256), np.asarray(row_of, dtype=np.uint32)
        self._root = int(row[0])
        self._first: list[int] = rows[self._root].tolist()
        shorter, beneath = np.zeros(len(row), dtype=np.uint32), np.full(len(rows), self._root, dtype=np.uint32)
        origins, letters, moves = [], [], []
        states = np.unique(rows[self._root])[1:]  # those that have read one byte; then two, and so on
        while len(states):
            states = states[row[states] != row[shorter[states]]]
            mine, others = rows[row[states]], rows[row[shorter[states]]]
            beneath[row[states]] = row[shorter[states]]
            place, letter = np.nonzero(mine != others)
            reached = mine[place, letter]
            shorter[reached] = others[place, letter]
            origins.append(row[states[place]])
            letters.append(letter)
            moves.append(reached)
            states = reached
        order = np.argsort(np.concatenate(origins), kind="stable")
        counts = np.bincount(np.concatenate(origins), minlength=len(rows))
        self._starts = array("I", np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32).tobytes())
        self._bytes = np.concatenate(letters)[order].astype(np.uint8).tobytes()
        self._moves = array("I", np.concatenate(moves)[order].tobytes())
        self._shorter = array("I", beneath.tobytes())

    def __getitem__(self, place: int) -> int:
        row, byte = place >> 8, place & 255
        while row != self._root:
            found = self._bytes.find(byte, self._starts[row], self._starts[row + 1])
            if found >= 0:
                return self._moves[found]
            row = self._shorter[row]
        return self._first[byte]


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """Load the model once, and keep the two languages' part of it."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(["fr", "en"])
    weights, priors, names, rows = model.nb_ptc, model.nb_pc, model.nb_classes, model.tk_row
    moves = model.tk_nextmove
    output = array("i", model.tk_output)  # a list keeps an object a number: 3 MB more
    del model  # the other 95 languages, before the moves need room
    lean = LanguageIdentifier(weights, priors, names, _Moves(moves, rows), output, norm_probs=True, tk_row=rows)
    begins = getattr(lean, "_rowbase", None)
    if isinstance(begins, list):  # where each row begins: another list that keeps an object a number, 4 MB
        lean._rowbase = array("I", begins)
    return lean
