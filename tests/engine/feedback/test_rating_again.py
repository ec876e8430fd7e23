"""A rating that is said otherwise, while its conversation goes on and after it."""

from __future__ import annotations

from typing import Any

from bot.model.feedback import RecordFeedback
from tests.engine.chat import Chat, Opens, playbook

OPINION = """
flow: opinion
title: Avis
purpose: service
starts: [{ event: chat.opened }]
steps:
  - id: score
    rate:
      scale: csat
      ask: "Et cette commande ?"
      why: { low: "Qu’est-ce qui ne va pas ?" }
      save: customer.last_score
      low: { go: low }
      middle: { stop: middle }
      high: { go: high }
  - id: low
    call: comfort
  - stop: low
  - id: high
    say: "Merci pour cette note."
  - stop: high
"""
COMFORT = """
flow: comfort
title: Réparer
purpose: service
steps:
  - ask: "Un appel ?"
    as: yes_no
    save: wants
  - { hand_over: { team: magasin, reason: déçu }, if: conversation.wants }
  - id: later
    wait: { for: 3 days }
  - say: "Alors, réglé ?"
"""
PATH = """
journey: purchase
title: Achat
stages: [{ usage: { expected: 30 days } }, { after_sales: { expected: 7 days } }]
signals: [{ on: feedback.given, if: feedback.level == "low", moves: after_sales }]
moments:
  - { on: feedback.given, if: feedback.level == "low", relationship: -20, pause: marketing for 30 days }
"""


def _lea(chat: Opens) -> Chat:
    return chat(playbook(OPINION, COMFORT, journey=PATH)).opens().hears("Et cette commande")


def _rating(lea: Chat) -> tuple[Any, Any, bool, str]:
    last, customer = lea.customer.feedback or {}, lea.customer
    return last.get("score"), customer.facts.get("last_score"), bool(customer.pauses), customer.journeys[0].stage


def test_after_the_end_it_is_corrected_with_all_that_came_of_it(chat: Opens) -> None:
    lea = _lea(chat).says("5").hears("Merci pour cette note")
    row = lea.customer.feedback["id"] if lea.customer.feedback else ""
    lea.waits(hours=3).says("en fait je voulais dire 2").hears("corrigé : 2 sur 5").hears("ne va pas")
    assert _rating(lea) == (2, 2, True, "after_sales")
    assert (lea.customer.feedback or {})["id"] == row
    lea.says("elle est trop bruyante").hears("Un appel ?")


def test_a_slip_upwards_takes_the_pause_and_the_stage_back_in_a_word(chat: Opens) -> None:
    lea = _lea(chat).says("2").hears("ne va pas").says("en retard").hears("Un appel ?").says("non").waits(days=4)
    lea.hears("Alors, réglé ?")
    assert _rating(lea) == (2, 2, True, "after_sales")
    lea.says("sorry, meant 4").hears("corrigé : 4 sur 5").hears("Merci pour cette note")
    assert _rating(lea) == (4, 4, False, "usage")


def test_while_the_comfort_is_being_talked_of_it_is_left(chat: Opens) -> None:
    lea = _lea(chat).says("2").hears("ne va pas").says("en retard").hears("Un appel ?")
    lea.says("pardon je voulais dire 4").hears("corrigé : 4 sur 5").hears("Merci pour cette note")
    assert _rating(lea) == (4, 4, False, "usage")
    assert not lea.customer.conversations
    lea.waits(days=5).hears_nothing()


def test_what_a_person_sees_to_goes_on(chat: Opens) -> None:
    lea = _lea(chat).says("2").hears("ne va pas").says("en retard").hears("Un appel ?").says("oui")
    lea.ignores_what_was_said().says("pardon je voulais dire 4").hears_nothing()
    assert _rating(lea) == (4, 4, False, "usage")
    assert lea.customer.handover is not None
    lea.staff_gives_back().ignores_what_was_said().says("non, ma note c'est 5").hears("corrigé : 5 sur 5")
    lea.waits(days=4).hears("Alors, réglé ?")


def test_the_row_of_the_rating_is_rewritten(chat: Opens) -> None:
    lea = _lea(chat).says("5").hears("Merci pour cette note")
    key = (lea.customer.feedback or {})["id"]
    lea.says("4 pas 5").hears("corrigé : 4 sur 5")
    (row,) = [one for one in lea.effects if isinstance(one, RecordFeedback)]
    assert (row.key, row.score) == (key, 4)


def test_a_figure_long_after_is_no_correction(chat: Opens) -> None:
    lea = _lea(chat).says("5").hears("Merci pour cette note").waits(hours=2).says("4").ignores_what_was_said()
    assert _rating(lea)[0] == 5
    lea.waits(days=3).says("je voulais dire 2").ignores_what_was_said()
    assert _rating(lea)[0] == 5


def test_a_bare_figure_right_after_is_one(chat: Opens) -> None:
    lea = _lea(chat).says("5").hears("Merci pour cette note").waits(minutes=1).says("4").hears("corrigé : 4 sur 5")
    assert _rating(lea)[0] == 4


def test_asked_why_a_thumb_up_is_no_other_score_and_one_down_is(chat: Opens) -> None:
    asked = OPINION.replace("why: { low:", 'why: { high: "Quoi donc ?", low:')
    lea = chat(playbook(asked, COMFORT)).opens().hears("Et cette").says("5").hears("Quoi donc").says("👍")
    lea.ignores_what_was_said()
    assert (lea.customer.feedback or {})["score"] == 5
    lea = chat(playbook(asked, COMFORT)).opens().hears("Et cette").says("5").hears("Quoi donc").says("👎")
    lea.ignores_what_was_said()
    assert (lea.customer.feedback or {})["score"] == 1
