"""What is said with a yes to "the same again?", or in its place."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.agreeing import (
    after_a_yes,
    another_size,
    beside_a_yes,
    says_otherwise,
    so_many,
    takes_half,
)

NOTES = {"moulu": ("moulu pour filtre", "ground for filter")}


@pytest.mark.parametrize(
    "text",
    [
        "oui",
        "Oui merci beaucoup",
        "ok comme d'habitude",
        "oui allez-y",
        "je prends le même",
        "yes please",
        "go on then",
        "yes, you're a star",
    ],
)
def test_a_plain_yes_has_nothing_beside_it(text: str) -> None:
    assert beside_a_yes(text) == ""


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("oui mais plutôt le déca", "mais plutot le deca"),
        ("yes but deliver it to my home", "but deliver it to my home"),
        ("non merci", None),
        ("la moitié", None),
        ("oui, vous êtes ouverts samedi ?", None),
    ],
)
def test_what_is_said_beside_it_is_kept(text: str, beside: str | None) -> None:
    assert beside_a_yes(text) == beside


def test_the_yes_is_cut_off_as_it_was_written() -> None:
    assert after_a_yes("Oui, avec une facture au nom de Acme") == "une facture au nom de Acme"
    assert after_a_yes("D’accord mais deux") == "deux"
    assert after_a_yes("Si vous avez du déca") == "Si vous avez du déca"
    assert after_a_yes("Une facture") == "Une facture"


@pytest.mark.parametrize(
    ("text", "before", "count"),
    [
        ("la moitié", 2, 1),
        ("seulement la moitié", 4, 2),
        ("la moitié", 1, None),
        ("half of it", 2, 1),
        ("half", 3, None),
        ("le double", 2, 4),
        ("deux fois plus", 1, 2),
        ("double it this time", 2, 4),
        ("twice as much please", 1, 2),
        ("un de plus", 2, 3),
        ("one more", 2, 3),
        ("juste un", 2, 1),
        ("un seul paquet cette fois", 2, 1),
        ("just one this time", 2, 1),
        ("oui mais 3", 2, 3),
        ("non, deux suffisent", 3, 2),
        ("j'en prends trois cette fois", 2, 3),
        ("3", 2, None),  # the place of a choice
        ("oui", 2, None),
        ("oui avec une facture au nom de Acme", 2, None),
        ("yes but double it, and we need an invoice made out to Acme", 2, 4),
    ],
)
def test_how_many_they_want_instead(text: str, before: int, count: int | None) -> None:
    assert so_many(text, before, "en" if text.isascii() and " it" in text else "fr") == count


def test_half_may_be_of_what_is_left() -> None:
    assert [takes_half(one) for one in ("la moitié", "half of it", "le double", "deux")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("250 g suffira", "250 g"),
        ("plus petit", "plus petit"),
        ("a smaller bag will do", "smaller"),
        ("en plus grand", "plus grand"),
        ("un petit paquet de Huila", ""),
        ("250 g de déca", ""),
        ("oui", ""),
    ],
)
def test_another_size_said_alone(text: str, size: str) -> None:
    assert another_size(text) == size


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("oui", False),
        ("2", False),
        ("", False),
        ("oui mais moulu pour filtre", False),
        ("oui mais deux", True),
        ("la moitié", True),
        ("250 g", True),
        ("j'en ai encore", False),
    ],
)
def test_a_note_changes_nothing_that_was_told(text: str, otherwise: bool) -> None:
    assert says_otherwise(text, "fr", NOTES) is otherwise
