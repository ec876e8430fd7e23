"""What a customer wants changed in a comparison, in both languages."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Criterion
from bot.understanding.shopping.comparison_words import (
    Amendment,
    CriteriaWords,
    asks_our_pick,
    asks_who_is_most,
    criteria_named,
    offers_named,
    read_amendment,
    refuses_all,
)

KNOWN = (
    Criterion(id="bruit", words=("silencieuse", "moins de bruit", "quiet"), also=("noise",)),
    Criterion(id="largeur", words=("compacte", "small"), also=("width",)),
)
WORDS = CriteriaWords(["price", "bruit", "largeur"], KNOWN)
SHOWN = {"brio-mini": "Machine Brio Mini", "aroma-2": "Machine Aroma 2"}
OTHERS = {"presto-15": "Machine Presto 15", "brio-lait": "Machine Brio Lait"}
CHANGES = [
    ("et si le prix compte moins", Amendment(less=("price",))),
    ("et si le prix comptait moins ?", Amendment(less=("price",))),
    ("what if price mattered less?", Amendment(less=("price",))),
    ("le bruit m’importe plus", Amendment(more=("bruit",))),
    ("noise matters more to me", Amendment(more=("bruit",))),
    ("la moins chère", Amendment(more=("price",))),
    ("something less expensive", Amendment(more=("price",))),
    ("moins de bruit surtout", Amendment(more=("bruit",))),
    ("peu importe le prix", Amendment(ignored=("price",))),
    ("le prix ne compte plus", Amendment(ignored=("price",))),
    ("price doesn't matter", Amendment(ignored=("price",))),
    ("le bruit plus, le prix moins", Amendment(more=("bruit",), less=("price",))),
    ("enlève la Brio", Amendment(dropped=("brio-mini",))),
    ("drop the Aroma", Amendment(dropped=("aroma-2",))),
    ("ajoute la Presto", Amendment(added=("presto-15",))),
    ("ajoute la brio lait", Amendment(added=("brio-lait",))),
    ("ajoute la presto et la brio lait", Amendment(added=("presto-15", "brio-lait"))),
    ("enlève l’aroma et la brio mini", Amendment(dropped=("aroma-2", "brio-mini"))),
    ("drop the Brio and add the Presto", Amendment(dropped=("brio-mini",), added=("presto-15",))),
]


@pytest.mark.parametrize(("text", "wanted"), CHANGES)
def test_a_wish_to_change_the_comparison_is_read(text: str, wanted: Amendment) -> None:
    assert read_amendment(text, WORDS, SHOWN, OTHERS, asks="?" in text) == wanted


@pytest.mark.parametrize(
    "text",
    ["c'est livré quand ?", "quel est le prix de la livraison ?", "la deuxième", "Aroma 2", "je prends l'aroma", "2"],
)
def test_what_changes_nothing_is_left_to_others(text: str) -> None:
    assert read_amendment(text, WORDS, SHOWN, OTHERS, asks="?" in text) is None


def test_criteria_are_named_in_their_order() -> None:
    assert criteria_named("silencieuse et pas trop chère, compacte aussi", WORDS) == ("bruit", "price", "largeur")


def test_a_name_that_two_offers_share_means_both_and_a_whole_name_one() -> None:
    names = {**SHOWN, **OTHERS}
    assert set(offers_named("la brio", names)) == {"brio-mini", "brio-lait"}
    assert offers_named("presto 15 ou brio mini", names) == ("presto-15", "brio-mini")
    assert offers_named("une machine", names) == ()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("laquelle vous prendriez ?", True),
        ("Laquelle prendriez-vous à ma place ?", True),
        ("vous me conseillez laquelle ?", True),
        ("et vous, vous feriez quoi ?", True),
        ("vous prendriez quoi", True),
        ("à votre avis ?", True),
        ("votre avis ?", True),
        ("laquelle est la meilleure ?", True),
        ("which one would you pick?", True),
        ("Which would you go for?", True),
        ("what do you recommend?", True),
        ("what's your favourite?", True),
        ("which is best?", True),
        ("la meilleure", True),
        ("je prends la meilleure", False),
        ("laquelle est la moins chère ?", False),
        ("vous avez quoi d'autre ?", False),
        ("laquelle fait le moins de bruit ?", False),
        ("what would you do with a broken one?", False),
    ],
)
def test_who_asks_which_we_would_take(text: str, asks: bool) -> None:
    assert asks_our_pick(text) is asks


@pytest.mark.parametrize(
    "text",
    ["laquelle est la plus solide ?", "et laquelle est la plus légère", "which one is lighter?", "lequel dure le plus"],
)
def test_who_is_the_most_of_something_is_asked(text: str) -> None:
    assert asks_who_is_most(text)


@pytest.mark.parametrize("text", ["la plus solide", "laquelle prendriez-vous ?", "je la prends", ""])
def test_and_here_it_is_not(text: str) -> None:
    assert not asks_who_is_most(text)


def test_what_is_there_already_is_not_taken_for_a_choice() -> None:
    assert read_amendment("ajoute la Brio Mini", WORDS, SHOWN, OTHERS, asks=False) == Amendment(there=("brio-mini",))


def test_rather_this_makes_it_the_only_thing_that_counts() -> None:
    assert read_amendment("plutôt le prix", WORDS, SHOWN, OTHERS, asks=False) == Amendment(more=("price",), only=True)


def test_the_price_of_another_shop_changes_nothing() -> None:
    assert read_amendment("c'est moins cher sur Amazon", WORDS, SHOWN, OTHERS, asks=False) is None


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("aucune", True),
        ("aucun des deux, merci", True),
        ("neither of them", True),
        ("none", True),
        ("aucune idée", False),
    ],
)
def test_none_of_those_side_by_side(text: str, *, refuses: bool) -> None:
    assert refuses_all(text) is refuses


def test_a_letter_and_a_figure_name_a_model() -> None:
    names = {"e1": "Machine Forza E1", "e2": "Machine Forza E2"}
    assert offers_named("why is the E2 so expensive", names) == ("e2",)
