"""They have no score to give."""

from __future__ import annotations

from tests.engine.chat import Chat, Opens, playbook

OPINION = """
flow: opinion
title: Avis
purpose: service
starts: [{ event: chat.opened }]
steps:
  - rate: { scale: csat, ask: "Et la commande ?", low: { stop: low }, otherwise: { go: none } }
  - stop: done
  - id: none
    say: "Ce n’est rien."
"""
ANSWERS = """
- answer: parcel
  question: Où est mon colis ?
  also: [pas encore reçu, where is my parcel]
  say: "Le suivi est dans le message."
"""


def test_the_question_takes_its_way_out_at_once(chat: Opens) -> None:
    lea = chat(playbook(OPINION)).opens().hears("Et la commande").says("je l'ai pas encore essayée")
    lea.hears("Ce n’est rien")
    assert any("n’a pas de note à donner" in why for why in lea.why())


def test_what_was_not_received_is_no_matter_of_opinion(chat: Opens) -> None:
    lea = chat(playbook(OPINION, answers=ANSWERS)).opens().hears("Et la commande")
    lea.says("pas encore reçu", means="answer:parcel").hears("Le suivi")
    assert not lea.customer.conversations


def test_a_yes_or_a_no_is_asked_in_figures(chat: Opens) -> None:
    lea = (
        chat(playbook(OPINION))
        .opens()
        .hears("Et la commande")
        .says("oui")
        .hears("Il me manque juste la note, de 1 à 5")
    )
    lea.says("non").hears("Ce n’est rien")


USE = """
flow: use
title: Conseils
purpose: care
starts: [{ event: order.delivered, after: 1 day }]
steps:
  - ask: "Comment coule le café ?"
    as: choice
    choices: [{ Bien: { stop: fine } }, { Encore dans le carton: { go: later } }]
  - id: later
    say: "Rien ne presse."
"""


def _asked_of_its_use(chat: Opens) -> Chat:
    lea = chat(playbook(USE)).says("bonjour").ignores_what_was_said()
    return lea.shop("order.delivered", number="A").waits(days=1, hours=1).hears("Comment coule")


def test_of_its_use_the_choice_that_says_so_is_taken(chat: Opens) -> None:
    _asked_of_its_use(chat).says("je l'ai pas encore déballée").hears("Rien ne presse")


def test_what_somebody_else_has_is_asked_about_no_more(chat: Opens) -> None:
    lea = _asked_of_its_use(chat).says("je l'ai donnée à ma fille").hears("je ne vous en parle plus")
    assert not lea.customer.conversations


def test_what_somebody_else_has_now_is_asked_about_no_more(chat: Opens) -> None:
    opinion = OPINION.replace("event: chat.opened", "event: order.delivered, after: 10 days").replace("service", "care")
    lea = chat(playbook(USE, opinion)).says("bonjour").ignores_what_was_said()
    lea.shop("order.delivered", number="A").waits(days=1, hours=1).hears("Comment coule")
    lea.says("je l'ai donnée à ma fille").hears("je ne vous en parle plus")
    assert not lea.customer.planned
