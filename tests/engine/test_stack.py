"""Conversations above each other."""

from __future__ import annotations

from msgspec.structs import replace

from bot.playbook.compiled import Call, Playbook
from tests.engine.chat import Opens, playbook

OUTER = """
flow: outer
title: Dehors
purpose: service
starts: [{ event: chat.opened }]
steps:
  - call: inner
  - say: "Retour : {{ conversation.outcome | default: '?' }}"
"""
INNER = """
flow: inner
title: Dedans
purpose: service
steps:
  - wait: { for: 1 hour }
  - ask: Alors ?
    as: yes_no
    save: x
  - stop: well
"""


def test_who_called_is_parked_with_the_one_it_called_and_comes_back_after(chat: Opens) -> None:
    lea = chat(playbook(OUTER, INNER)).opens().hears_nothing()
    assert lea.customer.conversations == ()
    assert [one.flow for one in lea.customer.parked] == ["outer", "inner"]
    lea.waits(hours=1).hears("Alors").says("oui").hears("Retour : well").ends("done")
    assert lea.customer.parked == ()


def test_a_call_that_expires_gives_its_outcome_too(chat: Opens) -> None:
    lea = chat(playbook(OUTER, INNER)).opens().waits(hours=1).hears("Alors").waits(days=3, hours=1)
    lea.hears("Retour : expired").ends("done")


def test_a_flow_that_calls_itself_for_ever_ends_with_a_person(chat: Opens) -> None:
    book = playbook(OUTER, INNER)
    outer = book.flows["outer"]
    calls = Call(id=outer.first, place=outer.place, flow="outer")
    lea = chat(replace(book, flows={"outer": replace(outer, steps={outer.first: calls})})).opens()
    lea.hears("de notre côté")
    assert lea.customer.handover is not None
    assert len(lea.customer.conversations) <= 9
    lea.staff_gives_back().ignores_what_was_said()
    assert lea.customer.conversations == ()


def test_asking_for_the_interrupted_conversation_comes_back_to_it(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("une dégustation", means="flow:tasting").hears("Thé")
    lea.says("passer ma commande", means="flow:coffee").ignores_what_was_said()
    assert [one.flow for one in lea.customer.conversations] == ["coffee"]
    assert lea.ends("left").said[-1].content.text.startswith("Revenons")


def test_one_that_was_called_comes_back_to_its_caller_though_its_flow_has_begun_by_itself_too(chat: Opens) -> None:
    inner = INNER.replace("purpose: service", "purpose: service\nstarts: [{ event: x.inner }]")
    outer = OUTER.replace("chat.opened", "x.outer")
    lea = chat(playbook(outer, inner)).says("merci").ignores_what_was_said().shop("x.inner").waits(minutes=30)
    lea.shop("x.outer").waits(hours=2).ignores_what_was_said()
    lea.says("oui").ignores_what_was_said().says("oui").ignores_what_was_said()
    assert any("Retour" in send.content.text for send in lea.said)
    assert (lea.customer.conversations, lea.customer.parked) == ((), ())
