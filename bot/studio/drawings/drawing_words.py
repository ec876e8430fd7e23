"""The words on the drawing of a flow, in French and in English. The author's own texts, names and conditions stand as
they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.playbook import durations

#: What a box or an arrow says: French, English.
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # where it begins and ends
    "asks": ("le client demande", "the customer asks"),
    "when": ("quand", "when"),
    "by_others": ("lancé par un autre flux", "started by others"),
    "done": ("fin", "done"),
    "after": ("après {0}", "after {0}"),
    "at": ("à {0}", "at {0}"),
    "if": ("si {0}", "if {0}"),
    "only_if": ("seulement si {0}", "only if {0}"),
    # arrows
    "silent": ("silence", "silence"),
    "otherwise": ("non compris", "not understood"),
    "late": ("trop tard", "too late"),
    "failed": ("échec", "failed"),
    "refused": ("non", "no"),
    "given_back": ("rendu au bot", "given back"),
    "confirmed": ("confirmé", "confirmed"),
    "cancelled": ("annulé", "cancelled"),
    "booked": ("réservé", "booked"),
    "chosen": ("choisi", "chosen"),
    "taken": ("pris", "taken"),
    "none": ("aucun", "none"),
    "granted": ("accordé", "granted"),
    "empty": ("vide", "empty"),
    "full": ("complet", "full"),
    "nothing": ("rien à proposer", "nothing"),
    "too few": ("trop peu", "too few"),
    "else": ("sinon", "else"),
    "low": ("note basse", "low rating"),
    "middle": ("note moyenne", "middling rating"),
    "high": ("bonne note", "high rating"),
    "why_said": ("{0}, pourquoi déjà dit", "{0}, why said already"),
    # verbs
    "say": ("dire", "say"),
    "rate": ("faire noter ({0})", "rate ({0})"),
    "ask": ("demander", "ask"),
    "ask_for": ("demander {0}", "ask for {0}"),
    "floor": ("répondre aux questions", "answer questions"),
    "book": ("prendre rendez-vous", "book"),
    "order": ("commander", "order"),
    "note": ("noter", "note"),
    "choose": ("choisir", "choose"),
    "split": ("répartir", "split"),
    "wait": ("attendre", "wait"),
    "call": ("continuer avec", "continue with"),
    "go": ("aller", "go"),
    "move": ("passer à", "move to"),
    "emit": ("prévenir la boutique", "tell the shop"),
    "fetch": ("interroger", "fetch"),
    "compare": ("comparer", "compare"),
    "recommend": ("conseiller", "recommend"),
    "consent_ask": ("demander l’accord", "ask consent"),
    "consent_record": ("noter l’accord", "record consent"),
    "consent_withdraw": ("retirer l’accord", "withdraw consent"),
    "hand_over": ("confier à {0}", "hand over to {0}"),
    # what is asked for, and what else matters
    "yes_no": ("oui ou non", "yes or no"),
    "text": ("un texte", "a text"),
    "number": ("un nombre", "a number"),
    "money": ("un montant", "an amount"),
    "date": ("un jour", "a day"),
    "time": ("une heure", "a time"),
    "phone": ("un numéro de téléphone", "a phone number"),
    "email": ("une adresse e-mail", "an e-mail"),
    "postcode": ("un code postal", "a postcode"),
    "location": ("un lieu", "a place"),
    "photo": ("une photo", "a photo"),
    "cart": ("le panier", "the cart"),
    "said": ("ce qui est dit", "what is said"),
    "offer": ("l’offre", "the offer"),
    "new": ("un nouveau rendez-vous", "a new visit"),
    "appointment": ("le rendez-vous pris", "the appointment"),
    "the_order": ("la commande", "the order"),
    "with": ("avec : {0}", "with a {0}"),
    "holdout": ("{0} % n’entendent rien", "{0} % hear nothing"),
    "until": ("jusqu’à {0}", "until {0}"),
    "for": ("{0}", "for {0}"),
    "at_most": ("{0}, au plus {1}", "{0}, at most {1}"),
}
_UNITS: Final = {
    "second": ("seconde", "secondes"),
    "minute": ("minute", "minutes"),
    "hour": ("heure", "heures"),
    "day": ("jour", "jours"),
    "week": ("semaine", "semaines"),
    "month": ("mois", "mois"),
    "year": ("an", "ans"),
}


def word(name: str, *values: object, language: str) -> str:
    """Return a word of the drawing with what fills its gaps; a name that is not ours as it is."""
    french, english = WORDS.get(name, (name, name))
    return (french if language == "fr" else english).format(*values)


def length(duration: timedelta, *, language: str) -> str:
    """Return a length of time as the playbook writes it, in the language of the drawing."""
    written = durations.write(duration)
    count, _, unit = written.partition(" ")
    one, many = _UNITS.get(unit.removesuffix("s"), (unit, unit))
    return f"{count} {one if count in ('0', '1') else many}" if language == "fr" else written
