"""How fast a customer moves, beside the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.customer import JourneyState
from bot.playbook.compiled import Stage
from bot.rules.pace import ENOUGH, Noted, Times, patience, ratio, usual, velocity

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


def test_the_ratio_is_to_what_the_stages_behind_usually_take() -> None:
    assert ratio(state("buy", 4, 2), STAGES, {}, AT + 90 * DAY) == 2.0
    assert ratio(state("buy", 4, 2), STAGES, {("j", "weigh"): Times(40, DAY, 2 * DAY)}, AT) == 1.0
    assert ratio(state("look", 0), STAGES, {}, AT + 6 * DAY) == 0.5
    assert ratio(state("gone", 0), STAGES, {}, AT) is None
    assert ratio(state("buy", 4), (Stage(id="x"), Stage(id="buy")), {}, AT) is None


def test_only_times_that_decide_are_noted() -> None:
    few, many = Times(ENOUGH - 1, DAY, DAY), Times(ENOUGH, DAY, DAY)
    met: dict[tuple[str, str], Times] = {}
    noted = Noted({("j", "few"): few, ("j", "many"): many, ("j", "unseen"): many}, met)
    assert (noted.get(("j", "few")), noted.get(("j", "many")), noted.get(("j", "none"))) == (few, many, None)
    assert met == {("j", "many"): many}
    assert (len(noted), next(iter(noted))) == (3, ("j", "few"))
