"""The ledger's sentences about orders, in French and in English. Facts stand in braces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ORDERS: Final[Mapping[str, tuple[str, str]]] = {
    "overtaken_news": (
        "Commande {order} : « {event} » arrive trop tard, elle en est à « {status} ».",
        "Order {order}: “{event}” comes too late, it stands at “{status}”.",
    ),
    "order_undelivered": (
        "La commande {order} n’a pas pu être transmise au système de la boutique ({reason}) : l’équipe la reprend.",
        "Order {order} could not be passed on to the shop’s system ({reason}): the team takes it over.",
    ),
    "order_placed": ("Commande transmise à la boutique : {event}.", "Order passed on to the shop: {event}."),
    "old_news": (
        "Commande {order} : « {event} » date du {day}, rien ne commence pour autant.",
        "Order {order}: “{event}” is of {day}, nothing begins because of it.",
    ),
    "order_answered": (
        "La commande {order} de la boutique est celle passée ici ({reference}) : mêmes articles, seule en attente.",
        "The shop’s order {order} is the one made here ({reference}): the same goods, and no other was waiting.",
    ),
    "order_twice": (
        "La commande {order} de la boutique est peut-être celle passée ici ({reference}) : à vérifier.",
        "The shop’s order {order} may be the one made here ({reference}): somebody is to look.",
    ),
}
