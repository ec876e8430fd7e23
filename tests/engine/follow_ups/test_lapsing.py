"""Questions that ended in silence are kept as they stood."""

from __future__ import annotations

from tests.engine.chat import Opens, playbook

ASKING = """
flow: asking
title: Une question
purpose: service
starts: [{ event: chat.opened }]
expires: 2 days
steps:
  - id: first
    ask: "Du café ?"
    as: choice
    choices: [{ Oui: { go: second } }, { Non: { stop: no } }]
    silent: { stop: silent }
  - id: second
    ask: "Combien ?"
    as: number
    save: packs
    silent: { go: person }
  - stop: done
  - id: person
    hand_over: { team: magasin, reason: silence }
"""


def test_the_question_that_ended_in_silence_is_kept(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).opens().hears("Du café").waits(days=3)
    late = lea.customer.lapsed
    assert late is not None
    assert (late.flow, late.step) == ("asking", "first")
    assert late.waiting is not None
    assert not late.waiting.timers


def test_where_silence_leads_on_nothing_lapsed(chat: Opens) -> None:
    lea = chat(playbook(ASKING)).opens().hears("Du café").says("oui").hears("Combien").waits(days=2, minutes=1)
    lea.ignores_what_was_said()
    assert lea.customer.handover is not None
    assert lea.customer.lapsed is None
