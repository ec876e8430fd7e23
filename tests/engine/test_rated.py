"""What the rest of the playbook hears of a rating."""

from __future__ import annotations

from collections.abc import Callable

from tests.engine.chat import Chat, playbook

Opens = Callable[..., Chat]
OPINION = """
flow: opinion
title: Avis
purpose: service
starts: [{ event: chat.opened }]
steps:
  - rate: { scale: nps, ask: "Nous recommanderiez-vous ?", why: "Pourquoi ?", low: { stop: low } }
"""
REPAIR = """
flow: repair
title: Réparer
purpose: service
starts: [{ event: feedback.given, if: feedback.level == "low", after: 1 day }]
steps:
  - say: "Vous nous avez mis {{ feedback.score }} sur 10."
"""
WAITING = """
flow: waiting
title: Attendre
purpose: service
starts: [{ event: x.wait }]
steps:
  - wait: { event: feedback.given, at_most: 3 days, late: { stop: late } }
  - say: "Une note : {{ feedback.score | default: 0 }}"
"""


def test_a_rating_starts_what_follows_it_and_wakes_who_waits_for_it(chat: Opens) -> None:
    lea = chat(playbook(OPINION, REPAIR, WAITING)).shop("x.wait").opens().hears("recommanderiez")
    lea.says("3").hears("Pourquoi").hears("Une note : 3").hears("Revenons")
    assert lea.planned == ["repair"]
    lea.waits(days=1).hears("mis 3 sur 10")


def test_a_change_of_mind_calls_off_what_the_first_one_planned(chat: Opens) -> None:
    lea = chat(playbook(OPINION, REPAIR)).opens().hears("recommanderiez").says("3").hears("Pourquoi")
    assert lea.planned == ["repair"]
    lea.says("non, plutôt 9").ignores_what_was_said()
    lea.waits(days=2).hears_nothing()
