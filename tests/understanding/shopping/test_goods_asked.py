"""Whether something is asked for that may not be sold."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.goods_asked import asks_if_sold


@pytest.mark.parametrize(
    "text",
    [
        "vous vendez des bouilloires ?",
        "et des bouilloires ?",
        "do you sell toasters?",
        "bonjour, avez-vous du sirop ?",
        "what about kettles?",
        "have you got any spoons?",
    ],
)
def test_a_kind_of_thing_is_asked_for(text: str) -> None:
    assert asks_if_sold(text)


@pytest.mark.parametrize(
    "text",
    [
        "vous vendez des bouilloires",
        "et vous ?",
        "what about it?",
        "what about the height?",
        "vous avez reçu mon mail ?",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not asks_if_sold(text)
