"""No offers, but news of what was bought: « seulement pour mes commandes », "just order updates, no promos".

Every word has to be accounted for, as in `contact_wishes`: « c'est seulement pour ma commande d'hier » leaves "hier".
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import words
from bot.understanding.contact.contact_wish_words import AROUND, COURTESY, ENOUGH, WANTS, WRITING
from bot.understanding.lexicon import COURTESIES, FILLERS, NO, YES, after, before

_ORDERS: Final = words(
    """
    commande commandes livraison livraisons colis achat achats suivi suivis order orders delivery deliveries
    parcel parcels shipment shipments purchase purchases shipping tracking package packages
    """
)
_OFFERS: Final = words(
    """
    offre offres promo promos promotion promotions pub pubs publicite publicites offer offers deals ads ad
    marketing newsletter newsletters nouveautes advertising advertisements
    """
)
_AGAINST: Final = words(
    "pas plus no stop arretez arrete gardez garde keep skip sans without drop spare epargnez enough rien evitez"
)
_ONLY: Final = words(
    "seulement uniquement exclusivement juste que only just exclusively sauf except rien strictement but mais still"
)
_ABOUT: Final = words(
    """
    pour my our nos notre sur about regarding concernant concerne sujet propos si if when quand for ships ship
    shipped arrives arrive arrivent expedie part tell know posted prevenez informez informe tenez courant infos
    info information informations updates update news en cours let ca cela d with related relatif relatifs lie
    lies dire whenever once unless keep ce qui
    """
)
_SPEAKS: Final = words("pour about regarding concernant concerne sujet propos si if when quand for unless whenever")
_ALLOWED: Final = COURTESY | WANTS | WRITING | AROUND | ENOUGH | _ORDERS | _OFFERS | _AGAINST | _ONLY | _ABOUT
_OF_ONE_ORDER: Final = re.compile(r"^(?:c est|it s|its|is it|this is|est ce)\b")


#: Nothing but that: « seulement mes commandes », "only my orders please". One order alone may be asked about.
_BARE: Final = re.compile(
    rf"{before(YES, NO, FILLERS, 'je veux, je voudrais, recevoir, i want, i d like, to get, to receive, get, receive')}"
    r"(?:seulement|uniquement|juste|rien que|que|only|just)"
    r"(?: (?:recevoir|get|receive|les messages|messages|news|news of))?"
    r"(?: (?:de|sur|pour|about|for|on))? (?:mes|my) (?:commandes|achats|orders|purchases)"
    rf"{after(COURTESIES, 'c est tout, that s all, that s it')}"
)


_JUST: Final = words("juste just seulement uniquement only exclusivement")
_ENDS: Final = words("stop stopper arreter arretez arrete arretiez cessez cesser cease end plus pas no")
_BESIDE: Final = words("attendez attend attends wait non no tout all pardon sorry mails mail e email emails vouloir")


def wants_no_ads_only(said: str) -> bool:
    """Tell whether plain words want an end of what sells and of that alone: « juste arrêter les pubs »."""
    told = set(said.split())
    if not told & _OFFERS or not told & _JUST or not told & _ENDS:
        return False
    return told <= _ALLOWED | _ENDS | _JUST | _BESIDE


def wants_orders_only(said: str) -> bool:
    """Tell whether plain words ask for news of orders and nothing that sells."""
    if _BARE.fullmatch(said):
        return True
    spoken = said.split()
    told = set(spoken)
    if not told & _ORDERS or not told & _ONLY or not told <= _ALLOWED or _OF_ONE_ORDER.match(said):
        return False
    if told & _OFFERS:
        return bool(told & _AGAINST)
    if _WRITES.search(said):
        return bool(told & (_SPEAKS | WRITING))
    return bool(
        re.search(
            r"\b(?:pour|about|regarding|concernant|for|sujet de) (?:mes|mes propres|my|our|nos)"
            r" ",
            said,
        )
    )


_WRITES: Final = re.compile(
    r"\b(?:ecri\w*|contact\w*|messages?|text|texts|sms|textos?|write|notif\w*|envoy\w*|message me|prevenez"
    r"|informez)\b"
)
