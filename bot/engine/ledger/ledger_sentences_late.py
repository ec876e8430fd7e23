"""Answers that come late or can't be given, and mourning: the ledger's sentences in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LATE: Final[Mapping[str, tuple[str, str]]] = {
    "reopened": ("« {title} » reprend : le client y revient.", "“{title}” goes on: the customer comes back to it."),
    "late_over": (
        "Le client répond à une question qui n’a plus lieu d’être : c’est dit.",
        "The customer answers a question that no longer holds: they are told.",
    ),
    "no_rating": (
        "Le client n’a pas de note à donner : pas essayé, offert, rendu.",
        "The customer has no rating to give: not tried, given away, sent back.",
    ),
    "not_received": (
        "Le client n’a pas reçu ce dont on lui demande son avis.",
        "The customer has not received what they are asked about.",
    ),
    "mourning": (
        "Le client est en deuil : condoléances, et aucune promotion pour l’instant.",
        "The customer is in mourning: condolences, and nothing that sells for now.",
    ),
    "agreed_to_nothing": ("Le client dit oui sans question en cours.", "The customer says yes with nothing asked."),
}
