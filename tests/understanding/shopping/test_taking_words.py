"""Words that take what is shown, and how many of it, without naming it."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.taking_words import count_after_all, pieces_pointed, takes_unnamed


@pytest.mark.parametrize(
    "text",
    [
        "je la prends",
        "je prends",
        "jpren",
        "bon tant pis je la prends quand même",
        "vous pouvez me la mettre de côté",
        "can you keep one aside for me",
        "ok je le prends !",
        "je la commande",
        "I'll take it",
        "order it please",
        "celle-là",
        "jla prends",
        "ok jla prend",
        "jle prends",
        "jl prend",
    ],
)
def test_words_that_only_point(text: str) -> None:
    assert takes_unnamed(text)


@pytest.mark.parametrize("text", ["je prends la brio", "je ne la prends pas", "je la rends", "I'll take the train", ""])
def test_words_that_name_or_refuse(text: str) -> None:
    assert not takes_unnamed(text)


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "j'en veux 3", 3),
        ("fr", "ok je vais en prendre deux svp", 2),
        ("fr", "mettez-m'en 4", 4),
        ("fr", "oui, deux flacons", 2),
        ("fr", "mettez-m'en trois bouteilles svp", 3),
        ("en", "two bottles please", 2),
        ("en", "I'll take two of them please", 2),
        ("en", "sounds great, I will have 2", 2),
        ("fr", "très bien, mettez-m'en 3", 3),
        ("en", "give me 3", 3),
        ("fr", "j'en veux encore", None),
        ("en", "I want coffee", None),
        ("en", "I want 0", None),
    ],
)
def test_so_many_of_what_is_shown(language: str, text: str, count: int | None) -> None:
    assert pieces_pointed(text, language) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("mettez-m'en deux paquets", 2),
        ("oui, mettez-en trois finalement", 3),
        ("mettez-la plutôt en deux exemplaires", 2),
        ("deux sachets svp", 2),
        ("oui, 3 paquets", 3),
        ("yes but make it two bags this time", 2),
        ("two bags please", 2),
        ("j'en prendrais 4", 4),
        ("deux", None),
        ("deux kilos", None),
        ("I want coffee", None),
        ("make it quick", None),
    ],
)
def test_how_many_are_taken_of_what_is_proposed(text: str, count: int | None) -> None:
    found = [pieces_pointed(text, one) for one in ("fr", "en")]
    assert max((one for one in found if one is not None), default=None) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "oui, deux", 2),
        ("fr", "finalement 3", 3),
        ("fr", "3 finalement", 3),
        ("en", "yes, two please", 2),
        ("fr", "oui", None),
        ("fr", "3", None),
        ("fr", "oui la deux", None),
        ("en", "yes please", None),
    ],
)
def test_how_many_after_all(language: str, text: str, count: int | None) -> None:
    assert count_after_all(text, language) == count
