"""Where a message may ask several things."""

from __future__ import annotations

import pytest

from bot.understanding.questions.matcher import Matcher
from bot.understanding.questions.several import LOOKED_AT, questions_in
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
