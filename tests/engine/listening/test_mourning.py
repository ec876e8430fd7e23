"""Somebody near to the customer has died."""

from __future__ import annotations

from tests.engine.chat import Opens, playbook

ASKING = """
flow: asking
title: Du café
purpose: care
starts: [{ event: chat.opened }]
steps:
  - ask: "Du café ?"
    as: choice
    choices: [{ Oui: { stop: yes } }, { Non: { stop: no } }]
"""


def test_condolences_and_nothing_that_sells_for_a_while(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).opens().hears("Du café").says("mon mari est décédé")
    lea.hears("Toutes mes condoléances").ends("declined")
    (pause,) = lea.customer.pauses
    assert (pause.purpose, pause.cause) == ("marketing", "mourning")
    assert any("deuil" in why for why in lea.why())


def test_whoever_wants_the_number_erased_fills_in_no_form(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).opens().hears("Du café").says("mon mari est décédé").hears("Toutes mes condoléances")
    lea.waits(days=3).says("effacez son numéro s'il vous plaît").hears("l’équipe efface ce que nous avons gardé")
    assert lea.customer.opted_out_at is not None
    assert lea.customer.handover is not None
    assert (lea.customer.handover.reason, lea.customer.handover.priority) == ("erase_after_death", "high")


def test_said_at_once_with_the_death_it_is_both(chat: Opens) -> None:
    lea = chat(playbook(ASKING), language="en").opens().ignores_what_was_said()
    lea.says("this was my mum's phone, she died on sunday. please delete her number").hears("sorry for your loss")
    lea.hears("the team erases what we have kept")


def test_without_a_death_an_erasure_is_asked_as_usual(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).opens().ignores_what_was_said().says("effacez mon numéro").ignores_what_was_said()
    assert lea.customer.handover is None


def test_a_machine_that_died_is_a_repair(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).opens().hears("Du café").says("ma machine est morte").ignores_what_was_said()
    assert not lea.customer.pauses
