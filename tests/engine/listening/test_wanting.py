"""Beginning the conversation that a customer asks for."""

from __future__ import annotations

from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens, playbook
from tests.engine.shop import COFFEE, TASTING


def test_what_is_wanted_begins_above_what_is_talked_of(chat: Opens) -> None:
    lea = chat(playbook(COFFEE, TASTING)).opens().ignores_what_was_said()
    lea.says("une dégustation", means="flow:tasting").hears("Thé")
    assert [one.flow for one in lea.customer.conversations] == ["coffee", "tasting"]
    wanted = next(row for row in lea.ledger if row.facts.get("wanted") == "tasting")
    assert wanted.rule.startswith("flows/")


def test_the_wanted_flow_that_is_running_gets_its_question_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("je veux du café", means="flow:coffee").hears("Revenons")
    assert len(lea.customer.conversations) == 1


def test_a_flow_may_replace_what_it_comes_over(chat: Opens) -> None:
    replacing = TASTING.replace("purpose: service", "purpose: service\nwhen_interrupting: replace")
    lea = chat(playbook(COFFEE, replacing)).opens().ignores_what_was_said()
    lea.says("une dégustation", means="flow:tasting").hears("Thé").ends("replaced")
    lea.says("thé").hears_nothing().ends("tea")


HEARS = """
flow: taste
title: Un goût
purpose: service
starts: [{ intent: taste }]
examples: [quel goût]
steps:
  - id: cup
    if: customer.cup == nil or event.answers contains "cup"
    ask: Dans la tasse ?
    as: choice
    choices:
      - { label: Doux, hears: [doux], do: [{ set: { customer.cup: mild } }] }
      - { label: Corsé, hears: [corsé], do: [{ set: { customer.cup: strong } }] }
  - say: "Goût : {{ customer.cup | default: '' }}."
  - stop: done
"""


def test_what_the_first_words_answer_goes_before_what_is_known(chat: Opens) -> None:
    lea = chat(playbook(HEARS))
    lea.says("plutôt corsé pour moi", means="flow:taste").hears("strong")
    lea.says("un goût doux cette fois", means="flow:taste").hears("mild")
    lea.says("dites moi le mien", means="flow:taste").hears("mild")
