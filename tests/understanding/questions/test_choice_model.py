"""Which choice of a question a text means, by its sense."""

import numpy as np
import pytest

from bot.understanding.questions.choice_model import ChoiceModel, Choices, Vectors, of_playbook
from tests.engine.chat import playbook

FLOW = """
flow: taste
title: Taste
purpose: service
starts: [{ event: chat.opened }]
steps:
  - id: drinks
    ask: Que boit-on ?
    save: customer.drinks
    choices:
      - { label: Du filtre, hears: [americano], examples: [un mug le matin] }
      - Du café au lait
  - id: which
    ask: Lequel ?
    save: customer.other
    choices: ["Encore {{ customer.drinks | default: 'du thé' }}", Un autre]
  - ask: Tout va bien ?
    as: yes_no
    save: customer.well
"""
ASKED = Choices(("filter", "milk"), ("filter", "mug", "milk"), (0, 0, 1))


def unit(*numbers: float) -> Vectors:
    vector = np.array(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


@pytest.fixture
def model() -> ChoiceModel:
    vectors = {"filter": unit(1, 0, 0), "mug": unit(1, 1, 0), "milk": unit(0, 0, 1)}
    return ChoiceModel({"taste/drinks": ASKED}, vectors, np.zeros(3, dtype=np.float32))


def test_the_texts_of_a_choice_are_its_label_its_words_and_its_examples() -> None:
    asked = of_playbook(playbook(FLOW))["taste/drinks"]
    assert asked.texts == ("Du filtre", "americano", "un mug le matin", "Du café au lait")
    assert asked.places == (0, 0, 0, 1)
    assert asked.keys == ("du_filtre", "du_cafe_au_lait")


def test_only_questions_whose_choices_have_fixed_words_are_known() -> None:
    assert list(of_playbook(playbook(FLOW))) == ["taste/drinks"]


def test_the_choice_nearest_to_the_text_comes_first_by_any_of_its_texts(model: ChoiceModel) -> None:
    best, *others = model.likeliest("taste/drinks", unit(0.9, 1, 0))
    assert (best.kind, best.id) == ("choice", "filter")
    assert best.score > 0.95
    assert all(other.score < 0.2 for other in others)


def test_two_choices_as_near_as_each_other_are_less_likely_than_one_alone(model: ChoiceModel) -> None:
    between = model.likeliest("taste/drinks", unit(1, 0, 1))
    assert {one.id for one in between} == {"filter", "milk"}
    alone = model.likeliest("taste/drinks", unit(0.71, -0.71, 0.1))[0]
    assert alone.id == "filter"
    assert max(one.score for one in between) < alone.score


def test_a_text_like_none_of_them_means_none(model: ChoiceModel) -> None:
    assert model.likeliest("taste/drinks", unit(-1, -1, -1)) == ()


def test_an_unknown_question_has_no_choices(model: ChoiceModel) -> None:
    assert model.likeliest("taste/gone", unit(1, 0, 0)) == ()
