"""Of what comes in tens of sizes and colours one thing is asked at a time; what is said at once is taken at once."""

from __future__ import annotations

import pytest

from bot.engine.order.order_variants import MOST_SHOWN, option_asked, with_value
from bot.model.offer import Named, Offer
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import SAID, lines, reading
from tests.engine.ordering import SHIRTS, SIZES, book


def wanting(text: str = "je voudrais un tee-shirt", count: int = 1) -> Chat:
    lea = Chat(book(SAID, catalogue=SHIRTS))
    return lea.reads(text, reading(Named(("tee",), count), means="order"))


def test_the_size_then_what_is_left_with_prices() -> None:
    lea = wanting().hears("Tee-shirt\u00a0: que choisissez-vous comme taille\u202f?")
    assert [one.label for one in lea.said[-1].content.choices][:3] == list(SIZES)
    lea.says("2").hears("Quel article vous ferait plaisir")
    assert "Tee-shirt M bleu marine" in [one.label.partition("\u00a0")[0] for one in lea.said[-1].content.choices]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("je voudrais deux tee-shirts noirs en L", "tee-L-0"),
        ("deux tee-shirts bleu marine taille S", "tee-S-2"),
        ("deux tee-shirts bleus, S", "tee-S-1"),
    ],
)
def test_what_is_said_at_once_is_not_asked_again(said: str, taken: str) -> None:
    lea = wanting(said, 2).hears("2 × Tee-shirt").says("retrait en magasin").hears("Je valide")
    lea.says("je confirme")
    assert lines(lea) == [(taken, 2)]


def test_what_nobody_has_together_is_told_and_the_question_stays() -> None:
    lea = wanting().hears("taille")
    lea.says("blanc en L").hears("Nous n’en avons plus comme cela.", "que choisissez-vous comme taille")
    lea.says("autre chose").hears("Qu’est-ce que je vous prépare")


def test_a_few_are_shown_one_by_one_and_different_things_too() -> None:
    few = [Offer(id=str(n), name=f"T {n}", parent="t", options={"Taille": str(n)}) for n in range(MOST_SHOWN + 1)]
    assert option_asked(few) == ("Taille", tuple(str(n) for n in range(MOST_SHOWN + 1)))
    assert [one.id for one in with_value(few, "3")] == ["3"]
    assert option_asked(few[:MOST_SHOWN]) is None
    assert with_value(few[:MOST_SHOWN], "3") == []
    assert option_asked([*few, Offer(id="x", name="Café")]) is None
