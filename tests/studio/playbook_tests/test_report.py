"""Test results as a person reads them."""

from bot.studio.playbook_tests.coverage import Coverage, measure, watch
from bot.studio.playbook_tests.report import coverage_lines, result_lines, summary_lines, transcript_lines
from bot.studio.playbook_tests.running import Result, run
from bot.studio.playbook_tests.scripts import read_scripts
from tests.studio.cafe import playbook, reads

BAD = """\
test: Un café
customer: { first_name: Léa, language: fr }
steps:
  - customer: je cherche un café
  - bot: { contains: Bonsoir }
  - bot: anything
"""


def result_of(text: str) -> Result:
    (script,) = read_scripts({"flows/tests/a.yaml": text})
    return run(script, playbook(), reads)


def test_a_test_that_passes_is_one_line() -> None:
    good = result_of(BAD.replace("Bonsoir", "Bonjour"))
    assert list(result_lines(good, in_full=False)) == [("good", "✓ Un café")]
    assert len(list(result_lines(good, in_full=True))) > 3


def test_a_test_that_fails_shows_expected_and_heard_one_above_the_other() -> None:
    assert list(result_lines(result_of(BAD), in_full=False)) == [
        ("bad", "✗ Un café  (flows/tests/a.yaml:1:1)"),
        ("dim", "     — Monday 2026-03-02 —"),
        ("plain", "   10:00  customer je cherche un café"),
        ("good", " ✗       expected  contains “Bonsoir”"),
        ("bad", "         heard     “Bonjour Léa !”"),
        ("bad", "         because   the text"),
        ("dim", "                   flows/tests/a.yaml:5:5"),
        ("plain", "   10:00  bot      Plutôt doux ou corsé ? [Doux] [Corsé] [Je ne sais pas]"),
        ("plain", ""),
    ]


def test_long_texts_are_folded_under_their_speaker() -> None:
    text = BAD.replace("Bonsoir", "Bonjour").replace("je cherche un café", "bonjour " * 30)
    lines = [line for _, line in transcript_lines(result_of(text).entries)]
    assert all(len(line) <= 100 for line in lines)
    assert lines[1].startswith("   10:00  customer bonjour")
    assert lines[2].startswith(" " * 19 + "bonjour")


def test_the_summary_counts() -> None:
    good, bad = result_of(BAD.replace("Bonsoir", "Bonjour")), result_of(BAD)
    assert list(summary_lines([good])) == [("good", "1 test: 1 passed")]
    assert list(summary_lines([good, bad, bad])) == [("bad", "3 tests: 1 passed, 2 failed")]
    assert list(summary_lines([])) == [("plain", "no tests: flows/tests/ holds none")]


def test_what_is_not_reached_is_listed_with_its_place() -> None:
    _, prints = watch(playbook())
    head, *rest = (line for _, line in coverage_lines(measure(playbook(), prints)))
    assert head == "reached 0 of 15 steps, 0 of 5 branches: 0 %"
    assert "  not reached  flows/conversations/coffee.yaml:11:5: coffee, step taste" in rest
    assert "  not reached  flows/conversations/coffee.yaml:11:5: coffee, branch Doux" in rest
    assert list(coverage_lines(Coverage(1, 1))) == [("plain", "reached 1 of 1 step, 1 of 1 branch: 100 %")]
