"""What customers answer to a proposal, in both languages."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Criterion
from bot.understanding.shopping.comparison_words import CriteriaWords
from bot.understanding.shopping.recommendation_words import Answer, asks_for_another, read_answer

KNOWN = (
    Criterion(id="bruit", unit="dB", better="lower", words=("silencieuse", "quiet"), also=("noise",)),
    Criterion(id="largeur", unit="cm", better="lower", words=("compacte",)),
    Criterion(id="réservoir", unit="l", better="higher", words=("grand réservoir",)),
    Criterion(id="mousseur"),
)
WORDS = CriteriaWords(["price", *(one.id for one in KNOWN)], KNOWN)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ya koi dotre", Answer("another")),
        ("autre chose", Answer("another")),
        ("Autre chose ?", Answer("another")),
        ("une autre", Answer("another")),
        ("pas celle-là", Answer("another")),
        ("something else", Answer("another")),
        ("another one please", None),
        ("moins cher", Answer("cheaper")),
        ("vous n'avez pas moins cher ?", Answer("cheaper")),
        ("c'est trop cher", Answer("cheaper")),
        ("moins encore", Answer("cheaper")),
        ("too expensive", Answer("cheaper")),
        ("something cheaper?", Answer("cheaper")),
        ("non merci", Answer("none")),
        ("No thanks", Answer("none")),
        ("je la prends", Answer("take")),
        ("I'll take it", Answer("take")),
        ("plus silencieuse", Answer("better", "bruit", "lower")),
        ("vous avez plus silencieuse ?", Answer("better", "bruit", "lower")),
        ("something more quiet", Answer("better", "bruit", "lower")),
        ("plus grand", Answer("better", "réservoir", "higher")),
        ("une plus grande", Answer("better", "réservoir", "higher")),
        ("bigger", Answer("better", "réservoir", "higher")),
        ("smaller please", Answer("better", "largeur", "lower")),
        ("elle est silencieuse", None),
        ("c'est livré quand", None),
        ("avec mousseur", None),
    ],
)
def test_it_is_read(text: str, answer: Answer | None) -> None:
    assert read_answer(text, WORDS, KNOWN) == answer


def test_nothing_has_a_size() -> None:
    assert read_answer("plus grand", WORDS, KNOWN[:1]) is None


@pytest.mark.parametrize(
    ("text", "another"), [("ya koi dotre", True), ("something else?", True), ("autre chose pour le thé", False)]
)
def test_nothing_but_another_is_wanted(text: str, *, another: bool) -> None:
    assert asks_for_another(text) is another
