"""The ledger's sentences about friends brought by a code, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
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
        "Le client ouvre le chat avec son propre code : il ne compte pas.",
        "The customer opens the chat with their own code: it does not count.",
    ),
    "referral_not_new": (
        "Le client nous connaissait déjà : le code de parrainage ne compte pas.",
        "The customer knew us already: the referral code does not count.",
    ),
}
