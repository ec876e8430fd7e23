"""What an order asks of the shop beside its lines."""

from __future__ import annotations

import pytest

from bot.model.message import Value
from bot.model.order import Order


@pytest.mark.parametrize(
    ("said", "notes"),
    [
        (["moulu pour filtre"], ("moulu pour filtre",)),
        ([], ()),
        (["en grains", 7, None], ("en grains",)),
        ("left at the door", ()),  # a shop's own field of that name
        ({"a": "b"}, ()),
        (None, ()),
    ],
)
def test_notes_are_the_texts_of_a_list_and_nothing_else(said: Value, notes: tuple[str, ...]) -> None:
    assert Order(key="o", more={"notes": said}).notes == notes


def test_most_orders_have_none() -> None:
    assert Order(key="o").notes == ()
