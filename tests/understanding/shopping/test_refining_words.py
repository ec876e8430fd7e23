"""Words that want what was listed otherwise, and say nothing besides."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.comparison_words import CriteriaWords
from bot.understanding.shopping.refining_words import drops, has_with, refines
from tests.understanding.shop import shop

WORDS = CriteriaWords(["price", *(one.id for one in shop().criteria)], shop().criteria)
BESIDE = ("machine", "dB", "l", "litres", "bar")


@pytest.mark.parametrize(
    "text",
    [
        "et à moins de 400 ?",
        "anything cheaper?",
        "vous avez quoi de moins cher ?",
        "il y a moins cher dans le même genre ?",
        "plus silencieuse ?",
        "et avec un réservoir de plus de 2 litres ?",
        "what about one with a tank bigger than 2 litres and under 450",
        "anything similar for less",
        "do you have anything like it but quiet?",
        "only the ones below 450",
    ],
)
def test_what_was_listed_is_wanted_otherwise(text: str) -> None:
    assert refines(text, WORDS, BESIDE)


@pytest.mark.parametrize(
    "text",
    [
        "elle est silencieuse ?",  # of the one that is shown
        "which one is quieter?",
        "la plus silencieuse ?",
        "c'est moins cher sur amazon",
        "et la livraison à moins de 5 euros ?",
        "thanks, I'll think about it",
        "j'ai une machine silencieuse",
        "",
        "moins cher " * 20,
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not refines(text, WORDS, BESIDE)


def test_saying_what_it_is_to_have() -> None:
    assert has_with("et avec un mousseur ?") and has_with("one that does cappuccinos")
    assert not has_with("et le bruit ?")


@pytest.mark.parametrize(
    "text", ["drop the filter one", "pas celle à filtre", "et sans la presto", "non pas de filtre"]
)
def test_leaving_one_out(text: str) -> None:
    assert drops(text)


@pytest.mark.parametrize("text", ["pas trop chère", "je la prends", "c'est pas mal", ""])
def test_leaving_none_out(text: str) -> None:
    assert not drops(text)
