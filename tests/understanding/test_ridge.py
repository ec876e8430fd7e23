"""The linear head."""

import numpy as np
import pytest

from bot.understanding import ridge
from bot.understanding.ridge import Head, landmarks

CHANCE = np.random.default_rng(5)
CENTRES = np.eye(3, 8, dtype=np.float32)
PLACES = np.repeat(np.arange(3), 10)
POINTS = (CENTRES[PLACES] + 0.1 * CHANCE.standard_normal((30, 8))).astype(np.float32)


def head_of(points: np.ndarray, places: np.ndarray) -> Head:
    marks = landmarks(len(points))
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
    marks = landmarks(30)
    assert len(marks) == 12
    fewer = Head(POINTS @ POINTS[marks].T, marks, PLACES, 3)
    assert fewer.values(CENTRES @ POINTS[marks].T) == pytest.approx(exact, abs=0.05)
    assert fewer.held_out.shape == (12, 3)


def test_more_landmarks_than_dimensions_are_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ridge, "LANDMARKS", 1500)
    places = np.repeat(np.arange(3), 700)
    points = (CENTRES[places] + 0.1 * CHANCE.standard_normal((2100, 8))).astype(np.float32)
    marks = landmarks(2100)
    values = Head(points @ points[marks].T, marks, places, 3).values(CENTRES @ points[marks].T)
    assert values == pytest.approx(np.eye(3), abs=0.1)


@pytest.mark.parametrize(("examples", "marks"), [(300, 300), (1649, 1000), (7500, 1875), (20_000, 2000)])
def test_many_examples_have_more_landmarks(examples: int, marks: int) -> None:
    assert len(landmarks(examples)) == marks


def test_no_examples_have_no_landmarks() -> None:
    assert len(landmarks(0)) == 0
