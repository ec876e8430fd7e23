"""The ledger's sentences about plans that staff changed, and answers that come late or can't be given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FOLLOW_UPS: Final[Mapping[str, tuple[str, str]]] = {
    "plan_cancel": ("« {title} » n’aura pas lieu : annulé par {by}.", "“{title}” is called off by {by}."),
    "plan_skip": (
        "« {title} » est passé pour cette fois par {by} ; il compte comme dit.",
        "“{title}” is passed over this time by {by}; it counts as said.",
    ),
    "plan_now": (
        "« {title} » est décidé maintenant, demandé par {by}.",
        "“{title}” is decided now, because {by} asked for it.",
    ),
    "plan_gone": (
        "{by} a voulu changer une relance qui n’était plus prévue.",
        "{by} wanted to change a follow-up that was planned no more.",
    ),
    "start_lacks": (
        "« {title} » ne commence pas : ce client n’a pas « {value} », dont le premier message a besoin.",
        "“{title}” does not begin: this customer has no “{value}”, which its first message needs.",
    ),
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
