"""The tables that a rewording is held against."""

from __future__ import annotations

import pytest

from bot.rules.texts.plain_text import plain
from bot.understanding.faithful.faithful_words import EMPTY, LIMITS, NOES, OPENERS, PROMISES, is_left_alone


@pytest.mark.parametrize("table", [PROMISES, LIMITS], ids=["promises", "limits"])
def test_no_class_is_found_in_plain_courtesy(table: object) -> None:
    for said in (
        "Bonjour, avec plaisir !",
        "Hello, here you are.",
        "Merci à vous et à bientôt.",
        "Thank you, bye.",
    ):
        found = [name for name, pattern in table.items() if pattern.search(said)]  # type: ignore[attr-defined]
        assert not found, (said, found)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("C’est offert", "free"),
        ("money back", "refund"),
        ("garantie", "guarantee"),
        ("-10 % de remise", "discount"),
        ("Oui !", "yes"),
    ],
)
def test_a_promise_is_known_in_both_languages(said: str, name: str) -> None:
    assert PROMISES[name].search(said)


def test_noes_are_counted() -> None:
    assert len(NOES.findall("nous ne livrons pas, sans exception, et never on Sunday; we don't")) == 4


def test_the_tables_are_written_as_they_are_looked_for() -> None:
    assert all(plain(word) == word for word in EMPTY)
    assert all(len(word) >= 3 for word in EMPTY)
    assert "bonjour" in OPENERS and "chronopost" not in OPENERS


@pytest.mark.parametrize(
    "text",
    [
        "Le droit de rétractation",
        "Répondez STOP",
        "our terms and conditions",
        "vos données personnelles",
        "Récapitulatif",
    ],
)
def test_law_and_consent_are_left_alone(text: str) -> None:
    assert is_left_alone(text) and not is_left_alone("La livraison coûte 4,90 €.")
