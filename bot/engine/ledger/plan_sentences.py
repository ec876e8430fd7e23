"""The ledger's sentences about plans that staff changed, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "plan_cancel": ("« {title} » n’aura pas lieu : annulé par {by}.", "“{title}” is called off by {by}."),
    "plan_skip": (
        "« {title} » est passé pour cette fois par {by} ; il compte comme dit.",
        "“{title}” is passed over this time by {by}; it counts as said.",
    ),
    "plan_now": (
        "« {title} » est décidé maintenant, à la demande de {by}.",
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
}
