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
