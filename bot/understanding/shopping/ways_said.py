"""How a purchase is to reach the customer, said otherwise than the choice is: "chez moi", "en boutique", "au relais".

Only where the choices themselves are ways of receiving, two different ones at least: "à la maison" answers « Livraison
à domicile » and nothing else. A refusal, a question or words that speak of two ways take none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from bot.rules.texts.plain_text import phrases, plain, words
from bot.understanding.lexicon import COURTESIES, FILLERS, SECOND_THOUGHTS, YES, words_of

WayMeant = Literal["counter", "click", "home", "relay"]

_SPOKEN: Final[tuple[tuple[WayMeant, frozenset[str]], ...]] = (
    (
        "relay",
        phrases(
            "point relais, points relais, relais colis, mondial relay, chronopost, pickup point, pick up point,"
            "parcel shop, relay point, point de retrait, relais, relai, relay, consigne, locker, parcel locker,"
            "bureau de tabac, point colis"
        ),
    ),
    ("click", phrases("click and collect, click collect, clic et collecte, click n collect")),
    (
        "home",
        phrases(
            "chez moi, chez nous, chez elle, chez lui, chez eux, chez elles,"
            "a la maison, a mon domicile, a domicile, domicile, domicil, dom, a mon adresse, mon adresse,"
            "a l appart, at home, to my home, my home, my house, to my door, at my door, my place, my address, my flat,"
            "her place, his place, their place, her house, his house, their house, her home, his home,"
            "home delivery, livre moi, livrez moi, par la poste, par colissimo, colissimo, facteur, by post, by mail"
        ),
    ),
    (
        "counter",
        phrases(
            "en boutique, a la boutique, boutique, en magasin, au magasin, magasin, sur place, au comptoir, en retrait,"
            "retrait, retrai, retirer, venir chercher, viens chercher, viendrai chercher, vais chercher,"
            "passe chercher,"
            "passerai chercher, le chercher, la chercher, les chercher, passer prendre, passe prendre,"
            "passerai prendre, passe le prendre, passe la prendre, je passe, je passerai, je viens, je viendrai,"
            "in store, in the store, in shop, in the shop, at the shop, at the store, "
            "to the shop, to the store, store, shop, pick it up, pick up,"
            "pick them up, picking it up, picking them up, picking up, collecting it, collecting them, collecting,"
            "collect it, collect, come by, drop by, in person"
        ),
    ),
)
#: Looked for in this order, a way's longest first: what a phrase takes is not looked at again ("point de retrait" is no
#: "retrait").
_PHRASES: Final = tuple(
    (way, f" {phrase} ") for way, spoken in _SPOKEN for phrase in sorted(spoken, key=lambda one: (-len(one), one))
)
_WORDS: Final = frozenset(word for _, phrase in _PHRASES for word in phrase.split())
#: What means home where nothing else is named: "en livraison", but not "livraison en point relais".
_WEAK_HOME: Final = words("livraison livrer livre livree livrez livraisons delivery deliver delivered shipped shipping")
#: Said beside a way, they belong to it: "livrés chez moi", "sent to my address".
_BESIDE_A_WAY: Final = words("livres livrees envoye envoyee envoyes envoyees recevoir envoyer sent brought send")
_AROUND_A_WAY: Final = words_of(YES, COURTESIES, FILLERS, SECOND_THOUGHTS) | words(
    "en par au a la le les un une l je prefere for by via with to the it avec pour"
)
_DOUBT: Final = words(
    "pas non sans ni sauf not no without except combien quand quoi quel quelle comment pourquoi how what when which why"
)
LONGEST: Final = 12
"""Words of an answer to "how shall it reach you?"; who names goods beside it says more."""


def way_taken(said: list[str], labels: tuple[str, ...], *, asks: bool) -> int | None:
    """Return the place of the label that these words (without dress) mean as a way of receiving; None otherwise.

    `asks`: they are a question.
    """
    return None if asks or not _DOUBT.isdisjoint(said) else way_spoken_of(" ".join(said), labels)


def way_spoken_of(said: str, labels: tuple[str, ...]) -> int | None:
    """Return the place of the label of the one way that plain words speak of, whatever they say or ask of it."""
    meant = _ways_in(said)
    if len(meant) != 1:
        return None
    called = [_ways_in(label) for label in labels]
    if len({way for ways in called for way in ways}) < 2:
        return None
    places = [place for place, ways in enumerate(called) if ways == meant]
    return places[0] if len(places) == 1 else None


def names_a_way(text: str) -> bool:
    """Return whether a text says how it wants to receive something: one way, and no doubt of it."""
    said = plain(text)
    return _DOUBT.isdisjoint(said.split()) and len(_ways_in(said)) == 1


def names_strongly(said: str) -> bool:
    """Return whether a text without its dress names one way by more than the word delivery."""
    return _DOUBT.isdisjoint(said.split()) and len(_cut(said)[1]) == 1


def without_a_way(text: str) -> str:
    """Return a text, without its dress, less the words that say how something is to be received."""
    left, found = _cut(plain(text))
    words_left = left.split()
    if found:
        words_left = [word for word in words_left if word not in _BESIDE_A_WAY]
    return " ".join(word for word in words_left if word not in _WEAK_HOME)


def before_a_way(text: str) -> str:
    """Return what a text says before its comma, where how it is to reach them stands after it ("je la prends, livrée au
    12 rue Garibaldi"); else all of it.
    """
    taken, _, how = text.partition(",")
    return taken if names_a_way(how) else text


def says_only_a_way(text: str, places: Iterable[str] = ()) -> bool:
    """Return whether a text says how it wants to receive something, or where, and nothing besides: "en livraison svp",
    "je passe la chercher à Annecy". `places` are the names of the points of sale.
    """
    of_places = {word for name in places for word in plain(name).split()}
    return names_a_way(text) and set(without_a_way(text).split()) <= _AROUND_A_WAY | of_places


def _ways_in(text: str) -> set[WayMeant]:
    left, found = _cut(text)
    if not found and not _WEAK_HOME.isdisjoint(left.split()):
        found.add("home")
    return found


def _cut(text: str) -> tuple[str, set[WayMeant]]:
    """Return what is left of a text without the ways that it names, and these."""
    left, found = f" {text} ", set[WayMeant]()
    if _WORDS.isdisjoint(text.split()):
        return left, found
    for way, phrase in _PHRASES:
        if phrase in left:
            left = left.replace(phrase, "  ")
            found.add(way)
    return left, found
