"""Scales, levels and what many scores come to."""

from __future__ import annotations

import pytest

from bot.rules.order.feedback import LEVELS, SCALES, ScaleName, recovery_rate, rounded, scale_named, summary


@pytest.mark.parametrize(
    ("name", "low", "middle", "high"),
    [
        ("csat", [1, 2], [3], [4, 5]),
        ("nps", [0, 1, 2, 3, 4, 5, 6], [7, 8], [9, 10]),
        ("ces", [1, 2, 3], [4], [5, 6, 7]),
    ],
)
def test_every_score_of_a_scale_has_its_level(
    name: ScaleName, low: list[int], middle: list[int], high: list[int]
) -> None:
    scale = SCALES[name]
    levels = {level: [score for score in scale.scores if scale.level(score) == level] for level in LEVELS}
    assert levels == {"low": low, "middle": middle, "high": high}


@pytest.mark.parametrize(("score", "whole"), [(3.5, 3), (3.4, 3), (3.51, 4), (3.7, 4), (7.5, 7), (0.5, 0), (4.0, 4)])
def test_a_half_goes_down(score: float, whole: int) -> None:
    assert rounded(score) == whole


def test_csat_is_the_share_of_the_satisfied() -> None:
    found = summary("csat", {1: 1, 2: 1, 3: 2, 4: 3, 5: 3})
    assert (found.count, found.low, found.middle, found.high, found.figure) == (10, 2, 2, 6, 60.0)


def test_nps_is_promoters_less_detractors() -> None:
    assert summary("nps", {0: 1, 6: 1, 7: 2, 8: 1, 9: 2, 10: 3}).figure == 30.0
    assert summary("nps", {0: 4}).figure == -100.0
    assert summary("nps", {10: 4}).figure == 100.0


def test_ces_is_the_mean() -> None:
    assert summary("ces", {7: 2, 4: 1, 2: 1}).figure == 5.0


def test_nobody_has_no_figure_and_what_is_off_the_scale_counts_for_nobody() -> None:
    assert summary("csat", {}).figure is None
    assert summary("csat", {0: 9, 6: 9}).count == 0
    assert recovery_rate(0, 0) is None


def test_who_has_not_been_asked_is_not_recovered() -> None:
    assert recovery_rate(3, 1) == 75.0
    assert recovery_rate(1, 1, waiting=2) == 25.0


def test_a_scale_is_known_by_its_name_and_nothing_else_is_one() -> None:
    assert scale_named("nps") == SCALES["nps"]
    assert scale_named("stars") is None
    assert scale_named(None) is None
