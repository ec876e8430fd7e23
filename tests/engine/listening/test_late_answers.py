"""An answer that comes after its question has ended in silence."""

from __future__ import annotations

from tests.engine.chat import Chat, Opens, playbook

ASKING = """
flow: asking
title: Une question
purpose: service
starts: [{ event: chat.opened }]
expires: 2 days
steps:
  - id: first
    ask: "Du café, {{ customer.first_name | default: 'vous' }} ?"
    as: choice
    choices: [{ Un paquet: { go: second } }, { Plus besoin: { stop: no } }]
    silent: { stop: silent }
  - id: second
    rate: { scale: csat, ask: "Et la boutique ?", low: { stop: low }, silent: { stop: silent } }
  - say: "Merci bien."
"""
CART = """
flow: reminder
title: Panier
purpose: service
starts: [{ event: cart.abandoned }]
expires: 2 days
steps:
  - ask: "Votre panier de {{ cart.total | default: 0 }} ?"
    as: choice
    choices: [{ Finir: { stop: finish } }, { Non: { stop: no } }]
"""


def _silent(chat: Opens) -> Chat:
    return chat(playbook(ASKING)).opens().hears("Du café, vous ?").waits(days=4)


def test_a_bare_yes_puts_the_question_again_as_it_is_today(chat: Opens) -> None:
    lea = _silent(chat).says("oui").hears("ma question de l’autre jour", "Du café, vous ?")
    lea.says("un paquet").hears("Et la boutique ?")
    assert lea.customer.lapsed is None


def test_a_choice_and_an_opinion_are_taken(chat: Opens) -> None:
    lea = _silent(chat).says("plus besoin").ends("no")
    lea = _silent(chat).says("Un paquet").hears("Et la boutique ?").waits(days=6).says("4").hears("Merci bien")
    assert (lea.customer.feedback or {})["score"] == 4


def test_its_button_works_still(chat: Opens) -> None:
    _silent(chat).presses("Un paquet").hears("Et la boutique ?")


def test_after_anything_else_was_said_it_is_of_that(chat: Opens) -> None:
    lea = _silent(chat).staff_writes("Bonjour, c’est Paul.").staff_gives_back().ignores_what_was_said()
    lea.says("plus besoin").ignores_what_was_said()
    assert lea.customer.lapsed is not None


def test_after_a_month_it_is_over(chat: Opens) -> None:
    _silent(chat).waits(days=40).says("oui").hears("à quoi vous dites oui")


def test_a_yes_with_nothing_asked_is_answered_kindly(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).says("oui").hears("à quoi vous dites oui")
    assert lea.customer.not_understood == 0
    assert "understood: Le client dit oui sans question en cours. [late answer]" in lea.why()


def test_what_no_longer_holds_is_said(chat: Opens) -> None:
    lines = [{"name": "Huila", "quantity": 1, "price": 32}]
    lea = (
        chat(playbook(CART))
        .says("bonjour")
        .ignores_what_was_said()
        .shop("cart.abandoned", total=32, lines=lines)
        .hears("panier de 32")
        .waits(days=3)
    )
    lea.shop("cart.updated", total=0, lines=[]).says("oui").hears("n’est plus d’actualité")

    lea = (
        chat(playbook(CART))
        .says("bonjour")
        .ignores_what_was_said()
        .shop("cart.abandoned", total=32, lines=lines)
        .hears("panier de 32")
        .waits(days=3)
    )
    lea.shop("cart.updated", total=64, lines=[{**lines[0], "quantity": 2}]).says("oui").hears("panier de 64")
