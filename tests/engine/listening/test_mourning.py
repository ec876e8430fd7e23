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


def test_a_machine_that_died_is_a_repair(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).opens().hears("Du café").says("ma machine est morte").ignores_what_was_said()
    assert not lea.customer.pauses
