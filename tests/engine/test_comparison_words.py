"""A comparison in words."""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.comparison_words import labelled, short_names
from tests.engine.chat import Chat
from tests.engine.comparing import COMPARES, sets, shop

Opens = Callable[..., Chat]


def test_words_that_all_names_begin_with_are_left_out() -> None:
    assert short_names({"a": "Machine Aroma 2", "b": "Machine Brio"}) == {"a": "Aroma 2", "b": "Brio"}
    assert short_names({"a": "Moulin", "b": "Moulin Lima"}) == {"a": "Moulin", "b": "Lima"}
    assert labelled("prix") == "Prix"


def test_the_sentence_says_what_the_winner_is_better_and_worse_at(chat: Opens) -> None:
    lea = chat(shop(), matters=["bruit"]).opens()
    lea.hears(
        sets(
            "Aroma 2 arrive en tête : bruit 52 dB contre 56 dB, mousseur. "
            "En revanche, Brio Mini fait mieux : largeur 18 cm contre 24 cm."
        )
    )


def test_the_same_in_english(chat: Opens) -> None:
    lea = chat(shop(), language="en", channel="web", matters=["price"]).opens()
    lea.hears(sets("Brio Mini comes out ahead: price €279 against €349"))


def test_what_is_too_close_is_not_decided(chat: Opens) -> None:
    lea = chat(shop(), matters=["price", "bruit"]).opens()
    lea.hears(
        sets("Trop serré pour trancher entre Aroma 2 (bruit 52 dB contre 56 dB, mousseur) et Brio Mini (prix 279 €")
    )
    table = lea.said[-1].content.media[0].table
    assert table is not None
    assert not any(column.best for column in table.columns)


def test_four_long_names_still_fit_two_segments(chat: Opens) -> None:
    flow = COMPARES.replace("presto-15]", "presto-15, brio-lait]").replace("mousseur]", "mousseur, réservoir]")
    lea = chat(shop(flow), channel="sms", matters=["bruit"]).opens().hears("Aroma 2 devant")
    labels = [choice.label for choice in lea.said[-1].content.choices]
    assert labels[0].startswith(sets("Aroma 2 : 52 dB"))
    assert len(labels) == 6


def test_a_short_name_is_not_cut_to_what_tells_nothing() -> None:
    names = {"a": "Machine Brio Mini", "b": "Machine Brio Lait"}
    assert short_names(names) == {"a": "Brio Mini", "b": "Brio Lait"}


def test_what_would_be_left_is_a_name() -> None:
    names = {"a": "Vélo Lison", "b": "Vélo de course Sprint"}
    assert short_names(names) == names


def test_a_criterion_stands_in_small_letters_in_a_sentence_however_it_was_written(chat: Opens) -> None:
    capital = "- { attribute: bruit, title: Bruit, unit: dB, better: lower }"
    lea = chat(shop(attributes=capital), matters=["bruit"]).opens()
    lea.hears(sets("arrive en tête : bruit 52 dB contre"))
    table = lea.said[-1].content.media[0].table
    assert table is not None
    assert "Bruit" in [line.name for line in table.lines]


def test_a_price_with_its_delivery_says_so(chat: Opens) -> None:
    lea = chat(shop(delivery="{ way: home, cost: 9.90, delay: 3 days }"), matters=["price"]).opens()
    lea.hears(sets("prix 288,90 € livré contre 358,90 € livré"))
