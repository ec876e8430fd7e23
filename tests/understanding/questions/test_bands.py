"""Bands: answer, ask which, or a person."""

import pytest

from bot.model.message import Candidate, Reading
from bot.understanding.questions.bands import BANDS, OFFERED, Answer, Clarify, Taste, Unsure, decide, worth_offering
from bot.understanding.questions.matcher import Matcher
from tests.understanding.questions_shop import shop


def reading(*scores: float, small_talk: bool = False) -> Reading:
    found = tuple(Candidate("answer", f"a{place}", score) for place, score in enumerate(scores))
    return Reading("fr", found, "lexical/1", small_talk)


@pytest.mark.parametrize("taste", BANDS)
def test_from_the_bar_on_it_is_answered_below_it_asked_and_lower_a_person(taste: Taste) -> None:
    band = BANDS[taste]
    assert isinstance(decide(reading(band.answer), taste), Answer)
    assert isinstance(decide(reading(band.answer - 0.01), taste), Clarify)
    assert isinstance(decide(reading(band.clarify - 0.01), taste), Unsure)


def test_the_bolder_the_taste_the_lower_the_bars() -> None:
    careful, balanced, bold = (BANDS[taste] for taste in ("careful", "balanced", "bold"))
    assert careful.answer > balanced.answer > bold.answer
    assert careful.clarify >= balanced.clarify >= bold.clarify


def test_at_most_three_are_offered_the_likeliest_first() -> None:
    decision = decide(reading(0.4, 0.3, 0.2, 0.19, 0.01))
    assert isinstance(decision, Clarify)
    assert [found.id for found in decision.candidates] == ["a0", "a1", "a2"]
    assert len(decision.candidates) == OFFERED


def test_far_fetched_candidates_are_not_offered_beside_a_likelier_one() -> None:
    decision = decide(reading(0.45, 0.2, 0.08))
    assert isinstance(decision, Clarify)
    assert [found.id for found in decision.candidates] == ["a0", "a1"]
    assert worth_offering(reading()) == ()


@pytest.mark.parametrize("taste", BANDS)
def test_of_two_answers_that_are_close_the_customer_chooses(taste: Taste) -> None:
    decision = decide(reading(0.94, 0.91, 0.4), taste)
    assert isinstance(decision, Clarify)
    assert [found.id for found in decision.candidates] == ["a0", "a1"]
    assert isinstance(decide(reading(0.94, 0.88), taste), Answer)
    assert isinstance(decide(reading(1.0, 0.99), taste), Answer)  # an example word for word


def test_nothing_read_and_small_talk_are_no_question() -> None:
    assert decide(Reading()) == Unsure()
    assert decide(reading(0.9, small_talk=True)) == Unsure()


@pytest.mark.parametrize("text", ["asdf qwer", "blorp", "xyzzy", "gloubi boulga", "qsdfghjklm", "hjkl hjkl", "wxcv"])
@pytest.mark.parametrize("taste", BANDS)
def test_nonsense_is_not_asked_about(text: str, taste: Taste) -> None:
    assert decide(Matcher(shop()).read(text), taste) == Unsure()
