"""A small coffee shop to talk to."""

from __future__ import annotations

COFFEE = """
flow: coffee
title: Commander du café
purpose: service
starts: [{ intent: coffee }, { event: chat.opened }]
examples: [je veux du café, I want coffee]
steps:
  - id: hello
    say: Bonjour !
  - id: where
    ask: Livraison ou boutique ?
    as: choice
    save: where
    choices:
      - À domicile: { go: people }
      - En boutique: { go: people }
  - id: people
    ask: Pour combien de personnes ?
    as: number
    save: people
  - id: when
    ask: Pour quel jour ?
    as: date
    save: day
  - say: "C’est noté pour {{ conversation.people }} personnes."
  - stop: converted
"""
TASTING = """
flow: tasting
title: Réserver une dégustation
purpose: service
starts: [{ intent: tasting }]
examples: [je veux déguster, a tasting please]
steps:
  - ask: Thé ou café ?
    as: choice
    choices:
      - Thé: { stop: tea }
      - Café: { stop: coffee }
"""
ANSWERS = """
- answer: delais
  question: Quels sont les délais de livraison ?
  also: [c'est livré quand, how long does delivery take]
  say: Comptez trois à cinq jours.
- answer: retours
  question: Puis-je rendre un article ?
  also: [je veux rendre, can I return it]
  say: Vous avez trente jours.
- answer: prix
  question: Combien coûte la machine ?
  also: [c'est combien, how much is it]
  say: Elle coûte 349 euros.
  then: coffee
"""

DRINKS = """
flow: drinks
title: What is drunk
purpose: service
starts: [{ event: chat.opened }]
steps:
  - id: what
    ask: Que boit-on chez vous ?
    save: conversation.drink
    choices:
      - { label: Du filtre, examples: [une pleine cafetière, big mugs], do: { go: filter } }
      - { label: Du café au lait, examples: [avec de la mousse, with foam], do: { go: milk } }
  - id: filter
    say: Va pour le filtre.
  - stop: done
  - id: milk
    say: Va pour le lait.
"""
