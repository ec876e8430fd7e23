"""Moving along the journey on a flow's word."""

from __future__ import annotations

from datetime import UTC, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.engine.advance import new_customer
from bot.engine.journey.journeys import weigh_impulses
from bot.engine.journey.news import tell
from bot.engine.run import Run
from bot.model.customer import JourneyState
from bot.model.effects import RecordMove
from bot.model.events import ShopReported
from bot.playbook.compiled import JourneyMap, Playbook, Shelf, Stage
from bot.rules.journey.stages import Impulse
from tests.engine.chat import MONDAY, Opens, playbook

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
    assert any("de Renouvellement à Découverte (essai)" in row.words for row in lea.ledger)


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


@cache
def empty() -> Playbook:
    return playbook()


@st.composite
def heard(draw: st.DrawFn) -> tuple[JourneyMap, list[Impulse]]:
    """Any map, and what is heard of it in a turn."""
    names = [f"s{place}" for place in range(draw(st.integers(2, 6)))]
    stages = tuple(Stage(id=name, next=draw(st.none() | st.sampled_from(names))) for name in names)
    impulse = st.builds(
        Impulse,
        kind=st.sampled_from(["certain", "hint"]),
        stage=st.sampled_from(names),
        on=st.sampled_from("abc"),
        weight=st.integers(-4, 8).map(float),
    )
    return JourneyMap(id="j", title="j", stages=stages), draw(st.lists(impulse, max_size=7))


@settings(deadline=None)
@given(heard(), st.data())
def test_what_is_heard_in_a_turn_at_once_or_bit_by_bit_in_any_order_leads_to_one_place(
    known: tuple[JourneyMap, list[Impulse]], data: st.DataObject
) -> None:
    path, impulses = known
    shelf = Shelf(current=replace(empty(), journeys=(path,)))
    begin = JourneyState(journey="j", stage=path.stages[0].id, since=MONDAY.astimezone(UTC))
    customer = replace(new_customer("c", MONDAY.astimezone(UTC)), journeys=(begin,))
    event = ShopReported(id="e", at=MONDAY.astimezone(UTC) + timedelta(days=data.draw(st.integers(0, 30))), name="x.y")
    found = []
    for order in (impulses, data.draw(st.permutations(impulses))):
        run, left = Run(shelf, customer, event), list(order)
        while left:
            some = data.draw(st.integers(1, len(left)))
            weigh_impulses(run, [("j", one) for one in left[:some]])
            left = left[some:]
        tell(run)
        moves = [one for one in run.effects if isinstance(one, RecordMove)]
        assert len(moves) <= 1, "a turn is told of as one move"
        found.append((run.customer.journeys, [(one.left, one.stage, one.direction, one.cause) for one in moves]))
    assert found[0] == found[1]
