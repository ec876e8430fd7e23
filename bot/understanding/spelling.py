"""Writing out what SMS shortens, so that "c koi le prix stp" is looked at as "c’est quoi le prix s’il te plaît"."""

from __future__ import annotations

import re

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
_IL_Y_A = re.compile(r"\bya\b", re.IGNORECASE)


def written_out(text: str) -> str:
    """Return the text with short forms written out and letters held down let go ("merciiii")."""
    text = _HELD_DOWN.sub(r"\1", text)
    text = _IL_Y_A.sub("il y a", _J_AI.sub("j'ai ", _C_EST.sub("c'est ", text)))
    return _WORD.sub(_full_form, text)


def _full_form(word: re.Match[str]) -> str:
    return _SHORT.get(word[0].lower(), word[0])
