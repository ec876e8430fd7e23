"""A small playbook to rehearse with, and a reader that knows its examples by heart."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.message import Candidate, Reading
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.rehearsal import Rehearsal

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=PARIS)
LEA = Persona(first_name="Léa", language="fr", consent=("marketing",))

STORE = """\
store: Café Test
languages: [fr]
country: FR
timezone: Europe/Paris
currency: EUR
teams:
  - { id: magasin, name: Magasin, for: [sales] }
"""

ANSWERS = """\
- answer: delais
  question: Quels sont les délais de livraison ?
  also: [c'est livré quand]
  say: Comptez 3 à 5 jours.
"""

COFFEE = """\
flow: coffee
title: Choisir un café
purpose: service
starts:
  - intent: coffee
  - event: cart.updated
examples: [je cherche un café, quel café choisir]
expires: 3 days
steps:
  - say: "Bonjour {{ customer.first_name | default: 'vous' }} !"
  - id: taste
    ask: Plutôt doux ou corsé ?
    as: choice
    save: customer.taste
    choices:
      - Doux: { go: mild }
      - Corsé: { say: Le Sidamo vous plaira. }
      - Je ne sais pas: { hand_over: { team: magasin, reason: conseil } }
    remind: { after: 1 day, say: Toujours là ? }
    silent: { stop: silent }
  - stop: converted
  - id: mild
    say:
      text: Le Yirgacheffe est tout en douceur.
      sms: Yirgacheffe, doux.
  - stop: converted
"""

REMINDER = """\
flow: reminder
title: Panier oublié
purpose: marketing
starts:
  - event: cart.abandoned
    after: 3 hours
    if: cart.total > 0
steps:
  - say: "Votre panier vous attend. STOP pour ne plus rien recevoir."
  - stop: reminded
"""

STOCK = """\
flow: stock
title: Stock
purpose: service
starts: [ { event: x.stock } ]
steps:
  - fetch: { get: "https://api.cafe.example/stock", save: conversation.stock, failed: { go: unknown } }
  - say: "Il en reste {{ conversation.stock.pieces | default: 'assez' }}."
  - stop: told
  - id: unknown
    say: Je demande à la boutique.
  - stop: unknown
"""

POLICY = "fetch: { hosts: [api.cafe.example] }\n"

SOURCES = {
    "flows/store.yaml": STORE,
    "flows/policy.yaml": POLICY,
    "flows/answers/delais.yaml": ANSWERS,
    "flows/conversations/coffee.yaml": COFFEE,
    "flows/conversations/reminder.yaml": REMINDER,
    "flows/conversations/stock.yaml": STOCK,
}

KNOWN = {
    "je cherche un café": Candidate("flow", "coffee", 0.97),
    "c'est livré quand": Candidate("answer", "delais", 0.96),
}


@cache
def playbook() -> Playbook:
    checked = build(SOURCES)
    assert checked.playbook is not None, checked.faults
    return checked.playbook


def reads(text: str, language: str | None, asked: str) -> Reading:
    """Read a text as a matcher does that has learnt nothing but these examples."""
    known = [KNOWN[line] for line in text.casefold().splitlines() if line in KNOWN]
    return Reading(language="fr", candidates=tuple(known), reader="by heart")


def rehearsal(persona: Persona = LEA, **more: Any) -> Rehearsal:
    return Rehearsal(playbook(), at=MONDAY, persona=persona, reader=reads, **more)
