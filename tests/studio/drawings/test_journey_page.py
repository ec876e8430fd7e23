"""The page on journeys, as a playbook of its own: every construct that it shows, played with a clock."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.playbook import build
from bot.playbook.compiled import JourneyMap, Playbook
from bot.playbook.source.files import read_folder
from bot.studio.playbook_tests.running import run
from bot.studio.playbook_tests.scripts import read_scripts
from bot.understanding.questions.matcher import Matcher

SOURCES = read_folder(Path(__file__).parents[2] / "data" / "playbooks" / "page")
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def page() -> Playbook:
    checked = build(SOURCES)
    assert checked.playbook is not None, checked.faults
    return checked.playbook


@pytest.fixture(scope="module")
def path(page: Playbook) -> JourneyMap:
    return next(one for one in page.journeys if one.id == "purchase")


def test_a_customer_hesitates_is_silent_comes_back_and_buys(page: Playbook) -> None:
    (script,) = read_scripts(SOURCES)
    assert [str(failure) for failure in run(script, page, Matcher(page).read).failures] == []


def test_the_page_has_stages_with_all_that_they_may_say(path: JourneyMap) -> None:
    assert all(stage.title and stage.expected and stage.goal for stage in path.stages)
    assert [stage.next for stage in path.stages if stage.next] == ["discovery"]
    assert path.condition is not None
    assert path.half_life == 10 * DAY


def test_the_page_has_hints_with_a_condition_certain_events_and_a_silence(path: JourneyMap) -> None:
    hint = next(one for one in path.signals if not one.certain)
    assert (hint.on, hint.stage, hint.weight, hint.condition is not None) == ("answer.given", "comparison", 2, True)
    assert {one.on for one in path.signals if one.certain} >= {"order.confirmed", "order.returned"}
    (silence,) = path.silences
    assert (silence.after, silence.within, silence.stage) == (14 * DAY, ("comparison", "decision"), "discovery")


def test_the_page_has_moments_that_move_pause_and_start(page: Playbook, path: JourneyMap) -> None:
    changes = {(one.on, one.change) for one in path.moments}
    assert changes == {
        ("order.returned", -15),
        ("feedback.given", -20),
        ("feedback.given", 10),
        ("handover.waited", -5),
    }
    assert [(one.pause.purpose, one.pause.lasts) for one in path.moments if one.pause] == [("marketing", 30 * DAY)]
    assert [one.flow for one in page.follow_ups["feedback.given"]] == ["recovery"]


def test_the_page_has_follow_ups_with_all_their_keys(page: Playbook) -> None:
    (cart,), (delivered,), (due,) = (
        page.follow_ups[name] for name in ("cart.abandoned", "order.delivered", "renewal.due")
    )
    assert (cart.after, cart.unless, cart.priority) == (timedelta(hours=3), ("order.confirmed", "customer.replied"), 60)
    assert [(cap.times, cap.within) for cap in cart.at_most] == [(2, 30 * DAY)]
    assert (delivered.after, delivered.at) == (14 * DAY, "18:00")
    assert due.before == 10 * DAY


def test_the_page_has_touchpoints(path: JourneyMap) -> None:
    assert path.source["touchpoints"] == {"discovery": {"in": ["telegram", "sms", "web"], "out": ["telegram"]}}
