"""Which of what is ordered a note is said of."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.notes_shared import Share, is_only_counting, notes_shared

PHRASES = {"moulu": ("moulu pour filtre", "ground for filter"), "grains": ("en grains", "whole bean", "whole beans")}


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("1 kg de Huila moulu pour filtre", [("moulu", None, False)]),
        ("un moulu pour filtre et un en grains", [("moulu", 1, False), ("grains", 1, False)]),
        (
            "2 paquets de huila 250 g, un moulu pour filtre, l'autre en grains",
            [("moulu", 1, False), ("grains", None, True)],
        ),
        ("trois moulus pour filtre et le reste en grains", [("moulu", 3, False), ("grains", None, True)]),
        ("one ground for filter and two whole bean", [("moulu", 1, False), ("grains", 2, False)]),
        ("one ground for filter, the other whole beans", [("moulu", 1, False), ("grains", None, True)]),
        ("le premier en grains", [("grains", 1, False)]),
        ("pas en grains, moulu pour filtre", [("moulu", None, False)]),
        ("oui", []),
    ],
)
def test_how_many_of_them(text: str, shares: list[tuple[str, int | None, bool]]) -> None:
    found = notes_shared(text, frozenset(PHRASES), PHRASES)
    assert [(one.note, one.count, one.rest) for one in found] == shares


def test_the_words_before_it_may_name_a_line() -> None:
    said = "le Huila moulu pour filtre et le Yirga en grains"
    assert notes_shared(said, frozenset(PHRASES), PHRASES) == (
        Share("moulu", words="le huila"),
        Share("grains", words="le yirga"),
    )


def test_the_other_names_nothing_that_is_sold() -> None:
    assert is_only_counting("l'autre")
    assert is_only_counting("and the rest")
    assert not is_only_counting("du café")


LOAF = {"cut": ("tranche", "tranches", "sliced"), "moulu": PHRASES["moulu"], "grains": PHRASES["grains"]}


@pytest.mark.parametrize(
    ("text", "words", "of_one"),
    [
        ("deux baguettes et un pain tranché", "un pain", True),
        ("two baguettes and a sliced loaf", "a loaf", True),
        ("2 huila 1 yirga moulu pour filtre", "1 yirga", True),
        ("un huila et un yirga moulus pour filtre", "un yirga", False),  # of both: it has an s
        ("a huila and a yirga ground for filter", "a yirga", False),
    ],
)
def test_which_good_it_stands_at(text: str, words: str, of_one: bool) -> None:
    [found] = notes_shared(text, frozenset(LOAF), LOAF)
    assert (found.words, found.of_one) == (words, of_one)
    assert found.listed
