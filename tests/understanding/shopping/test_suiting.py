"""Questions whether something is the right one."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.suiting import asks_if_it_suits, asks_why_dear, good_for, points_at_it


@pytest.mark.parametrize(
    "text",
    [
        "l'aroma 2 est bien pour débuter ?",
        "est-ce que la Brio Lait convient à un débutant ?",
        "vous pensez quoi de la presto ?",
        "elle vaut le coup ?",
        "is the Forza E1 easy to use?",
        "is the X good for a beginner",
        "is it worth it?",
    ],
)
def test_it_asks_whether_something_is_good(text: str) -> None:
    assert asks_if_it_suits(text)


@pytest.mark.parametrize(
    "text",
    [
        "je cherche une machine facile",
        "l'aroma est mieux que la presto ?",
        "pourquoi l'aroma est bien ?",
        "c'est combien ?",
        "elle est bien arrivée",
        "",
    ],
)
def test_it_does_not(text: str) -> None:
    assert not asks_if_it_suits(text)


def test_what_it_is_to_be_good_for_is_left() -> None:
    assert good_for("elle est facile à nettoyer ?").split() == ["elle", "est", "a", "nettoyer"]


def test_pointing_names_nothing() -> None:
    assert points_at_it("elle est bien ?")
    assert points_at_it("is it any good?")
    assert not points_at_it("une machine est bien ?")


@pytest.mark.parametrize("text", ["pourquoi la forza e2 est si chère", "why is the E2 so expensive", "pk cé si cher"])
def test_it_asks_why_it_costs_so_much(text: str) -> None:
    assert asks_why_dear(text)


@pytest.mark.parametrize("text", ["c'est cher", "pourquoi c'est moins cher", "pourquoi plus cher que sur amazon"])
def test_it_asks_no_such_thing(text: str) -> None:
    assert not asks_why_dear(text)
