"""Spelling, before a text is compared: what SMS shortens is written out, what is misspelled is mended by the examples.

"c koi le delai de livrason stp" is looked at as "c’est quoi le délai de livraison s’il te plaît", where the playbook's
own examples know "délai" and "livraison".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.rules.plain_text import plain

_SHORT: dict[str, str] = {
    "2moro": "tomorrow",
    "abt": "about",
    "ac": "avec",
    "acct": "account",
    "ajd": "aujourd'hui",
    "amt": "amount",
    "auj": "aujourd'hui",
    "avc": "avec",
    "bcp": "beaucoup",
    "bjr": "bonjour",
    "bsr": "bonsoir",
    "cb": "combien",
    "cbn": "combien",
    "chui": "je suis",
    "cmb": "combien",
    "cmd": "commande",
    "cmt": "comment",
    "dc": "donc",
    "dlvry": "delivery",
    "ds": "dans",
    "dunno": "don't know",
    "gonna": "going to",
    "gr8": "great",
    "hw": "how",
    "jai": "j'ai",
    "jms": "jamais",
    "jpeux": "je peux",
    "jss": "je suis",
    "jsuis": "je suis",
    "jveux": "je veux",
    "kan": "quand",
    "kand": "quand",
    "ke": "que",
    "kel": "quel",
    "kelle": "quelle",
    "ki": "qui",
    "kk1": "quelqu'un",
    "koi": "quoi",
    "liv": "livraison",
    "livr": "livraison",
    "mag": "magasin",
    "msg": "message",
    "msgs": "messages",
    "mtn": "maintenant",
    "ns": "nous",
    "num": "numéro",
    "pb": "problème",
    "pblm": "problème",
    "pk": "pourquoi",
    "pkoi": "pourquoi",
    "pls": "please",
    "plz": "please",
    "pq": "pourquoi",
    "pr": "pour",
    "qd": "quand",
    "qqch": "quelque chose",
    "qqn": "quelqu'un",
    "rdv": "rendez vous",
    "rep": "réponse",
    "slt": "salut",
    "stp": "s'il te plaît",
    "svp": "s'il vous plaît",
    "thx": "thanks",
    "tjrs": "toujours",
    "tjs": "toujours",
    "tmrw": "tomorrow",
    "ts": "tous",
    "tt": "tout",
    "u": "you",
    "ur": "your",
    "vs": "vous",
    "w8": "wait",
    "wanna": "want to",
    "wat": "what",
    "wen": "when",
    "wot": "what",
}
_WORD = re.compile(r"[^\W_]+")
_HELD_DOWN = re.compile(r"([^\W\d_])\1{2,}")
_C_EST = re.compile(r"(?<![\w'’])c (?=[^\W\d_])", re.IGNORECASE)
_J_AI = re.compile(r"(?<![\w'’])(?<!\d )g (?=[^\W\d_])", re.IGNORECASE)
_JE = re.compile(r"(?<![\w'’])j (?=[^\W\d_])", re.IGNORECASE)
_IL_Y_A = re.compile(r"\bya\b", re.IGNORECASE)


def written_out(text: str) -> str:
    """Return the text with short forms written out and letters held down let go ("merciiii")."""
    text = _HELD_DOWN.sub(r"\1", text)
    text = _IL_Y_A.sub("il y a", _J_AI.sub("j'ai ", _C_EST.sub("c'est ", _JE.sub("je ", text))))
    return _WORD.sub(_full_form, text)


def _full_form(word: re.Match[str]) -> str:
    return _SHORT.get(word[0].lower(), word[0])


SHORTEST_MENDED = 5  # letters; shorter words are one letter from too many others


class Speller:
    """Mends words by those of the examples: accents that were dropped, one letter wrong (two in a long word)."""

    def __init__(self, examples: Iterable[str]) -> None:
        written: dict[str, Counter[str]] = {}
        for example in examples:
            for word in _WORD.findall(example):
                written.setdefault(plain(word), Counter())[word.lower()] += 1
        self._written = {said: forms.most_common(1)[0][0] for said, forms in written.items() if said}
        self._by_first: dict[str, list[str]] = {}
        for said in self._written:
            if len(said) >= SHORTEST_MENDED:
                self._by_first.setdefault(said[0], []).append(said)

    def mend(self, text: str) -> str:
        """Return the text with the examples' spelling of its words; what is near no word of theirs stays as it is."""
        return _WORD.sub(self._mended, text)

    def _mended(self, word: re.Match[str]) -> str:
        said = plain(word[0])
        if said in self._written:
            return word[0] if word[0].lower() == self._written[said] else self._written[said]
        if len(said) < SHORTEST_MENDED or any(map(str.isdigit, said)):
            return word[0]
        allowed = 1 if len(said) < 9 else 2
        found = process.extractOne(said, self._by_first.get(said[0], ()), scorer=OSA.distance, score_cutoff=allowed)
        return word[0] if found is None else self._written[found[0]]
