"""How a purchase is to reach the customer, said otherwise than the choice is: "chez moi", "en boutique", "au relais".

Only where the choices themselves are ways of receiving, two different ones at least: "à la maison" answers « Livraison
à domicile » and nothing else. A refusal, a question or words that speak of two ways take none.
"""

from __future__ import annotations

from typing import Final, Literal

from bot.rules.plain_text import phrases, plain, words

WayMeant = Literal["counter", "click", "home", "relay"]

#: Looked for in this order: what a phrase takes is not looked at again ("point de retrait" is no "retrait").
_PHRASES: Final[tuple[tuple[WayMeant, frozenset[str]], ...]] = (
    (
        "relay",
        phrases(
            "point relais, points relais, relais colis, mondial relay, chronopost, pickup point, pick up point,"
            "parcel shop, relay point, point de retrait, relais, relay, consigne, locker, parcel locker,"
            "bureau de tabac, point colis"
        ),
    ),
    ("click", phrases("click and collect, click collect, clic et collecte, click n collect")),
    (
        "home",
        phrases(
            "chez moi, chez nous, a la maison, a mon domicile, a domicile, domicile, a mon adresse, mon adresse,"
            "a l appart, at home, to my home, my home, my house, to my door, at my door, my place, my address, my flat,"
            "home delivery, livre moi, livrez moi, par la poste, par colissimo, colissimo, facteur, by post, by mail"
        ),
    ),
    (
        "counter",
        phrases(
            "en boutique, a la boutique, boutique, en magasin, au magasin, magasin, sur place, au comptoir, en retrait,"
            "retrait, retirer, venir chercher, viens chercher, viendrai chercher, vais chercher, passe chercher,"
            "passerai chercher, le chercher, la chercher, les chercher, passer prendre, passe prendre,"
            "passerai prendre, passe le prendre, passe la prendre, je passe, je passerai, je viens, je viendrai,"
            "in store, in the store, in shop, in the shop, at the shop, at the store, "
            "to the shop, to the store, store, shop, pick it up, pick up,"
            "pick them up, collect it, collect, come by, drop by, in person"
        ),
    ),
)
#: What means home where nothing else is named: "en livraison", but not "livraison en point relais".
_WEAK_HOME: Final = words("livraison livrer livre livree livrez livraisons delivery deliver delivered shipped shipping")
_DOUBT: Final = words(
    "pas non sans ni sauf not no without except combien quand quoi quel quelle comment pourquoi how what when which why"
)
_LONGEST: Final = 12  # words


def way_taken(said: list[str], labels: tuple[str, ...], *, asks: bool) -> int | None:
    """Return the place of the label that these words (without dress) mean as a way of receiving; None otherwise.

    `asks`: they are a question.
    """
    if asks or len(said) > _LONGEST or not _DOUBT.isdisjoint(said):
        return None
    meant = _ways_in(" ".join(said))
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


def _ways_in(text: str) -> set[WayMeant]:
    left, found = f" {text} ", set[WayMeant]()
    for way, spoken in _PHRASES:
        for phrase in sorted(spoken, key=len, reverse=True):
            if f" {phrase} " in left:
                left = left.replace(f" {phrase} ", "  ")
                found.add(way)
    if not found and not _WEAK_HOME.isdisjoint(left.split()):
        found.add("home")
    return found
