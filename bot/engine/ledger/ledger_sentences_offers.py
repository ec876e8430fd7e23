"""The ledger's sentences about offers, in French and in English. Facts stand in braces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OFFERS: Final[Mapping[str, tuple[str, str]]] = {
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
        "Le client ne veut pas de {offer} : ce ne sera plus proposé.",
        "The customer does not want {offer}: it is not proposed again.",
    ),
    "recommendation_changed": (
        "Le client cherche autre chose que {offer} : {wish}.",
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
        "Le client commande sans rien nommer : il s’agit de {offers}.",
        "The customer orders without naming anything: {offers} is meant.",
    ),
}
