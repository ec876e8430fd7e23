"""From labels to keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playbook.compile.labels import slug, slugs


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Le prix", "le_prix"),
        ("À domicile !", "a_domicile"),
        ("L’œuf", "l_oeuf"),
        ("21:00", "21_00"),
        ("☕", ""),
        ("  ", ""),
    ],
)
def test_a_slug_is_letters_and_digits(label: str, key: str) -> None:
    assert slug(label) == key


def test_a_repeated_or_empty_label_gets_its_number() -> None:
    assert slugs(["Oui", "oui !", "☕", "☕"]) == ["oui", "oui_2", "choice_3", "choice_4"]


@given(st.lists(st.sampled_from(["a", "a 2", "a_3", "☕", "", "choice 2", "b"]), max_size=8))
def test_keys_are_always_different(labels: list[str]) -> None:
    assert len(set(slugs(labels))) == len(labels)
