"""Where a customer is on a journey, from what speaks for its stages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bot.model.customer import Evidence, JourneyState
from bot.playbook.compiled import JourneyMap, Stage
from bot.rules.journey import stages
from bot.rules.journey.stages import Impulse, direction_at, is_ahead, next_silence, quiet_since, settle

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = ("look", "weigh", "choose", "own", "again")
PATH = JourneyMap(
    id="j",
    title="j",
    stages=(
        *(Stage(id=name) for name in NAMES[:3]),
        Stage(id="own", expected=30 * DAY),
        Stage(id="again", next="look"),
    ),
    half_life=10 * DAY,
)


def state(stage: str = "look", *evidence: Evidence, **more: Any) -> JourneyState:
    return JourneyState(journey="j", stage=stage, since=AT, evidence=evidence, **more)


def hint(stage: str, weight: float = 2.0, on: str = "answer.given", **more: Any) -> Impulse:
    return Impulse(kind="hint", stage=stage, weight=weight, on=on, **more)


def certain(stage: str, on: str = "order.confirmed", **more: Any) -> Impulse:
    return Impulse(kind="certain", stage=stage, on=on, **more)


def said(stage: str) -> Impulse:
    return Impulse(kind="said", stage=stage, on="as the flow says")


def after(begin: JourneyState, *turns: tuple[timedelta, list[Impulse]]) -> JourneyState:
    """Return the state after turns, each a while after the one before."""
    at = AT
    for pause, impulses in turns:
        at += pause
        begin = settle(PATH, begin, impulses, at).state
    return begin


def test_one_question_is_a_hint_and_two_are_enough() -> None:
    once = after(state(), (DAY, [hint("weigh")]))
    assert (once.stage, once.evidence) == ("look", (Evidence("weigh", "answer.given", 2.0, AT + DAY),))
    twice = after(once, (2 * DAY, [hint("weigh")]))
    assert (twice.stage, twice.direction, twice.since) == ("weigh", "advancing", AT + 2 * DAY)


def test_a_question_of_long_ago_has_faded() -> None:
    assert after(state(), (DAY, [hint("weigh")]), (30 * DAY, [hint("weigh")])).stage == "look"
    assert stages.faded(8.0, 20 * DAY, 10 * DAY) == 2.0


def test_the_way_back_takes_more_than_the_way_there() -> None:
    there = after(state(), (DAY, [hint("choose", 4)]))
    assert there.stage == "choose"
    assert after(there, (DAY, [hint("weigh", 4)])).stage == "choose"
    back = after(there, (DAY, [hint("weigh", 4)]), (timedelta(hours=1), [hint("weigh", 2.5)]))
    assert (back.stage, back.direction) == ("weigh", "receding")


def test_two_kinds_of_hint_in_turn_do_not_make_a_customer_flicker() -> None:
    turns = [(timedelta(hours=1), [hint(("weigh", "choose")[place % 2])]) for place in range(40)]
    at, here, places = AT, state(), []
    for pause, impulses in turns:
        at += pause
        here = settle(PATH, here, impulses, at).state
        places.append(here.stage)
    moves = sum(one != another for one, another in pairwise(places))
    assert moves == 1, places


def test_who_talks_a_lot_about_one_thing_can_still_move() -> None:
    talker = after(state(), *[(timedelta(minutes=1), [hint("weigh")])] * 50)
    assert after(talker, *[(timedelta(minutes=1), [hint("choose")])] * 5).stage == "choose"


def test_a_certain_event_moves_at_once_and_spends_what_spoke_for_other_stages() -> None:
    settled = settle(PATH, state("look", Evidence("weigh", "answer.given", 2.0, AT)), [certain("own")], AT + DAY)
    assert (settled.state.stage, settled.by[0].on) == ("own", "order.confirmed")
    assert [one.stage for one in settled.state.evidence] == ["own"]
    assert after(settled.state, (DAY, [hint("weigh", 5)])).stage == "own"


def test_of_certain_events_the_one_furthest_along_decides_and_what_a_flow_says_above_all() -> None:
    assert after(state(), (DAY, [certain("own"), certain("choose")])).stage == "own"
    assert after(state(), (DAY, [said("weigh"), certain("own"), said("choose")])).stage == "choose"


def test_some_signals_are_heard_in_some_stages_only() -> None:
    silence = certain("look", "silence", within=("weigh", "choose"))
    assert after(state("weigh"), (14 * DAY, [silence])).stage == "look"
    assert after(state("own"), (14 * DAY, [silence])).stage == "own"


def test_a_stage_of_another_map_is_not_heard() -> None:
    assert after(state(), (DAY, [certain("elsewhere")])) == state()
    assert not is_ahead(PATH, "look", "elsewhere")


def test_on_a_circle_the_shorter_way_round_tells_ahead_from_back() -> None:
    assert [name for name in NAMES[:4] if is_ahead(PATH, "again", name)] == ["look", "weigh", "choose"]
    assert [name for name in ("look", "weigh", "own", "again") if is_ahead(PATH, "choose", name)] == ["own", "again"]
    line = JourneyMap(id="l", title="l", stages=tuple(Stage(id=name) for name in NAMES))
    assert not is_ahead(line, "again", "look")


def test_a_direction_holds_for_as_long_as_the_stage_is_expected_to_last() -> None:
    moved = after(state(), (timedelta(), [certain("own")]))
    assert direction_at(PATH, moved, AT + 30 * DAY) == "advancing"
    assert direction_at(PATH, moved, AT + 31 * DAY) == "steady"
    assert direction_at(PATH, state("weigh", direction="receding"), AT + 9 * DAY) == "receding"
    assert direction_at(PATH, state("weigh", direction="receding"), AT + 11 * DAY) == "steady"
    assert direction_at(None, moved, AT + 99 * DAY) == "advancing"


def test_silence_counts_from_the_last_sign_of_life() -> None:
    seen = state("look", Evidence("weigh", "product.viewed", 1.0, AT + DAY))
    assert quiet_since(seen, None) == AT + DAY
    assert quiet_since(seen, AT + 2 * DAY) == AT + 2 * DAY
    assert quiet_since(state(), AT - DAY) == AT


def test_the_next_silence_is_the_soonest_and_a_full_one_is_looked_at_again() -> None:
    assert next_silence([14 * DAY, 7 * DAY], AT, AT + DAY) == AT + 7 * DAY
    assert next_silence([7 * DAY], AT, AT + 8 * DAY) == AT + 15 * DAY
    assert next_silence([], AT, AT) is None


IMPULSES = st.lists(
    st.builds(
        Impulse,
        kind=st.sampled_from(["certain", "hint"]),
        stage=st.sampled_from(NAMES),
        on=st.sampled_from(["a", "b", "c"]),
        weight=st.floats(-5, 9).map(lambda weight: round(weight, 1)),
        within=st.sampled_from([(), ("look",), ("weigh", "own")]),
    ),
    max_size=8,
)
STATES = st.builds(
    state,
    st.sampled_from(NAMES),
    st.builds(Evidence, st.sampled_from(NAMES), st.sampled_from("abc"), st.floats(0, 9), st.just(AT)),
)


@given(STATES, IMPULSES, st.randoms(use_true_random=False), st.integers(0, 60))
def test_the_order_of_impulses_within_a_turn_changes_nothing(
    begin: JourneyState, impulses: list[Impulse], chance: Any, days: int
) -> None:
    shuffled = list(impulses)
    chance.shuffle(shuffled)
    at = AT + days * DAY
    assert settle(PATH, begin, impulses, at) == settle(PATH, begin, shuffled, at)


@given(STATES, st.lists(IMPULSES, max_size=12))
def test_a_state_stays_small_on_its_map_and_is_the_same_when_it_is_read_back(
    begin: JourneyState, turns: list[list[Impulse]]
) -> None:
    here = after(begin, *((DAY, impulses) for impulses in turns))
    assert here.stage in NAMES
    assert len(here.evidence) <= stages.MOST_KEPT
    written = msgspec.json.encode(here)
    assert msgspec.json.decode(written, type=JourneyState) == here
    assert len(written) < 900


@given(STATES, IMPULSES)
def test_a_turn_that_comes_to_a_stage_has_a_reason(begin: JourneyState, impulses: list[Impulse]) -> None:
    settled = settle(PATH, begin, impulses, AT + DAY)
    assert bool(settled.by) == (settled.state.stage != begin.stage)
    assert all(one.stage == settled.state.stage for one in settled.by)


@st.composite
def maps(draw: st.DrawFn) -> JourneyMap:
    """Any map: a line, a circle, or one with a way back from its middle."""
    names = [f"s{place}" for place in range(draw(st.integers(1, 7)))]
    lasts = st.none() | st.integers(1, 40).map(lambda days: days * DAY)
    return JourneyMap(
        id="j",
        title="j",
        stages=tuple(
            Stage(id=name, expected=draw(lasts), next=draw(st.none() | st.sampled_from(names))) for name in names
        ),
        half_life=draw(st.integers(1, 30)) * DAY,
    )


@given(maps(), st.data())
def test_on_any_map_any_order_of_what_is_heard_gives_the_same_place_and_direction(path: JourneyMap, data: Any) -> None:
    names = st.sampled_from([stage.id for stage in path.stages])
    within = st.just(()) | st.lists(names, min_size=1, max_size=2).map(tuple)
    impulse = st.builds(
        Impulse,
        kind=st.sampled_from(["certain", "hint", "hint"]),
        stage=names | st.just("elsewhere"),
        on=st.sampled_from("abc"),
        weight=st.floats(-5, 9),
        within=within,
        rule=st.sampled_from(["", "here:1", "here:2"]),
    )
    here = other = state(data.draw(names))
    at = AT
    for _ in range(data.draw(st.integers(1, 6))):
        at += data.draw(st.integers(0, 20)) * DAY
        impulses = data.draw(st.lists(impulse, max_size=6))
        one, two = settle(path, here, impulses, at), settle(path, other, data.draw(st.permutations(impulses)), at)
        assert one == two
        assert direction_at(path, one.state, at + DAY) == direction_at(path, two.state, at + DAY)
        here, other = one.state, two.state
