"""How fast a customer moves, beside the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.customer import JourneyState
from bot.playbook.compiled import Stage
from bot.rules.journey.pace import ENOUGH, Noted, Times, patience, ratio, usual, velocity

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
STAGES = (Stage(id="look", expected=3 * DAY), Stage(id="weigh", expected=5 * DAY), Stage(id="buy"))


def state(stage: str, since: int, gained: int = 0) -> JourneyState:
    return JourneyState(journey="j", stage=stage, since=AT + since * DAY, began=AT, gained=gained)


def test_the_author_is_believed_until_thirty_are_known() -> None:
    few, enough = Times(29, DAY, 9 * DAY), Times(30, DAY, 9 * DAY)
    assert patience("j", STAGES[0], {("j", "look"): few}) == 3 * DAY
    assert patience("j", STAGES[0], {("j", "look"): enough}) == 9 * DAY
    assert usual("j", STAGES[0], {("j", "look"): enough}) == DAY
    assert patience("j", STAGES[2], {}) is None


def test_velocity_is_stages_a_week() -> None:
    assert velocity(state("buy", 7, 2), AT + 14 * DAY) == 1.0
    assert velocity(state("look", 7, -1), AT + 7 * DAY) == -1.0
    assert velocity(state("buy", 0, 2), AT) == 14.0


def test_a_stage_that_lasts_has_nobody_stalled_before_its_author_s_time() -> None:
    """Who left soon had a problem, mostly: nine in ten of them within three weeks say nothing of who is content."""
    use = Stage(id="use", expected=365 * DAY, lasting=True)
    soon, late = Times(30, 10 * DAY, 21 * DAY), Times(30, 300 * DAY, 500 * DAY)
    assert patience("j", use, {("j", "use"): soon}) == 365 * DAY
    assert patience("j", use, {("j", "use"): late}) == 500 * DAY
    assert patience("j", use, {}) == 365 * DAY
    assert patience("j", Stage(id="use", expected=365 * DAY), {("j", "use"): soon}) == 21 * DAY
    assert usual("j", use, {("j", "use"): soon}) == 10 * DAY, "a median is one of those who left"


def test_the_ratio_is_to_what_the_stages_behind_usually_take() -> None:
    assert ratio(state("buy", 4, 2), STAGES, {}, AT + 90 * DAY) == 2.0
    assert ratio(state("buy", 4, 2), STAGES, {("j", "weigh"): Times(40, DAY, 2 * DAY)}, AT + 9 * DAY) == 1.0
    assert ratio(state("gone", 4, 2), STAGES, {}, AT + 9 * DAY) is None
    assert ratio(state("buy", 4, 1), (Stage(id="x"), Stage(id="buy")), {}, AT + 9 * DAY) is None


def test_the_ratio_counts_the_stages_since_the_journey_began() -> None:
    """Who began half-way, by an order that was imported, has not been through what lies before."""
    assert ratio(state("buy", 4, 1), STAGES, {}, AT + 9 * DAY) == 1.25
    assert ratio(state("buy", 4, 3), STAGES, {}, AT + 9 * DAY) == 2.0, "on a map that has fewer stages by now"


@pytest.mark.parametrize(
    ("stage", "since", "gained", "at", "told"),
    [
        ("look", 0, 0, 6 * DAY, None),  # moved nowhere yet
        ("look", 3, 0, 6 * DAY, None),  # on, and back again
        ("weigh", 3, -1, 6 * DAY, None),
        ("weigh", 0, 1, timedelta(minutes=1), None),  # a minute old
        ("weigh", 0, 1, DAY - timedelta(seconds=1), None),
        ("weigh", 0, 1, DAY, 3.0),  # as if the move had taken a day
        ("weigh", 2, 1, 2 * DAY, 1.5),
    ],
)
def test_the_ratio_waits_for_a_move_on_and_a_day(
    stage: str, since: int, gained: int, at: timedelta, told: float | None
) -> None:
    assert ratio(state(stage, since, gained), STAGES, {}, AT + at) == told


def test_only_times_that_decide_are_noted() -> None:
    few, many = Times(ENOUGH - 1, DAY, DAY), Times(ENOUGH, DAY, DAY)
    met: dict[tuple[str, str], Times] = {}
    noted = Noted({("j", "few"): few, ("j", "many"): many, ("j", "unseen"): many}, met)
    assert (noted.get(("j", "few")), noted.get(("j", "many")), noted.get(("j", "none"))) == (few, many, None)
    assert met == {("j", "many"): many}
    assert (len(noted), next(iter(noted))) == (3, ("j", "few"))
