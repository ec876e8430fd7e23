"""An address that was read back, set right."""

from __future__ import annotations

import pytest

from bot.understanding.values.address_corrections import with_number, with_street

LYON = "12 rue des Lilas, 69003 Lyon"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ah non attendez c'est 21 pas 12", "21"),
        ("le 21 au lieu du 12", "21"),
        ("it's 12 bis not 12", "12 bis"),
        ("21 instead of 12 please", "21"),
    ],
)
def test_another_number(text: str, number: str) -> None:
    assert with_number(text, LYON) == f"{number} rue des Lilas, 69003 Lyon"


@pytest.mark.parametrize("text", ["21 pas 14", "c'est 21", "pas 12", ""])
def test_a_number_that_is_not_in_it(text: str) -> None:
    assert with_number(text, LYON) is None


def test_another_street_in_the_same_town() -> None:
    assert with_street("18 rue Garibaldi", LYON, "FR") == "18 rue Garibaldi, 69003 Lyon"
    assert with_street("l'adresse c'est 18 rue Garibaldi", LYON, "FR") == "18 rue Garibaldi, 69003 Lyon"
    assert with_street("18 rue Garibaldi.", "12 rue des Lilas, Villeurbanne", "FR") == "18 rue Garibaldi, Villeurbanne"


@pytest.mark.parametrize("text", ["18", "18 sachets de huila", "18 rue Garibaldi, 69002 Lyon", "rue Garibaldi", ""])
def test_what_is_no_street_alone(text: str) -> None:
    assert with_street(text, LYON, "FR") is None
