"""A comparison in words."""

from __future__ import annotations

from bot.engine.offers.comparison_words import labelled, short_names
from tests.engine.chat import Opens
from tests.engine.comparing import COMPARES, sets, shop


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


def test_what_kind_of_thing_it_is_is_left_out_at_the_end_too() -> None:
    two = {"a": "Brio Mini machine", "b": "Brio Lait machine"}
    assert short_names(two, {"machine"}) == {"a": "Brio Mini", "b": "Brio Lait"}
    assert short_names({"a": "Lima machine", "b": "machine"}, {"machine"}) == {"a": "Lima machine", "b": "machine"}
    dual = {"a": "Forza E1 machine", "b": "Forza E2 dual-boiler machine"}
    assert short_names(dual, {"machine"}) == dual  # "Forza E2 dual-boiler" would be no name
    blends = {"a": "House Blend 250 g", "b": "Office Blend 250 g"}
    assert short_names(blends, {"coffee"}) == blends


def test_a_comparison_in_english_has_english_names_on_its_buttons_and_in_its_picture(chat: Opens) -> None:
    english = "\n".join(
        f'msgid "Machine {name}"\nmsgstr "{name} machine"\n' for name in ("Brio Mini", "Aroma 2", "Presto 15")
    )
    book = shop(english=english)
    lea = chat(book, language="en", channel="web", matters=["price"]).opens()
    lea.hears("Brio Mini comes out ahead")
    content = lea.said[-1].content
    table = content.media[0].table
    assert table is not None
    assert {choice.label for choice in content.choices[:3]} == {"Brio Mini", "Aroma 2", "Presto 15"}
    assert {column.name for column in table.columns} == {"Brio Mini", "Aroma 2", "Presto 15"}
    lea.says("the Aroma 2 machine").hears("Gardé : Aroma 2 machine.")
    assert lea.fact("last_comparison")["name"] == "Machine Aroma 2"
    assert any(
        "Machine Aroma 2" in row and "sur prix, bruit" in row for row in lea.why()
    )  # staff read the store's language


def test_units_and_values_are_in_the_customers_language(chat: Opens) -> None:
    offers = "id,name,price,attr.mousseur,attr.réservoir (tasses)\na,Aroma,9,buse,4\nb,Brio,8,non,2\n"
    english = 'msgid "tasses"\nmsgstr "cups"\n\nmsgid "buse"\nmsgstr "wand"\n\nmsgid "réservoir"\nmsgstr "tank"\n'
    compares = COMPARES.replace("[brio-mini, aroma-2, presto-15]", "[a, b]")
    compares = compares.replace("[price, bruit, largeur, mousseur]", "[mousseur, réservoir]")
    lea = chat(
        shop(compares, offers=offers, attributes="[]", english=english),
        language="en",
        channel="whatsapp",
        matters=["réservoir"],
    )
    lea.says("hello").hears("mousseur (wand)")
    assert [choice.label for choice in lea.said[-1].content.choices[:2]] == [
        "Aroma: 4\u00a0cups, mousseur wand",
        "Brio: 2\u00a0cups, mousseur no",
    ]
