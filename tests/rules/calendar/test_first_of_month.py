"""The first of a month in French."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date

from bot.rules.calendar.first_of_month import as_said


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("EEEE d MMMM", "mardi 1er décembre"),
        ("EEE d MMM", "mar. 1er déc."),
        ("d MMMM y", "1er décembre 2026"),
        ("'le' d MMMM", "le 1er décembre"),
        ("dd/MM/y", "01/12/2026"),
        ("dd MMMM", "01 décembre"),
        ("EEEE", "mardi"),
    ],
)
def test_it_is_the_first_before_a_month_in_letters(pattern: str, said: str) -> None:
    assert format_date(date(2026, 12, 1), as_said(pattern, 1, "fr"), locale="fr") == said


def test_other_days_and_other_languages_stay() -> None:
    assert as_said("d MMMM", 2, "fr") == as_said("d MMMM", 21, "fr-FR") == as_said("d MMMM", 1, "en") == "d MMMM"
