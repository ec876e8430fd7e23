"""A trouble that is told with the answer to a question of the bot's own accord."""

from __future__ import annotations

from tests.engine.chat import Chat, Opens, playbook

NEWS = """
flow: news
title: Nouvelles
purpose: service
starts: [{ event: order.shipped, after: 1 day }]
steps:
  - ask: "L’avez-vous reçu ?"
    as: yes_no
    save: received
  - say: "Parfait."
"""
CLAIMS = """
flow: claims
title: Réclamer
purpose: service
starts: [{ intent: claim }, { event: ticket.opened }]
examples: [c'est cassé, it broke]
steps:
  - ask: "Qu’est-ce qui ne va pas : {{ event.said | default: '' }} ?"
    as: text
    save: fault
"""


def _asked(chat: Opens) -> Chat:
    lea = chat(playbook(NEWS, CLAIMS)).says("bonjour").ignores_what_was_said()
    return lea.shop("order.shipped", number="A").waits(days=1, hours=1).hears("reçu ?")


def test_the_claim_begins_with_what_was_said(chat: Opens) -> None:
    lea = _asked(chat).says("oui mais le bac est fendu").hears("oui mais le bac est fendu")
    assert [one.flow for one in lea.customer.conversations] == ["claims"]


def test_an_answer_without_one_is_an_answer(chat: Opens) -> None:
    _asked(chat).says("oui, rien de cassé").hears("Parfait")


USE = """
flow: use
title: Conseils
purpose: care
starts: [{ event: order.delivered, after: 1 day }]
steps:
  - ask: "Comment coule le café ?"
    as: choice
    choices: [{ Très bien: { stop: fine } }, { Trop vite: { stop: fast } }]
"""


def test_asked_how_it_goes_a_trouble_says_more_than_the_choice_beside_it(chat: Opens) -> None:
    lea = chat(playbook(USE, CLAIMS)).says("bonjour").ignores_what_was_said()
    lea.shop("order.delivered", number="A").waits(days=1, hours=1).hears("Comment coule")
    lea.says("très bien mais le bac est fendu").hears("tres bien mais le bac est fendu")


def test_with_nothing_asked_who_has_bought_something_may_claim(chat: Opens) -> None:
    lea = chat(playbook(CLAIMS)).says("bonjour").ignores_what_was_said().shop("order.delivered", number="A")
    lea.says("le deuxième paquet était éventré, bravo").hears("le deuxieme paquet")


def test_who_gives_back_or_got_the_wrong_thing_claims_though_an_answer_is_like_it(chat: Opens) -> None:
    answers = "- { answer: decaf, question: Du déca ?, also: [vous avez du déca], say: Oui. }"
    lea = chat(playbook(CLAIMS, answers=answers)).says("bonjour").ignores_what_was_said()
    lea.shop("order.delivered", number="A").says("je veux rendre le moulin", means="answer:decaf").hears("rendre le")
    lea = chat(playbook(CLAIMS, answers=answers)).says("bonjour").ignores_what_was_said()
    lea.shop("order.delivered", number="A")
    lea.says("j'ai reçu du moulu au lieu de grains", means="answer:decaf").hears("moulu au lieu")
    lea = chat(playbook(CLAIMS, answers=answers)).says("bonjour").ignores_what_was_said()
    lea.shop("order.delivered", number="A").says("elle fuit, le déca", means="answer:decaf").hears("Oui.")


def test_a_newcomer_is_not_taken_for_a_customer(chat: Opens) -> None:
    lea = chat(playbook(CLAIMS)).says("mon vieux moulin est cassé").ignores_what_was_said()
    assert not lea.customer.conversations
