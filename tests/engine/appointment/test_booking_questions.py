"""Which point of sale is meant, and which is offered first."""

from __future__ import annotations

import pytest

from bot.engine.appointment.booking_questions import booking_question, place_named, places_for
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.model.events import FlowRequested
from bot.model.selling import PointOfSale
from bot.playbook.compiled import BookStep
from tests.engine.chat import Chat
from tests.engine.visiting import lea_at, shop

PLACES = (PointOfSale(id="lyon", name="Maison Moka Lyon"), PointOfSale(id="annecy", name="Maison Moka Annecy"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("à Lyon plutôt", "lyon"),
        ("Maison Moka Annecy", "annecy"),
        ("annecy", "annecy"),
        ("Maison Moka", None),
        ("Lyon ou Annecy", None),
        ("Paris", None),
        ("", None),
    ],
)
def test_a_place_is_named_by_the_words_that_no_other_has(said: str, meant: str | None) -> None:
    found = place_named(said, PLACES)
    assert (found.id if found else None) == meant


def test_the_only_place_is_named_by_any_word_of_it() -> None:
    assert place_named("chez Moka", PLACES[:1]) == PLACES[0]


def run_of(lea: Chat) -> Run:
    return Run(lea.shelf, lea.customer, FlowRequested(id="e" * 32, at=lea.now, flow="visit"))


def test_the_nearest_comes_first() -> None:
    near = Chat(shop(), location={"latitude": 45.9, "longitude": 6.1})
    assert [place.id for place in places_for(run_of(near), "visit")] == ["annecy", "lyon"]
    assert [place.id for place in places_for(run_of(Chat(shop(), postcode="69002")), "visit")] == ["lyon", "annecy"]
    assert places_for(run_of(near), "dentist") == ()


def test_the_question_is_made_of_the_draft() -> None:
    lea = lea_at().ignores_what_was_said()
    run, talking = run_of(lea), lea.customer.conversations[-1]
    step = step_of(run, talking)
    assert isinstance(step, BookStep)
    question = booking_question(run, talking, step)
    assert question is not None and [option.key for option in question.options][3:] == ["other", "later"]
    from msgspec.structs import replace

    assert booking_question(run, replace(talking, draft=None), step) is None
