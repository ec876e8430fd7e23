"""The cheapest of what is shown, taken without its name."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.superlatives import Superlative, asks_for_superlative, read_superlative

CHEAPEST = Superlative("cheapest")
TAKEN = Superlative("cheapest", takes=True)
ORDERED = Superlative("cheapest", orders=True, takes=True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("la moins chère", CHEAPEST),
        ("Celle qui est la moins chère !", CHEAPEST),
        ("le moins cher des deux svp", CHEAPEST),
        ("the cheapest one", CHEAPEST),
        ("the cheapest of them please", CHEAPEST),
        ("je prends la moins chère", TAKEN),
        ("ok alors je vais prendre la moins chère", TAKEN),
        ("I'll take the cheapest", TAKEN),
        ("let's go with the cheapest one", TAKEN),
        ("je veux commander la moins chère", ORDERED),
        ("order the cheapest one", ORDERED),
        ("can I order the cheapest one please", ORDERED),
        ("je prends la moins chère, livrée 12 rue Garibaldi 69003 Lyon", ORDERED),
        ("the cheapest one, delivered to my place please", ORDERED),
        ("la plus chère", Superlative("dearest")),
        ("I want the most expensive one", Superlative("dearest", takes=True)),
        ("je veux commander la machine la moins chère", Superlative("cheapest", "machine", orders=True, takes=True)),
        ("I'll take the cheapest grinder", Superlative("cheapest", "grinder", takes=True)),
        ("the cheaper one", CHEAPEST),
        ("la moins chère des trois qui fait du cappuccino", Superlative("cheapest", having="du cappuccino")),
        ("I'll take the cheapest with a frother", Superlative("cheapest", takes=True, having="a frother")),
    ],
)
def test_what_takes_the_cheapest(text: str, meant: Superlative) -> None:
    assert read_superlative(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "moins cher",
        "une moins chère",
        "vous avez moins cher ?",
        "la moins chère ?",
        "la moins chère est-elle bruyante",
        "which is the cheapest",
        "c'est la moins chère mais elle est bruyante",
        "",
        "je prends la brio",
        "la moins chère " * 30,
    ],
)
def test_what_does_not(text: str) -> None:
    assert read_superlative(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("c'est quoi la moins chère ?", CHEAPEST),
        ("quelle est la machine la moins chère ?", Superlative("cheapest", "machine")),
        ("what's the cheapest machine", Superlative("cheapest", "machine")),
        ("which one is the cheapest?", CHEAPEST),
        ("which is the most expensive one", Superlative("dearest")),
    ],
)
def test_what_asks_for_the_cheapest(text: str, meant: Superlative) -> None:
    assert asks_for_superlative(text) == meant
    assert read_superlative(text) is None


@pytest.mark.parametrize(
    "text", ["la moins chère", "what is the cheapest way to reach you", "c'est quoi la garantie ?"]
)
def test_what_asks_for_something_else(text: str) -> None:
    assert asks_for_superlative(text) is None


def test_the_cheapest_in_short() -> None:
    assert asks_for_superlative("slt c koi la machine la - chère") == Superlative("cheapest", "machine")
    assert read_superlative("cheapest coffee u have") == Superlative("cheapest", "coffee")


@pytest.mark.parametrize(
    "text", ["combien la moins chère de vos machines svp", "how much is the cheapest of your machines?"]
)
def test_what_the_cheapest_of_a_kind_costs(text: str) -> None:
    said = asks_for_superlative(text)
    assert said is not None and (said.extreme, said.kind) == ("cheapest", "machines")
