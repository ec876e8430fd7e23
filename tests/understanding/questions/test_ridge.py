"""The linear head."""

import numpy as np
import pytest

from bot.understanding.questions import ridge
from bot.understanding.questions.ridge import Head, landmarks

CHANCE = np.random.default_rng(5)
CENTRES = np.eye(3, 8, dtype=np.float32)
PLACES = np.repeat(np.arange(3), 10)
POINTS = (CENTRES[PLACES] + 0.1 * CHANCE.standard_normal((30, 8))).astype(np.float32)


def marked(places: np.ndarray) -> np.ndarray:
    return landmarks([f"example {at}" for at in range(len(places))], places)


def head_of(points: np.ndarray, places: np.ndarray) -> Head:
    marks = marked(places)
    return Head(points @ points[marks].T, marks, places, 3)


def test_points_near_a_centre_speak_for_it() -> None:
    head = head_of(POINTS, PLACES)
    values = head.values(CENTRES @ POINTS.T)
    assert np.array_equal(values.argmax(axis=1), [0, 1, 2])


def test_held_out_values_are_those_of_a_head_learnt_without() -> None:
    ridge_of_one = head_of(POINTS, PLACES).held_out[4]
    rest = np.delete(np.arange(30), 4)
    without = head_of(POINTS[rest], PLACES[rest]).values(POINTS[4:5] @ POINTS[rest].T)[0]
    assert ridge_of_one == pytest.approx(without, abs=0.02)


def test_landmarks_stand_for_many_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = head_of(POINTS, PLACES).values(CENTRES @ POINTS.T)
    monkeypatch.setattr(ridge, "LANDMARKS", 12)
    marks = marked(PLACES)
    assert len(marks) == 12
    fewer = Head(POINTS @ POINTS[marks].T, marks, PLACES, 3)
    assert fewer.values(CENTRES @ POINTS[marks].T) == pytest.approx(exact, abs=0.05)
    assert fewer.held_out.shape == (12, 3)


def test_more_landmarks_than_dimensions_are_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ridge, "LANDMARKS", 1500)
    places = np.repeat(np.arange(3), 700)
    points = (CENTRES[places] + 0.1 * CHANCE.standard_normal((2100, 8))).astype(np.float32)
    marks = marked(places)
    values = Head(points @ points[marks].T, marks, places, 3).values(CENTRES @ points[marks].T)
    assert values == pytest.approx(np.eye(3), abs=0.1)


@pytest.mark.parametrize(("examples", "marks"), [(300, 300), (1649, 1000), (7500, 1875), (20_000, 2000)])
def test_many_examples_have_more_landmarks(examples: int, marks: int) -> None:
    assert len(marked(np.sort(np.arange(examples) % 50))) == marks


def test_no_examples_have_no_landmarks() -> None:
    assert len(marked(np.zeros(0, dtype=np.intp))) == 0


def test_each_meaning_has_its_share_of_the_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ridge, "LANDMARKS", 20)
    places = np.repeat(np.arange(3), (10, 20, 30))
    assert np.bincount(places[marked(places)]).tolist() == [3, 7, 10]


def test_another_example_changes_few_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ridge, "LANDMARKS", 100)
    texts, places = [f"example {at}" for at in range(200)], np.repeat(np.arange(10), 20)
    before = {texts[at] for at in landmarks(texts, places)}
    with_one = ["another", *texts]
    after = {with_one[at] for at in landmarks(with_one, np.r_[0, places])}
    assert len(before - after) <= 2
