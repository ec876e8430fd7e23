"""What goes with an order beside what is sold, in the customer's words."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.order_notes import notes_after, without_notes, yes_beside_a_note

PHRASES = {
    "moulu": ("moulu pour filtre", "moulu filtre", "ground for filter"),
    "grains": ("en grains", "pas moulu", "whole beans"),
    "cadeau": ("paquet cadeau", "gift wrap"),
}
KINDS = ({"moulu", "grains"}, {"cadeau"})


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("1 kg de Huila moulu pour filtre", (), ("moulu",)),
        ("Ground for FILTER, please!", (), ("moulu",)),
        ("finalement en grains", ("moulu",), ("grains",)),
        ("pas moulu", ("moulu",), ("grains",)),
        ("pas moulu pour filtre", ("moulu",), ()),
        ("en grains, pas moulu pour filtre", ("moulu",), ("grains",)),
        ("don't want it ground for filter", ("moulu",), ()),
        ("en paquet cadeau", ("moulu",), ("moulu", "cadeau")),
        ("no gift wrap", ("moulu", "cadeau"), ("moulu",)),
        ("moulu pour filtrer", (), ()),
        ("les deux moulus pour filtre", (), ("moulu",)),
        ("un moulin", ("grains",), ("grains",)),
    ],
)
def test_of_a_kind_the_last_one_said_counts_and_a_no_takes_it_back(
    text: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert notes_after(text, before, KINDS, PHRASES) == after


def test_what_says_a_note_names_nothing_else() -> None:
    phrases = [phrase for own in PHRASES.values() for phrase in own]
    assert without_notes("du Huila, moulu pour filtre", phrases) == "du huila"
    assert without_notes("L'Huila !", phrases) == "L'Huila !"
    assert without_notes("L'Huila !", ()) == "L'Huila !"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("oui, mais moulu pour filtre cette fois", "oui"),
        ("yes please, but whole beans", "yes please"),
        ("moulu pour filtre", ""),
        ("pas moulu pour filtre", ""),
        ("oui, moulu pour filtre ?", ""),
        ("oui", ""),
    ],
)
def test_a_yes_stands_beside_a_note(text: str, left: str) -> None:
    assert yes_beside_a_note(text, PHRASES) == left
