"""Politeness around what is said."""

import pytest

from bot.understanding.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("bonjour 2 svp", "2"),
        ("hello the second one please", "the second one"),
        ("demain s il vous plait merci beaucoup", "demain"),
        ("euh alors trois merci d avance bonne journee", "trois"),
        ("merci", "merci"),
        ("bonjour", "bonjour"),
        ("livraison", "livraison"),
        ("", ""),
    ],
)
def test_courtesies_are_left_out_unless_they_are_all_that_is_said(said: str, left: str) -> None:
    assert " ".join(without_courtesies(said.split())) == left
