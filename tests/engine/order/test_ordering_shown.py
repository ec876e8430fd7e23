"""Ordering at once what is compared, and the cheapest of what was shown."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from bot.model.offer import Named
from tests.engine.chat import Chat, Opens
from tests.engine.offers.test_pointing import COMPARES, found, sells


def at_the_table(chat: Opens, language: str = "fr") -> Chat:
    lea = chat(sells(COMPARES), language=language).opens().ignores_what_was_said()
    return lea.says("bruit" if language == "fr" else "1").ignores_what_was_said()


def named(language: str, *offers: Named) -> Reading:
    return Reading(language, candidates=(Candidate("flow", "order", 0.9),), named=offers, reader="test")


@pytest.mark.parametrize(
    ("language", "words", "quantity"),
    [
        ("fr", "je veux commander la brio", 1),
        ("fr", "je voudrais acheter deux brio", 2),
        ("en", "I want to order the brio", 1),
        ("en", "can I order the brio?", 1),
    ],
)
def test_what_is_ordered_in_so_many_words_is_ordered_without_a_why(
    chat: Opens, language: str, words: str, quantity: int
) -> None:
    lea = at_the_table(chat, language).reads(words, named(language, Named(("brio",), quantity)))
    lea.hears(f"{quantity} × Brio")
    assert lea.fact("last_comparison")["chosen"] == "brio"
    assert lea.fact("last_comparison")["why"]


def test_what_is_only_taken_is_still_asked_about(chat: Opens) -> None:
    at_the_table(chat).says("je prends la brio").hears("Pourquoi elle")


@pytest.mark.parametrize("words", ["la moins chère", "je prends la moins chère", "the cheapest one please"])
def test_the_cheapest_of_the_table_is_chosen(chat: Opens, words: str) -> None:
    lea = at_the_table(chat).says(words).hears("Pourquoi elle")
    assert lea.fact("last_comparison")["chosen"] == "brio"


def test_the_dearest_of_the_table_is_chosen(chat: Opens) -> None:
    lea = at_the_table(chat).says("la plus chère").hears("Pourquoi elle")
    assert lea.fact("last_comparison")["chosen"] == "aroma-2"


@pytest.mark.parametrize("words", ["je veux commander la moins chère", "order the cheapest one"])
def test_the_cheapest_of_the_table_is_ordered(chat: Opens, words: str) -> None:
    at_the_table(chat).reads(words, named("fr")).hears("1 × Brio")


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "je prends la moins chère"), ("en", "I'll take the cheapest one")]
)
def test_the_cheapest_of_what_a_search_found_is_ordered(chat: Opens, language: str, words: str) -> None:
    lea = chat(sells(), language=language).reads("une machine silencieuse ?", found("aroma-2", "brio"))
    lea.ignores_what_was_said().reads(words, named(language)).hears("1 × Brio")


def test_the_cheapest_of_a_kind_that_was_not_shown(chat: Opens) -> None:
    chat(sells()).reads("je veux commander la machine la moins chère", named("fr")).hears("1 × Brio")


def test_the_cheapest_of_nothing_is_asked_for(chat: Opens) -> None:
    chat(sells()).reads("je veux commander la moins chère", named("fr")).hears("Qu’est-ce que je vous prépare")


def test_the_cheapest_of_two_that_a_name_may_mean(chat: Opens) -> None:
    lea = chat(sells()).reads("je veux commander une machine", named("fr", Named(("aroma-2", "brio"))))
    lea.hears("Quel article").says("la moins chère").hears("1 × Brio")


def test_the_cheapest_of_another_kind_is_none_of_those_on_the_table(chat: Opens) -> None:
    lea = chat(sells()).reads("je veux commander une machine", named("fr", Named(("aroma-2", "brio"))))
    lea.hears("Quel article").reads("je prends le café le moins cher", named("fr")).hears(
        "Quel article vous ferait plaisir"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "quelle est la machine la moins chère ?"),
        ("en", "what's the cheapest machine?"),
    ],
)
def test_the_cheapest_of_a_kind_is_told_to_who_asks(chat: Opens, language: str, words: str) -> None:
    chat(sells(), language=language).reads(words, named(language)).hears("Brio")


def test_under_a_comparison_the_cheapest_is_told_and_the_question_stands(chat: Opens) -> None:
    lea = at_the_table(chat).reads("laquelle est la moins chère ?", named("fr")).hears("Brio")
    assert [choice.key for choice in lea.said[-1].content.choices][:2] == ["aroma-2", "brio"]
    lea.ignores_what_was_said()


@pytest.mark.parametrize(("language", "words"), [("fr", "le moins cher"), ("en", "the cheapest one")])
def test_asked_what_they_want_the_cheapest_is_of_the_kind_that_was_said(chat: Opens, language: str, words: str) -> None:
    lea = chat(sells(), language=language).reads("je veux commander une machine", named(language))
    lea.ignores_what_was_said().reads(words, named(language)).hears("1 × Brio")


def test_asked_what_they_want_the_cheapest_of_nothing_is_asked_for_by_name(chat: Opens) -> None:
    lea = chat(sells()).reads("je veux commander", named("fr")).hears("Qu’est-ce que je vous prépare")
    lea.reads("le moins cher", named("fr")).hears("Dites-moi le nom")
    assert lea.customer.handover is None
