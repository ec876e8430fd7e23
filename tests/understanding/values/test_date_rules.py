"""Each rule reads what it was written for, and some rule reads each way."""

from datetime import date

import pytest

from bot.understanding.values.date_rules import RULES, STRETCH

TODAY = date(2026, 3, 4)
EXAMPLES = [
    "2026-03-17",
    "12/03",
    "3 avril 2027",
    "april 3",
    "vendredi 6",
    "apres demain",
    "demain",
    "avant hier",
    "hier",
    "aujourd'hui",
    "il y a 3 jours",
    "3 days ago",
    "in a fortnight",
    "dans 3 jours",
    "dans 15",
    "3 days from now",
    "lundi en 8",
    "lundi en quinze",
    "tuesday next week",
    "last monday",
    "mardi prochain",
    "le 12",
    "3rd",
    "noel",
    "new year's day",
    "saint valentin",
    "la veille de noel",
    "boxing day",
    "new year's eve",
    "fete du travail",
    "bastille day",
    "assomption",
    "toussaint",
    "armistice",
]


@pytest.mark.parametrize("place", range(len(RULES)))
def test_each_rule_reads_one_of_the_examples(place: int) -> None:
    pattern, means = RULES[place]
    found = [match for text in EXAMPLES if (match := pattern.search(text))]
    assert found, pattern.pattern
    assert any(isinstance(means(match, TODAY), date) for match in found)


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_example_is_read_by_a_rule(text: str) -> None:
    assert any(pattern.search(text) for pattern, _ in RULES)


@pytest.mark.parametrize("text", ["ce week-end", "next month", "debut avril", "bientot"])
def test_a_stretch_of_time_is_no_day(text: str) -> None:
    assert STRETCH.search(text)
    assert not any(pattern.search(text) for pattern, _ in RULES)
