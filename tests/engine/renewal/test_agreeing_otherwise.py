"""Asked whether they want the same again, they take it in words of their own, or otherwise."""

from __future__ import annotations

import pytest

from bot.model.message import Reading
from bot.model.offer import Named
from tests.engine.order.test_proposing import SUMMED_UP, lea
from tests.engine.ordering import placed

YIRGA = Reading(named=(Named(("yirga",), 1, "yirga"),))


@pytest.mark.parametrize("words", ["je le prends", "je prends le même", "ok comme d'habitude"])
def test_taken_in_words_of_their_own_it_is_ordered(words: str) -> None:
    one = lea().hears("La même chose").says(words).ignores_what_was_said()
    assert placed(one)


@pytest.mark.parametrize("words", ["plutôt du yirga", "finalement le yirga"])
def test_who_would_rather_have_another_need_not_say_yes(words: str) -> None:
    lea().hears("La même chose").reads(words, YIRGA).hears("1 × Yirga 250 g", choices=SUMMED_UP)


@pytest.mark.parametrize("words", ["non merci", "c'est quand la livraison ?", "bof"])
def test_what_is_no_yes_takes_nothing(words: str) -> None:
    one = lea().hears("La même chose").says(words).ignores_what_was_said()
    assert not placed(one)


def test_how_many_is_taken_though_the_question_has_ended_in_silence() -> None:
    one = lea().hears("La même chose").waits(days=8).says("le double").hears("2 ×", choices=SUMMED_UP)
    assert not placed(one)
    late = lea().hears("La même chose").waits(days=8).says("deux mots sur la livraison").ignores_what_was_said()
    assert not placed(late)


def test_the_same_but_another_is_that_one() -> None:
    lea().hears("La même chose").reads("le même mais en yirga, svp", YIRGA).hears("1 × Yirga", choices=SUMMED_UP)


def test_a_yes_with_another_address_goes_there() -> None:
    one = lea().hears("La même chose").says("oui mais j'ai déménagé, c'est 12 avenue Foch 74000 Annecy maintenant")
    one.hears("12 avenue Foch 74000 Annecy", choices=SUMMED_UP)


def test_a_button_is_what_it_says() -> None:
    one = lea().hears("La même chose").presses("Oui").ignores_what_was_said()
    assert placed(one)
