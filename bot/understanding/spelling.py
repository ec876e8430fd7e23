"""Spelling, before a text is compared: what SMS shortens is written out, what is misspelled is mended by the examples.

"slt c koi le delai de livrason stp" is looked at as "c’est quoi le délai de livraison": the playbook's own examples
know "délai" and "livraison", or the dictionary does. Courtesies ask nothing, and cost the embedding a third of its
time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.rules.texts.plain_text import plain
from bot.understanding.dictionary import SHORTEST, dictionary
from bot.understanding.replies.courtesies import undressed

_SHORT: dict[str, str] = {
    "2day": "today",
    "2m1": "demain",
    "2main": "demain",
    "2moro": "tomorrow",
    "abt": "about",
    "ac": "avec",
    "acct": "account",
    "ajd": "aujourd'hui",
    "amt": "amount",
    "aprem": "après-midi",
    "auj": "aujourd'hui",
    "avan": "avant",
    "avc": "avec",
    "avé": "avez",
    "b4": "before",
    "bcp": "beaucoup",
    "bi1": "bien",
    "bjr": "bonjour",
    "boi": "boit",
    "bsn": "besoin",
    "bsr": "bonsoir",
    "cado": "cadeau",
    "cb": "combien",
    "cbien": "combien",
    "cbn": "combien",
    "chui": "je suis",
    "chuis": "je suis",
    "cmb": "combien",
    "cmd": "commande",
    "cmt": "comment",
    "comman": "comment",
    "coz": "because",
    "ct": "c'était",
    "cud": "could",
    "cuz": "because",
    "dautre": "d'autre",
    "dautres": "d'autres",
    "dc": "donc",
    "dem1": "demain",
    "dispo": "disponible",
    "dlvry": "delivery",
    "dmain": "demain",
    "dotre": "d'autre",
    "ds": "dans",
    "dsl": "désolé",
    "dunno": "don't know",
    "elé": "elle est",
    "esk": "est-ce que",
    "eske": "est-ce que",
    "exactemen": "exactement",
    "fo": "il faut",
    "gonna": "going to",
    "gr8": "great",
    "hav": "have",
    "hv": "have",
    "hw": "how",
    "ilé": "il est",
    "jai": "j'ai",
    "jatten": "j'attends",
    "jattend": "j'attends",
    "jattends": "j'attends",
    "jms": "jamais",
    "jpe": "je peux",
    "jpeu": "je peux",
    "jpx": "je peux",
    "jss": "je suis",
    "jsui": "je suis",
    "jusk": "jusqu'à",
    "jusko": "jusqu'au",
    "jvoudrait": "je voudrais",
    "kado": "cadeau",
    "kan": "quand",
    "kand": "quand",
    "kdo": "cadeau",
    "ke": "que",
    "kel": "quel",
    "kelke": "quelque",
    "kelkun": "quelqu'un",
    "kelle": "quelle",
    "keske": "qu'est-ce que",
    "ki": "qui",
    "kk1": "quelqu'un",
    "koi": "quoi",
    "kom1": "comment",
    "koman": "comment",
    "komben": "combien",
    "kombien": "combien",
    "kommen": "comment",
    "komment": "comment",
    "kwa": "quoi",
    "lai": "lait",
    "lgtps": "longtemps",
    "liv": "livraison",
    "livr": "livraison",
    "luv": "love",
    "luvs": "loves",
    "mag": "magasin",
    "mnt": "maintenant",
    "msg": "message",
    "msgs": "messages",
    "mtn": "maintenant",
    "mwa": "moi",
    "mé": "mais",
    "ns": "nous",
    "num": "numéro",
    "ossi": "aussi",
    "pake": "paquet",
    "paket": "paquet",
    "pakets": "paquets",
    "paké": "paquet",
    "parske": "parce que",
    "pb": "problème",
    "pblm": "problème",
    "pck": "parce que",
    "pcq": "parce que",
    "pk": "pourquoi",
    "pkoi": "pourquoi",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "pq": "pourquoi",
    "pr": "pour",
    "pren": "prends",
    "prens": "prends",
    "psk": "parce que",
    "qd": "quand",
    "qoi": "quoi",
    "qq1": "quelqu'un",
    "qqch": "quelque chose",
    "qqn": "quelqu'un",
    "r": "are",
    "rcvd": "received",
    "rdv": "rendez vous",
    "rep": "réponse",
    "ri1": "rien",
    "shud": "should",
    "slt": "salut",
    "stp": "s'il te plaît",
    "surtt": "surtout",
    "svp": "s'il vous plaît",
    "svt": "souvent",
    "thx": "thanks",
    "thats": "that's",
    "tjrs": "toujours",
    "tjs": "toujours",
    "tkt": "ne t'inquiète pas",
    "tlm": "tout le monde",
    "tmrw": "tomorrow",
    "ts": "tous",
    "tt": "tout",
    "ttes": "toutes",
    "u": "you",
    "ur": "your",
    "vendé": "vendez",
    "veu": "veux",
    "vou": "vous",
    "voudrai": "voudrais",
    "voudré": "voudrais",
    "vs": "vous",
    "w8": "wait",
    "wanna": "want to",
    "wat": "what",
    "wen": "when",
    "wher": "where",
    "wot": "what",
    "wud": "would",
}
_WORD = re.compile(r"[^\W_]+")
_HELD_DOWN = re.compile(r"([^\W\d_])\1{2,}")
_C_EST = re.compile(r"(?<![\w'’])c (?:[eé] )?(?=[^\W\d_])", re.IGNORECASE)
_J_AI = re.compile(r"(?<![\w'’])(?<!\d )g (?=[^\W\d_])", re.IGNORECASE)
_EST = re.compile(r"(?<![\w'’-])[eé] (?=[^\W\d_])(?!mail)", re.IGNORECASE)  # "ou e mon colis"
_JE = re.compile(r"(?<![\w'’])j (?=[^\W\d_])", re.IGNORECASE)
_J_STUCK = re.compile(r"j(?=[bcdfghklmnpqrstvwxz])[^\W\d_]{3,}$")  # "jcherche": no word begins so
_EST_CE_QUE = re.compile(r"\bes[tc]? (?:ce )?[kq]e\b", re.IGNORECASE)  # "kan es ke je serai livré"
_QU = re.compile(r"\bqu(?=(?:avant|hier|il|on|un|une)\b)", re.IGNORECASE)  # "la meme chose quavant"
_MORE = re.compile(r"(?<=\s)\+ ?(?=[^\W\d_])")  # "la + silencieuse"
_LESS = re.compile(r"\b(la|le|les) - ?(?=[^\W\d_])", re.IGNORECASE)  # "la - chère"
_FOR = re.compile(  # "ground 4 filter": said of one thing it counts none
    r"(?<=[^\W\d_] )4 (?=(?:u|me|you|my|him|her|us|them|the|a|an|it|filter|espresso|delivery|today|tomorrow)\b)",
    re.IGNORECASE,
)
_IL_Y_A = re.compile(r"\bya\b", re.IGNORECASE)


@lru_cache(maxsize=1024)  # asked for several times of one message
def written_out(text: str) -> str:
    """Return the text with short forms written out and letters held down let go ("merciiii")."""
    text = _LESS.sub(r"\1 moins ", _MORE.sub("plus ", _HELD_DOWN.sub(r"\1", text)))
    text = _EST.sub("est ", _J_AI.sub("j'ai ", _C_EST.sub("c'est ", _JE.sub("je ", text))))
    text = _FOR.sub("for ", _QU.sub("qu'", text))
    text = _EST_CE_QUE.sub("est-ce que", _IL_Y_A.sub("il y a", text))
    return _WORD.sub(_full_form, text)


_CURSES = re.compile(
    r"[\s,]*(?<![\w'’-])(?:bordel|putain|merde|nom de dieu|bon sang|fucking|bloody|damn|ffs|wtf|the (?:hell|fuck|heck))"
    r"(?: de (?:merde|bordel))?(?![\w'’-])",
    re.IGNORECASE,
)


def uncursed(text: str) -> str:
    """Return a text without the curses in it, which ask nothing: "il est où mon colis bordel". What is nothing but one
    stays, as does who complains of it ("c'est de la merde").
    """
    left = _CURSES.sub("", text)
    return left if len(left.split()) > 2 and not _IS_ONE.search(text) else text


_IS_ONE = re.compile(r"\b(?:de la|c['’]est|une|un|bunch of|piece of) (?:merde|bordel|shit)", re.IGNORECASE)


def _full_form(word: re.Match[str]) -> str:
    said = word[0].lower()
    if said in _SHORT or not _J_STUCK.match(said):
        return _SHORT.get(said, word[0])
    return f"je {_SHORT.get(said[1:], word[0][1:])}"


SHORTEST_MENDED = 5  # letters; shorter words are one letter from too many others
_OTHER = {"fr": "en", "en": "fr"}


class Speller:
    """Mends words by those of the examples: accents that were dropped, one letter wrong (two in a long word).

    Where the text's language is known, a word that its dictionary knows is no mistake, and a word that is near none of
    the examples' is mended by the dictionary: the examples never hold every word that a customer uses.
    """

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

    def mend(self, text: str, language: str | None = None) -> str:
        """Return the text with its words spelled as the examples spell them, or the dictionary of its language, `fr` or
        `en`; what is near no word stays as it is.
        """
        return _WORD.sub(lambda word: self._mended(word[0], language), text)

    def clean(self, text: str, language: str | None = None) -> str:
        """Return a customer's text as it is compared with the examples: written out, mended, without courtesies and
        curses."""
        return undressed(self.mend(uncursed(written_out(text)), language))

    def _mended(self, word: str, language: str | None) -> str:
        said = plain(word)
        if said in self._written:
            return word if word.lower() == self._written[said] else self._written[said]
        if len(said) < SHORTEST or not said.isalpha():
            return word
        if language is not None and (right := _right(word, said, language)) is not None:
            return right
        if len(said) < SHORTEST_MENDED:
            return word
        return self._near(said) or (language is not None and dictionary(language).near(said)) or word

    def _near(self, said: str) -> str | None:
        """Return the examples' word that is nearest, where it is near enough."""
        allowed = 1 if len(said) < 9 else 2
        found = process.extractOne(said, self._by_first.get(said[0], ()), scorer=OSA.distance, score_cutoff=allowed)
        return None if found is None else self._written[found[0]]


def _right(word: str, said: str, language: str) -> str | None:
    """Return a word of the language with its accents, one of the other language as it is, and None for what is none."""
    own, lowered = dictionary(language), word.lower()
    if own.writes(lowered):
        return word
    return own.usual(said) or (word if dictionary(_OTHER[language]).writes(lowered) else None)
