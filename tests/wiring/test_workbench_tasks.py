"""The heavy work on a playbook, as it is done for the console."""

from __future__ import annotations

from datetime import timedelta

from bot.playbook import build
from bot.playbook.version import fingerprint
from bot.web.workbench import Asked, Trial
from bot.wiring import workbench_tasks
from tests.studio.cafe import MONDAY, SOURCES

TESTS = """\
- test: Un café
  steps:
    - event: { cart.updated: { total: 20 } }
    - bot: { contains: "Bonjour" }
    - bot: { contains: "Plutôt doux" }
- test: Un autre
  steps:
    - event: { cart.updated: { total: 20 } }
    - bot: { contains: "Bonsoir" }
"""
BROKEN = {**SOURCES, "flows/conversations/coffee.yaml": "flow: coffee\nsteps: [ { go: nowhere } ]\n"}


def talked(*lines: str, channel: str = "telegram") -> Trial:
    asked = Asked(channel=channel, language="fr", began_at=MONDAY, lines=lines)
    trial = workbench_tasks.converse(SOURCES, asked)
    assert trial is not None
    return trial


def test_a_check_says_what_parcours_check_says() -> None:
    good, bad = workbench_tasks.check(SOURCES), workbench_tasks.check(BROKEN)
    assert (good.usable, good.version, good.faults) == (True, fingerprint(SOURCES), build(SOURCES).faults)
    assert ("coffee", "Choisir un café", "flows/conversations/coffee.yaml") in good.flows
    assert (bad.usable, bad.faults, bad.flows) == (False, build(BROKEN).faults, ())


def test_tests_tell_what_passed_what_failed_and_what_none_reaches() -> None:
    tested = workbench_tasks.test({**SOURCES, "flows/tests/coffee.yaml": TESTS})
    assert tested.passed == 1
    [failed] = tested.failed
    assert failed.name == "Un autre"
    assert any("Bonsoir" in words for _, words in failed.lines)
    assert 0 < tested.covered < 100
    assert any("flow" in missed or "reminder" in missed for missed in tested.missed)


def test_a_test_that_means_nothing_is_one_that_fails() -> None:
    wrong = TESTS.replace("- event: { cart.updated: { total: 20 } }", "- after: three potatoes", 1)
    assert workbench_tasks.test({**SOURCES, "flows/tests/coffee.yaml": wrong}).failed
    assert workbench_tasks.test(BROKEN).failed


def test_a_conversation_is_replayed_with_time_events_and_choices() -> None:
    trial = talked('/event cart.updated {"total": 20}', "Doux", "/wait 3 days")
    assert [(line.who, line.text) for line in trial.heard if line.who in {"shop", "customer"}] == [
        ("shop", "cart.updated"),
        ("customer", "Doux"),
    ]
    said = [line for line in trial.heard if line.who == "bot"]
    assert said[1].labels == ("Doux", "Corsé", "Je ne sais pas")
    assert said[-1].text == "Le Yirgacheffe est tout en douceur."
    assert trial.standing.now == MONDAY + timedelta(days=3)
    assert any(noted.kind == "started" for noted in trial.ledger)


def test_what_is_planned_and_where_it_stands_is_told() -> None:
    standing = talked('/event cart.updated {"total": 20}').standing
    assert (standing.flow, standing.step) == ("Choisir un café", "taste")
    assert any(abs(due - MONDAY - timedelta(days=1)) < timedelta(seconds=1) for due, _ in standing.planned)


def test_a_line_that_can_not_be_taken_is_refused_in_words() -> None:
    assert talked("/wait potatoes").refused
    assert talked("/reset").refused
    assert talked("/event").refused
    assert not talked("/wait 1 day").refused


def test_the_same_lines_give_the_same_conversation() -> None:
    lines = ('/event cart.updated {"total": 20}', "1", "/wait 1 day")
    assert talked(*lines) == talked(*lines)


def test_a_broken_playbook_is_not_talked_with() -> None:
    asked = Asked(channel="sms", language="", began_at=MONDAY, lines=())
    assert workbench_tasks.converse(BROKEN, asked) is None


def test_flows_are_drawn_and_their_differences() -> None:
    softer = {
        **SOURCES,
        "flows/conversations/coffee.yaml": SOURCES["flows/conversations/coffee.yaml"].replace("Sidamo", "Moka"),
    }
    assert "fd-changed" not in workbench_tasks.draw(SOURCES, "coffee", None, "fr")
    assert "fd-changed" in workbench_tasks.draw(softer, "coffee", SOURCES, "fr")
    assert workbench_tasks.draw(SOURCES, "nothing", SOURCES, "fr") == ""
