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


SIGNALS = """
journey: purchase
title: Achat
stages: [discovery, decision, renewal]
signals:
  - { on: x.b, moves: decision }
"""


def test_a_flow_has_the_last_word_and_what_it_wrote_stays(chat: Opens) -> None:
    flow = (
        "flow: sure\ntitle: Sûr\npurpose: service\nstarts: [{ event: x.b }]\nsteps:\n"
        "  - set: { journey.budget: '300' }\n  - move: { stage: renewal, cause: le dit }\n"
    )
    lea = chat(playbook(flow, journey=SIGNALS)).says("merci").hears("plaisir").shop("x.b")
    (state,) = lea.customer.journeys
    assert (state.stage, state.cause, state.facts) == ("renewal", "le dit", {"budget": "300"})
    assert [row.facts["stage"] for row in lea.ledger if row.kind == "moved"] == ["decision", "renewal"]


def test_a_flow_that_is_held_has_moved_nobody(chat: Opens) -> None:
    flow = (
        "flow: late\ntitle: Tard\npurpose: marketing\nstarts: [{ event: x.a }]\nsteps:\n"
        "  - move: { stage: renewal }\n  - say: Une offre !\n"
    )
    lea = chat(playbook(flow, journey=SIGNALS)).says("merci").hears("plaisir").shop("x.a").hears_nothing()
    lea.waits(hours=2).hears_nothing("consent")
    assert lea.customer.journeys[0].stage == "discovery"


def test_a_silence_of_hours_is_told_in_hours(chat: Opens) -> None:
    journey = SIGNALS + "  - { on: silence, after: 6 hours, in: [decision], moves: discovery }\n"
    lea = chat(playbook(journey=journey)).shop("x.b").waits(hours=7)
    assert lea.customer.journeys[0].cause == "6 heures de silence"
