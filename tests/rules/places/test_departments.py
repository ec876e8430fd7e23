"""Where a French postcode is, roughly."""

from __future__ import annotations

import pytest

from bot.rules.places.departments import PREFECTURES, department_of, place_of


def test_every_department_of_the_mainland_and_corsica_is_there_and_in_france() -> None:
    assert len(PREFECTURES) == 96
    assert all(41.3 < lat < 51.1 and -5.2 < lon < 9.6 for lat, lon in PREFECTURES.values())
    assert len(set(PREFECTURES.values())) == 96


@pytest.mark.parametrize(
    ("postcode", "department"),
    [
        ("74960", "74"),
        ("69 002", "69"),
        ("01000", "01"),
        ("20000", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("20600", "2B"),
    ],
)
def test_a_postcode_tells_its_department(postcode: str, department: str) -> None:
    assert department_of(postcode) == department
    assert place_of(postcode) == PREFECTURES[department]


@pytest.mark.parametrize("postcode", ["", "1000", "97400", "98000", "B-1000", "SW1A 1AA", "٧٤٠٠٠", "00100"])
def test_what_is_none_of_them_is_nowhere(postcode: str) -> None:
    assert department_of(postcode) is None
    assert place_of(postcode) is None
