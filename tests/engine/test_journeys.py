"""Moving along the journey on a flow's word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, playbook

Opens = Callable[..., Chat]
JOURNEY = """
journey: purchase
title: Achat
stages:
  - discovery: { expected: 3 days }
  - decision: { expected: 2 days }
  - renewal: { expected: 30 days, next: discovery }
"""


def moves(stage: str, event: str) -> str:
    return (
        f"flow: to_{stage}\ntitle: Vers\npurpose: service\nstarts: [{{ event: {event} }}]\n"
        f"steps:\n  - move: {{ stage: {stage}, cause: essai }}\n"
    )


@pytest.fixture(scope="module")
def path() -> Playbook:
    flows = [moves("discovery", "x.a"), moves("decision", "x.b"), moves("renewal", "x.c")]
    return playbook(*flows, journey=JOURNEY)


def test_a_customer_begins_at_the_first_stage(chat: Opens, path: Playbook) -> None:
    lea = chat(path).says("merci").hears("plaisir")
    assert [(state.journey, state.stage) for state in lea.customer.journeys] == [("purchase", "discovery")]


def test_forward_is_advancing_back_is_receding_and_a_circle_goes_on(chat: Opens, path: Playbook) -> None:
    lea = chat(path).says("merci").hears("plaisir").shop("x.b")
    assert (lea.customer.journeys[0].stage, lea.customer.journeys[0].direction) == ("decision", "advancing")
    lea.shop("x.a")
    assert lea.customer.journeys[0].direction == "receding"
    lea.shop("x.c").shop("x.a")
    assert (lea.customer.journeys[0].stage, lea.customer.journeys[0].direction) == ("discovery", "advancing")
    assert any("de renewal à discovery (essai)" in row.words for row in lea.ledger)


def test_a_stage_one_is_at_already_is_no_move(chat: Opens, path: Playbook) -> None:
    lea = chat(path).says("merci").hears("plaisir").shop("x.a")
    assert not any(row.kind == "moved" for row in lea.ledger)
