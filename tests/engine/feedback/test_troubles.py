"""A trouble told where an opinion was asked for."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, playbook

CLAIM = """
flow: claim
title: Un souci
purpose: service
starts: [{ intent: problem }, { event: ticket.opened }]
examples: [ma machine fuit, my machine is leaking]
steps:
  - ask: "Nous allons arranger cela. Vous disiez « {{ event.said | default: 'rien' }} » : depuis quand ?"
    as: text
    save: since
  - stop: told
"""
OPINION = """
flow: opinion
title: Votre avis
purpose: service
starts: [{ event: order.delivered }]
steps:
  - rate:
      scale: csat
      about: order
      ask: "Êtes-vous content ? De 1 à 5."
      why: "Pourquoi ?"
      high: { go: high }
      middle: { go: high }
      low: { go: low }
  - id: high
    choose:
      - { if: feedback.trouble, then: { call: claim } }
      - { else: { say: "Merci pour ce {{ feedback.score }}." } }
  - stop: told
  - id: low
    say: Désolé.
  - stop: low
"""
CLAIMED, NOTHING = Reading(candidates=(Candidate("flow", "claim", 0.9),)), Reading(candidates=())


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(OPINION, CLAIM)


@pytest.fixture
def lea(chat: Opens, book: Playbook) -> Chat:
    return chat(book).says("merci").hears("plaisir").shop("order.delivered").hears("Êtes-vous content")


def test_a_good_rating_with_a_trouble_in_it_is_kept_and_the_trouble_looked_after(lea: Chat) -> None:
    lea.reads("4 mais elle fuit", CLAIMED).hears("Vous disiez « mais elle fuit »")
    assert lea.customer.feedback is not None
    assert (lea.customer.feedback["score"], lea.customer.feedback["comment"]) == (4, "mais elle fuit")


def test_a_trouble_told_as_the_reason_is_one(lea: Chat) -> None:
    lea.says("5").hears("Pourquoi").reads("elle fuit depuis hier", CLAIMED).hears(
        "Vous disiez « elle fuit depuis hier »"
    )


def test_what_is_plainly_broken_needs_no_likeness(lea: Chat) -> None:
    lea.reads("bien mais le bac est cassé", NOTHING).hears("le bac est casse")


def test_a_reason_is_read_before_it_is_kept(lea: Chat) -> None:
    lea.says("5").hears("Pourquoi").reads("le silence", NOTHING).hears("Merci pour ce 5.").ends("told")


def test_a_playbook_where_nobody_complains_reads_no_reason(chat: Opens) -> None:
    plain = OPINION.replace(
        "{ if: feedback.trouble, then: { call: claim } }", "{ if: feedback.trouble, then: { go: low } }"
    )
    lea = chat(playbook(plain)).says("merci").hears("plaisir").shop("order.delivered").hears("Êtes-vous content")
    lea.reads("4 mais elle fuit", CLAIMED).hears("Merci pour ce 4.")
