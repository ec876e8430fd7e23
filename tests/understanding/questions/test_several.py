"""Where a message may ask several things."""

from __future__ import annotations

import pytest

from bot.understanding.questions.matcher import Matcher
from bot.understanding.questions.several import (
    LOOKED_AT,
    asked_in,
    asked_in_passing,
    asks_or_wishes,
    only_asks_how_much,
    questions_in,
)
from tests.understanding.questions_shop import shop

CUT = [
    ("c'est livré quand et vous prenez la carte ?", ("c'est livré quand", "vous prenez la carte")),
    ("Bonjour, vous livrez quand ? Et vous prenez Amex ?", ("vous livrez quand", "vous prenez Amex")),
    ("how much is it and do you deliver to Nice?", ("how much is it", "do you deliver to Nice")),
    ("how much is it?\nwhere are you exactly", ("how much is it", "where are you exactly")),
    ("Bonjour ! Vous livrez quand ? Merci beaucoup !", ()),
    ("bonjour, comment on paye, et vous ouvrez dimanche ?", ("comment on paye", "vous ouvrez dimanche")),
    ("vous livrez à Nice et à Lyon ?", ()),
    ("une machine à grains et à capsules", ()),
    ("ma machine ne marche plus depuis hier soir", ()),
    ("is this machine more expensive plus how long is it", ()),
    ("il est 10.30 et le colis n'est pas là", ("il est 10.30", "le colis n'est pas là")),
    ("qui est là ? que fait-on ? où va-t-on ? comment fait-on ?", ()),
    ("c'est livré quand et vous prenez la carte ? " * 20, ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "parts"), CUT)
def test_a_message_is_cut_where_each_part_may_be_a_question(text: str, parts: tuple[str, ...]) -> None:
    assert questions_in(text) == parts


def test_a_long_text_is_left_whole() -> None:
    assert questions_in("a b c? " + "x" * LOOKED_AT) == ()


def test_each_part_is_read_for_itself() -> None:
    found = Matcher(shop()).read("how long does delivery take and what are your opening hours?")
    assert [part[0].id for part in found.questions] == ["livraison", "horaires"]
    assert Matcher(shop()).read("what are your opening hours").questions == ()


TELLING = (
    "Alors voilà, on vient d'emménager, on a une petite cuisine et marre du café soluble, elle aime les cappuccinos, "
    "disons dans les 350 euros, vous me conseillez quoi ?"
)


def test_of_a_long_telling_the_clauses_that_ask_are_read_too() -> None:
    assert asked_in(TELLING) == ("vous me conseillez quoi",)
    assert asked_in("je voudrais une machine, vous me conseillez quoi ?") == ()
    assert asked_in("on vient d'emménager " * 12) == ()


def test_a_long_telling_means_what_its_question_means() -> None:
    said = "my flat is new, the neighbours are lovely people, we have moved in with far too many boxes, and the dog is "
    found = Matcher(shop()).read(said + "happy too. What are your opening hours?")
    assert found.candidates[0].id == "horaires"
    assert found.candidates[0].score > 0.9


@pytest.mark.parametrize(
    "part", ["c'est combien", "et combien ça coûte", "how much is it", "what would it cost roughly"]
)
def test_a_bare_price_is_of_what_stands_beside_it(part: str) -> None:
    assert only_asks_how_much(part)
    assert not only_asks_how_much(f"{part} la livraison")


def test_of_a_long_clause_the_part_that_asks_is_read_where_the_rest_says_nothing() -> None:
    said = (
        "Hi, I live in Brussels and would love one of your machines but I'm not sure whether you ship abroad and how "
    )
    said += "much it would cost me, can you tell me?"
    assert asked_in_passing(said) == ("would love one of your machines", "I'm not sure whether you ship abroad")
    assert asked_in_passing("I'm not sure whether you ship abroad") == ()


def test_what_a_telling_only_tells_is_no_question() -> None:
    said = (
        "my old machine died last week and we are a family of four at home who like it strong, what do you recommend?"
    )
    found = Matcher(shop()).read(said)
    assert [bool(part) for part in found.questions] == [False] * (len(found.questions) - 1) + [
        bool(found.questions[-1])
    ]
    assert asks_or_wishes("what do you recommend") and not asks_or_wishes("my old machine died last week")
    assert not asks_or_wishes("can you tell me?") and not asks_or_wishes("how much it would cost me")
