"""What the rest of the playbook hears of a rating."""

from __future__ import annotations

from tests.engine.chat import Chat, Opens, playbook

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


PATH = """
journey: purchase
title: Achat
stages: [{ usage: { expected: 30 days } }, { after_sales: { expected: 7 days } }, { renewal: { expected: 9 days } }]
signals:
  - { on: feedback.given, if: feedback.level == "low", moves: after_sales }
  - { on: x.later, moves: renewal }
"""


def _stage(lea: Chat) -> str:
    return lea.customer.journeys[0].stage


def test_the_stage_follows_a_corrected_rating_there_and_back(chat: Opens) -> None:
    lea = chat(playbook(OPINION, journey=PATH)).opens().hears("recommanderiez")
    assert _stage(lea) == "usage"
    lea.says("3").ignores_what_was_said()
    assert _stage(lea) == "after_sales"
    lea.says("non, plutôt 9").ignores_what_was_said()
    assert _stage(lea) == "usage"
    lea.says("non, plutôt 2").ignores_what_was_said()
    assert _stage(lea) == "after_sales"
    lea.says("non, plutôt 10").ignores_what_was_said()
    assert _stage(lea) == "usage"
    assert "moved" not in (lea.customer.feedback or {})


def test_a_journey_that_has_moved_on_since_stays_where_it_is(chat: Opens) -> None:
    lea = chat(playbook(OPINION, journey=PATH)).opens().ignores_what_was_said().says("3").ignores_what_was_said()
    lea.shop("x.later")
    lea.says("non, plutôt 9").ignores_what_was_said()
    assert _stage(lea) == "renewal"


def test_from_high_to_low_moves_as_a_low_one_does(chat: Opens) -> None:
    lea = chat(playbook(OPINION, journey=PATH)).opens().ignores_what_was_said().says("9").ignores_what_was_said()
    assert _stage(lea) == "usage"
    lea.says("non, plutôt 1").ignores_what_was_said()
    assert _stage(lea) == "after_sales"
