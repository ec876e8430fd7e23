"""The ledger's sentences about offers, orders and friends brought by a code, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SELLING: Final[Mapping[str, tuple[str, str]]] = {
    "offers_found": ("Le client cherche un produit : {offers}.", "The customer looks for a product: {offers}."),
    "compared": (
        "Comparaison : {offers}, sur {criteria}. Le meilleur score d’abord.",
        "Compared: {offers}, on {criteria}. The best score first.",
    ),
    "recompared": (
        "Le client change la comparaison : {offers}, sur {criteria}.",
        "The customer changes the comparison: {offers}, on {criteria}.",
    ),
    "compared_and_kept": ("{why} Le client garde {offer}.", "{why} The customer keeps {offer}."),
    "chosen_has_gone": (
        "Le client choisit {offer}, qui n’est plus disponible : c’est dit, avec ce qui reste.",
        "The customer chooses {offer}, which has gone: that is said, with what is left.",
    ),
    "old_offer_pressed": (
        "Bouton d’une proposition plus ancienne : il vaut pour {offer}.",
        "A button of an earlier offer: it stands for {offer}.",
    ),
    "too_few_to_compare": (
        "Rien à comparer : moins de deux offres sont en vente.",
        "Nothing to compare: fewer than two offers are sold.",
    ),
    "recommended": ("Conseil : {offer} ({why}).", "Recommended: {offer} ({why})."),
    "recommendation_taken": (
        "Le client prend {offer}, qui lui était conseillé.",
        "The customer takes {offer}, which was recommended.",
    ),
    "recommendation_refused": (
        "Le client écarte {offer} : ce ne sera plus proposé.",
        "The customer does not want {offer}: it is not proposed again.",
    ),
    "recommendation_changed": (
        "Le client cherche autre chose ({offer} écarté) : {wish}.",
        "The customer looks for something else than {offer}: {wish}.",
    ),
    "nothing_to_recommend": ("Rien à conseiller qui convienne.", "Nothing to recommend that would do."),
    "offer_told": ("Le client veut en savoir plus sur {offer}.", "The customer wants to know more about {offer}."),
    "offer_question": ("Question sur {offers} : {about}.", "A question about {offers}: {about}."),
    "offer_question_open": (
        "Question sans produit nommé ({about}) : lequel est demandé.",
        "A question that names no product ({about}): it is asked which.",
    ),
    "why_not_told": (
        "Le client demande pourquoi {offer} et pas {other} : c’est dit, chiffres du catalogue à l’appui.",
        "The customer asks why {offer} and not {other}: that is said, with the catalogue's figures.",
    ),
    "order_pointed": (
        "Le client commande sans rien nommer : c’est {offers}.",
        "The customer orders without naming anything: {offers} is meant.",
    ),
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
    "referral_made": (
        "Le client a un code de parrainage à son nom.",
        "The customer has a referral code of their own.",
    ),
    "referral_followed": (
        "Le client vient par le code d’un autre client.",
        "The customer comes by another customer’s code.",
    ),
    "referral_unknown": (
        "Le code de parrainage n’est à personne, ou ne compte pas deux fois : accueil habituel.",
        "The referral code is nobody’s, or does not count twice: greeted as anybody.",
    ),
    "referral_own": (
        "Le client ouvre le tchat avec son propre code : il ne compte pas.",
        "The customer opens the chat with their own code: it does not count.",
    ),
    "referral_not_new": (
        "Le client nous connaissait déjà : le code de parrainage ne compte pas.",
        "The customer knew us already: the referral code does not count.",
    ),
}
