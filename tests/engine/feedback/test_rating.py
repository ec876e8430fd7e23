"""Ratings in a chat: given, explained, changed, told to the rest of the playbook once."""

from __future__ import annotations

import pytest

from bot.model.feedback import RecordFeedback
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, playbook

JOURNEY = """
journey: purchase
title: Achat
stages: [discovery, usage, after_sales]
signals:
  - { on: feedback.given, if: feedback.level == "low", moves: after_sales }
  - { on: feedback.given, if: feedback.level == "high", moves: usage }
moments:
  - { on: feedback.given, if: feedback.level == "low",  relationship: -20, pause: marketing for 30 days }
  - { on: feedback.given, if: feedback.level == "high", relationship: +10 }
"""
OPINION = """
flow: opinion
title: Votre avis
purpose: service
starts: [{ event: chat.opened }]
steps:
  - id: score
    rate:
      scale: csat
      about: order
      ask: "Êtes-vous content ? De 1 à 5."
      why: { low: "Que s’est-il passé ?", middle: "Que manque-t-il ?", high: "Qu’est-ce qui vous plaît ?" }
      low: { go: sorry }
      middle: { go: noted }
      high: { go: thanks }
      save: customer.last_score
      silent: { stop: silent }
      otherwise: { stop: no_score }
  - id: sorry
    say: "Désolé, {{ feedback.score }} sur 5. {{ feedback.comment | default: 'Rien' }}"
  - stop: low
  - id: noted
    say: "Noté, {{ feedback.score }}."
  - stop: middle
  - id: thanks
    say: "Merci pour ce {{ feedback.score }}. {{ feedback.comment | default: 'Rien' }}"
  - stop: high
"""
AGAIN = """
flow: again
title: Est-ce réglé ?
purpose: service
starts: [{ event: x.again }]
steps:
  - id: solved
    rate:
      scale: csat
      about: recovery
      ask: "Est-ce réglé ? De 1 à 5."
      low: { go: solved_not }
  - say: "Tant mieux."
  - stop: solved
  - id: solved_not
    say: "Nous reprenons."
  - stop: unresolved
"""


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(OPINION, AGAIN, journey=JOURNEY)


@pytest.fixture
def lea(chat: Opens, book: Playbook) -> Chat:
    return chat(book, consent=("marketing",)).opens().hears("Êtes-vous content ?", choices=("1", "2", "3", "4", "5"))


def rows(lea: Chat) -> list[tuple[int, str, str]]:
    return [(one.score, one.level, one.comment) for one in lea.effects if isinstance(one, RecordFeedback)]


def keys(lea: Chat) -> set[str]:
    return {one.key for one in lea.effects if isinstance(one, RecordFeedback)}


def recovers(lea: Chat) -> list[tuple[str, str]]:
    """Return which low rating was asked after, and what it came to."""
    return [(one.recovers, one.level) for one in lea.effects if isinstance(one, RecordFeedback)]


def relationship(lea: Chat) -> float:
    assert lea.customer.relationship is not None
    return lea.customer.relationship.value


def test_a_button_then_why(lea: Chat) -> None:
    lea.presses("4").hears("Qu’est-ce qui vous plaît ?")
    assert rows(lea) == [(4, "high", "")]
    first = keys(lea)
    lea.says("le silence").hears("Merci pour ce 4. le silence")
    assert rows(lea) == [(4, "high", "le silence")]
    assert keys(lea) == first
    assert lea.fact("last_score") == 4
    assert relationship(lea) == 60
    lea.ends("high")


def test_the_why_in_the_same_message_is_not_asked_for(lea: Chat) -> None:
    lea.says("2, la livraison était lente").hears("Désolé, 2 sur 5. la livraison était lente")
    assert rows(lea) == [(2, "low", "la livraison était lente")]
    assert relationship(lea) == 30
    assert [pause.purpose for pause in lea.customer.pauses] == ["marketing"]
    assert [state.stage for state in lea.customer.journeys] == ["after_sales"]


@pytest.mark.parametrize("change", ["non, plutôt 5", "5", "⭐⭐⭐⭐⭐"])
def test_a_change_of_mind_counts_once(lea: Chat, change: str) -> None:
    lea.presses("1").hears("Que s’est-il passé ?")
    assert relationship(lea) == 30
    first = keys(lea)
    lea.says(change).hears("corrigé").hears("Qu’est-ce qui vous plaît ?")
    assert relationship(lea) == 60
    assert not lea.customer.pauses
    assert (rows(lea), keys(lea)) == ([(5, "high", "")], first)
    lea.says("le café").hears("Merci pour ce 5. le café")
    assert [state.stage for state in lea.customer.journeys] == ["usage"]


def test_the_same_score_in_figures_is_no_change_and_no_reason(lea: Chat) -> None:
    lea.says("bof").hears("Que manque-t-il ?").says("3/5").hears("Que manque-t-il ?").says("4/5")
    lea.hears("corrigé").hears("Qu’est-ce qui vous plaît ?").says("le café").hears("Merci pour ce 4. le café")
    assert rows(lea) == [(4, "high", "le café")]


def test_another_button_changes_it_and_a_third_one_too(lea: Chat) -> None:
    lea.presses("1").hears("Que s’est-il passé ?").presses("2").hears("corrigé").hears("Que s’est-il passé ?")
    assert relationship(lea) == 30
    lea.presses("5").hears("corrigé").hears("Qu’est-ce qui vous plaît ?")
    assert relationship(lea) == 60
    assert len(keys(lea)) == 1


def test_off_the_scale_is_asked_again_politely_then_let_be(lea: Chat) -> None:
    lea.says("12").hears("Une note de 1 à 5").says("0").ignores_what_was_said()
    lea.ends("no_score")
    assert not rows(lea)


def test_silence_before_a_rating_and_after_it(chat: Opens, book: Playbook) -> None:
    chat(book).opens().hears("content").waits(days=4).hears_nothing().ends("silent")
    chat(book).opens().hears("content").says("5").hears("plaît").waits(days=4).hears_nothing().ends("high")
    disappointed = chat(book).opens().hears("content").says("1").hears("passé").waits(days=4)
    disappointed.hears("Désolé, 1 sur 5. Rien")


def test_who_would_rather_not_say_why_is_not_pressed(lea: Chat) -> None:
    lea.says("super").hears("plaît").says("je ne sais pas").ignores_what_was_said()
    lea.ends("high")


def test_recovery_is_followed_until_it_is_solved(lea: Chat) -> None:
    lea.says("1, en panne").hears("Désolé")
    (key,) = keys(lea)
    assert lea.customer.feedback is not None
    assert lea.customer.feedback["recovering"] == key
    lea.waits(days=1).shop("x.again").hears("Est-ce réglé ?").says("2").hears("Nous reprenons")
    assert recovers(lea) == [(key, "low")]
    assert lea.customer.feedback["recovering"] == key
    lea.waits(days=1).shop("x.again").hears("Est-ce réglé ?").says("4").hears("Tant mieux")
    assert recovers(lea) == [(key, "high")]
    assert "recovering" not in lea.customer.feedback


def test_a_rating_told_by_the_shop_gets_its_level(lea: Chat) -> None:
    lea.ignores_what_was_said().shop("feedback.given", score=2, scale="nps")
    assert rows(lea) == [(2, "low", "")]
    assert relationship(lea) == 30
    lea.shop("feedback.given", level="high")
    assert not rows(lea)
    assert relationship(lea) == 40
