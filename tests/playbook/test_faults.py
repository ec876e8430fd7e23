"""Faults in order, and names that were nearly right."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Place
from bot.playbook.faults import error, in_order, nearest, suggestion, warning


def test_faults_are_ordered_by_place_and_told_once() -> None:
    first, second, third = Place("a", 2, 1), Place("a", 10, 1), Place("b", 1, 1)
    faults = [error(third, "x"), error(second, "x"), warning(first, "y"), error(first, "z"), error(third, "x")]
    assert [str(fault) for fault in in_order(faults)] == [
        "a:2:1: error: z",
        "a:2:1: warning: y",
        "a:10:1: error: x",
        "b:1:1: error: x",
    ]


@pytest.mark.parametrize(
    ("word", "near"), [("chioces", "choices"), ("Choices", "choices"), ("choice", "choices"), ("zzz", None), ("", None)]
)
def test_the_nearest_name_is_found(word: str, near: str | None) -> None:
    assert nearest(word, ["choices", "remind", "silent"]) == near


def test_a_few_known_names_are_listed_and_many_are_not() -> None:
    assert suggestion("zzz", ["b", "a"]) == "; known: a, b"
    assert suggestion("zzz", [f"name{number}" for number in range(20)]) == ""
    assert suggestion("zzz", []) == ""
