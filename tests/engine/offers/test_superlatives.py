"""Which of the offers is the cheapest: of what can be had, and only where one is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.engine.advance import new_customer
from bot.engine.offers.superlatives import chosen_of, extreme_of, kind_in, of_kind
from bot.engine.run import Run
from bot.model.events import ShopReported
from bot.model.offer import Offer
from bot.playbook.compiled import Shelf
from bot.understanding.shopping.superlatives import Superlative
from tests.engine.chat import MONDAY
from tests.engine.comparing import shop


def offer(id_: str, price: int | None, *, left: int = 5, currency: str = "EUR") -> Offer:
    amount = Decimal(price) if price is not None else None
    return Offer(id=id_, name=id_, category="machine", price=amount, currency=currency, stock={"": left})


@pytest.mark.parametrize(
    ("offers", "cheapest", "dearest"),
    [
        ([offer("a", 3), offer("b", 1), offer("c", 2)], "b", "a"),
        ([offer("a", 3), offer("b", 1, left=0), offer("c", 2)], "c", "a"),
        ([offer("a", 1), offer("b", 1), offer("c", 2)], None, "c"),
        ([offer("a", 1), offer("b", None)], None, None),
        ([offer("a", 1), offer("b", 2, currency="USD")], None, None),
        ([], None, None),
    ],
)
def test_the_cheapest_and_the_dearest(offers: list[Offer], cheapest: str | None, dearest: str | None) -> None:
    assert extreme_of(offers, "cheapest") == cheapest
    assert extreme_of(offers, "dearest") == dearest


def test_a_kind_of_thing_is_said_in_either_language() -> None:
    english = 'msgid "moulin"\nmsgstr "grinder"\n\nmsgid "Machine Aroma 2"\nmsgstr "Aroma 2 coffeemaker"\n'
    book = shop(english=english)
    run = Run(Shelf(current=book), new_customer("c" * 32, MONDAY), ShopReported(id="e", at=MONDAY, name="x.y"))
    every = book.offers.values()
    assert kind_in(run, "what is the cheapest grinder?") == "moulin"
    assert kind_in(run, "quel est le moulin le moins cher ?") == "moulin"
    assert kind_in(run, "the cheapest kettle") == ""
    assert [one.id for one in of_kind(run, every, "grinder")] == ["moulin-lima"]
    assert [one.id for one in of_kind(run, every, "moulin")] == ["moulin-lima"]
    assert [one.id for one in of_kind(run, every, "coffeemaker")] == ["aroma-2"]
    assert of_kind(run, every, "kettle") == []
    assert len(of_kind(run, every, "")) == len(book.offers)


def test_what_it_is_to_have_leaves_out_what_has_it_not() -> None:
    book = shop()
    run = Run(Shelf(current=book), new_customer("c" * 32, MONDAY), ShopReported(id="e", at=MONDAY, name="x.y"))
    machines = [book.offers[one] for one in ("brio-mini", "aroma-2", "presto-15")]
    assert chosen_of(run, Superlative("cheapest"), machines) == "brio-mini"
    assert chosen_of(run, Superlative("cheapest", having="un mousseur"), machines) == "aroma-2"
    assert chosen_of(run, Superlative("cheapest", having="un mousseur"), machines[:2]) == "aroma-2"
    assert chosen_of(run, Superlative("cheapest", having="peu de bruit"), machines) is None  # less of it is no having
    assert chosen_of(run, Superlative("cheapest", having="des roues"), machines) is None
