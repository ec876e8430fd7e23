"""Words that point at one of several, or at all, and what is left of the text beside them."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.pointers import Pointer, chooses_among, only_points, points_at_one, take_pointer


@pytest.mark.parametrize(
    ("text", "pointer", "rest"),
    [
        ("et l'autre, elle fait du bruit ?", Pointer("other"), "et , elle fait du bruit ?"),
        ("the other one, how much is it", Pointer("other"), "how much is it"),
        ("les deux sont garanties ?", Pointer("all"), "sont garanties ?"),
        ("both of them have a frother?", Pointer("all"), "have a frother?"),
        ("is the first one good for beginners?", Pointer("place"), "is good for beginners?"),
        ("la deuxième est en stock ?", Pointer("place", 1), "est en stock ?"),
        ("la dernière, c'est combien ?", Pointer("place", -1), "c'est combien ?"),
        ("the cheaper of the two, is it quiet?", Pointer("cheapest"), "is it quiet?"),
        ("la moins chère des deux est garantie ?", Pointer("cheapest"), "est garantie ?"),
        ("the more expensive one has a frother?", Pointer("dearest"), "has a frother?"),
        ("la première fois, c'était mieux", None, "la première fois, c'était mieux"),
        ("the first coffee is cold", None, "the first coffee is cold"),
        ("c'est combien ?", None, "c'est combien ?"),
        ("les deux " * 40, None, ("les deux " * 40)),
    ],
)
def test_what_is_pointed_at(text: str, pointer: Pointer | None, rest: str) -> None:
    assert take_pointer(text) == (pointer, rest)


@pytest.mark.parametrize(
    ("text", "chooses"),
    [
        ("which one's quieter", True),
        ("which of them is the smallest?", True),
        ("laquelle est la plus silencieuse ?", True),
        ("le plus étroit des deux", True),
        ("elle est silencieuse ?", False),
        ("how much is it?", False),
    ],
)
def test_asking_which_of_several(text: str, chooses: bool) -> None:
    assert chooses_among(text) is chooses


def test_nothing_of_its_own_is_left_beside_a_pointer() -> None:
    assert only_points("et ?") and only_points("what about") and only_points("c'est quoi ?")
    assert not only_points("et la livraison ?")


@pytest.mark.parametrize(
    ("text", "points"), [("la moins chère des deux", True), ("l'autre", True), ("la deuxième", False), ("deux", False)]
)
def test_one_of_several_by_what_it_is(text: str, *, points: bool) -> None:
    assert points_at_one(text) is points
