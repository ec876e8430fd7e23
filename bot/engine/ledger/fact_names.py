"""What the facts beside a decision of the ledger are called, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.model.message import Value

FACTS: Final[Mapping[str, tuple[str, str]]] = {
    "about": ("à propos de", "about"),
    "answer": ("réponse", "answer"),
    "appointment": ("rendez-vous", "appointment"),
    "arm": ("branche", "arm"),
    "asked": ("demandé", "asked"),
    "at": ("le", "at"),
    "attempts": ("essais", "tries"),
    "by": ("par", "by"),
    "candidates": ("envisagé", "considered"),
    "cause": ("à cause de", "because of"),
    "cells": ("lignes du catalogue", "lines of the catalogue"),
    "change": ("changement", "change"),
    "channel": ("canal", "channel"),
    "consent": ("accord", "consent"),
    "country": ("pays", "country"),
    "criteria": ("critères", "criteria"),
    "day": ("jour", "day"),
    "days": ("jours", "days"),
    "decide_again": ("décidé à nouveau", "decided again"),
    "direction": ("sens", "direction"),
    "doubt": ("doute", "doubt"),
    "due": ("prévu pour", "planned for"),
    "event": ("ce qui s’est passé", "what happened"),
    "evidence": ("preuve", "evidence"),
    "family": ("sorte de produit", "kind of product"),
    "flow": ("flux", "flow"),
    "gone": ("injoignable", "out of reach"),
    "items": ("articles", "items"),
    "journey": ("parcours", "journey"),
    "kind": ("sorte", "kind"),
    "language": ("langue", "language"),
    "last_in": ("dernier mot du client", "last word of the customer"),
    "last_out": ("dernier mot au client", "last word to the customer"),
    "left": ("étape d’avant", "stage before"),
    "looked_at": ("regardé", "looked at"),
    "meant": ("voulait dire", "meant"),
    "message": ("message", "message"),
    "names": ("informations", "facts"),
    "offer": ("article", "offer"),
    "offered": ("proposés", "offered"),
    "offers": ("articles", "offers"),
    "opens": ("début des heures permises", "hours begin"),
    "opted_out": ("ne veut plus de messages", "wants no more messages"),
    "order": ("commande", "order"),
    "other": ("autre client", "other customer"),
    "outbox": ("envoi", "send"),
    "outcome": ("issue", "outcome"),
    "priority": ("priorité", "priority"),
    "purpose": ("but", "purpose"),
    "question": ("question", "question"),
    "quiet": ("heures calmes", "quiet hours"),
    "reason": ("raison", "reason"),
    "reference": ("référence", "reference"),
    "relationship": ("relation", "relationship"),
    "rule": ("règle", "rule"),
    "score": ("certitude", "certainty"),
    "scores": ("notes", "scores"),
    "since": ("depuis", "since"),
    "split": ("essai", "split"),
    "stage": ("étape", "stage"),
    "status": ("état", "status"),
    "step": ("question", "step"),
    "team": ("équipe", "team"),
    "than": ("que", "than"),
    "times": ("fois", "times"),
    "timezone": ("fuseau horaire", "time zone"),
    "title": ("titre", "title"),
    "took": ("secondes", "seconds taken"),
    "tries": ("essais", "tries"),
    "until": ("jusqu’à", "until"),
    "value": ("valeur", "value"),
    "wanted": ("voulait", "wanted"),
    "weight": ("poids", "weight"),
    "weights": ("poids", "weights"),
    "when": ("quand", "when"),
    "where": ("où", "where"),
    "why": ("pourquoi", "why"),
    "winner": ("passe avant", "goes first"),
    "wish": ("souhait", "wish"),
    "wishes": ("souhaits", "wishes"),
    "word": ("dit", "said"),
    "year": ("année", "year"),
}
#: Facts that hold what the sentence says already, or what only the program reads.
_UNTOLD: Final = frozenset({"index", "reasons", "wanted", "whys"})


def fact_word(name: str, language: str) -> str:
    """Return what a fact is called; one that is none of these without its underscores."""
    known = FACTS.get(name)
    return known[0 if language.startswith("fr") else 1] if known is not None else name.replace("_", " ")


def is_told(name: str, value: Value) -> bool:
    """Tell whether a fact is for people, and says anything."""
    return name not in _UNTOLD and value not in ("", [], {}, None)
