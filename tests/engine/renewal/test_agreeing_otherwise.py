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


def test_a_button_is_what_it_says() -> None:
    one = lea().hears("La même chose").presses("Oui").ignores_what_was_said()
    assert placed(one)
