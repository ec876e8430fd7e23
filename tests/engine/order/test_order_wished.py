"""A free text that wants to have something: what it names, or what it only points at."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from bot.model.offer import Named
from tests.engine.chat import Opens
from tests.engine.offers.test_pointing import ADVISES, sells

ANSWERS = """
- answer: delais
  question: Quels sont les délais ?
  also: [c'est livré quand]
  say: Cinq jours.
"""
HUILA = Named(("huila",), 2)


def like_a_question(*named: Named) -> Reading:
    """A text that is surely like an example of an answer, whatever it names."""
    return Reading("fr", candidates=(Candidate("answer", "delais", 0.9),), named=named, reader="test")


def like_nothing(*named: Named) -> Reading:
    return Reading("fr", candidates=(Candidate("answer", "delais", 0.05),), named=named, reader="test")


@pytest.mark.parametrize("words", ["je voudrais deux huila", "deux sachets de huila", "je veux commander deux huila"])
def test_what_is_named_is_ordered_where_nothing_is_surely_nearer(chat: Opens, words: str) -> None:
    chat(sells(answers=ANSWERS)).reads(words, like_nothing(HUILA)).hears("2 × Huila")


@pytest.mark.parametrize(
    "words", ["deux sachets de huila s'il vous plaît", "je veux commander deux huila en point relais"]
)
def test_who_counts_out_or_says_the_way_orders_however_like_a_question_it_is(chat: Opens, words: str) -> None:
    chat(sells(answers=ANSWERS)).reads(words, like_a_question(HUILA)).hears("2 × Huila")


@pytest.mark.parametrize("words", ["vous livrez deux huila quand ?", "le huila est bon ?"])
def test_who_asks_orders_nothing(chat: Opens, words: str) -> None:
    lea = chat(sells(answers=ANSWERS)).reads(words, like_a_question(HUILA)).ignores_what_was_said()
    assert all(one.flow != "order" for one in lea.customer.conversations)


def test_who_points_at_it_and_says_how_it_comes_has_it_on_its_way(chat: Opens) -> None:
    lea = chat(sells(ADVISES)).opens().hears("Brio")
    lea.says("je la prends, livrée chez moi").hears("À quelle adresse")
    assert lea.customer.conversations[-1].flow == "order"


@pytest.mark.parametrize(
    ("words", "named", "told"),
    [
        ("je prends la brio", (Named(("brio",)),), "1 × Brio"),
        ("can I order a brio", (Named(("brio",)),), "1 × Brio"),
        ("I'd like to send my dad a brio and some huila", (Named(("brio",)), Named(("huila",))), "1 × Huila"),
    ],
)
def test_a_plain_wish_for_goods_is_an_order_whatever_it_is_like(
    chat: Opens, words: str, named: tuple[Named, ...], told: str
) -> None:
    lea = chat(sells(ADVISES, answers=ANSWERS))
    like = Candidate("answer", "delais", 0.9) if words.startswith("je") else Candidate("flow", "advises", 0.9)
    lea.reads(words, Reading("fr", candidates=(like,), named=named, reader="test")).hears(told)


def test_who_would_buy_may_first_ask_what_there_is(chat: Opens) -> None:
    lea = chat(sells(answers=ANSWERS)).reads("acheter une brio", like_a_question(Named(("brio",))))
    lea.hears("Cinq jours")
