"""The geometry of drawings: one linear scale, nothing too small to see, intervals that hold the rate."""

from __future__ import annotations

import pytest

from bot.rules.intervals import share
from bot.web.console.frame import templates
from bot.web.console.reports.charts import intervals, nice, series, shade


def test_a_rate_lies_in_its_interval() -> None:
    low, high = share(8, 10).low, share(8, 10).high
    assert low == pytest.approx(0.4902, abs=1e-4)  # Wilson, 1927
    assert high == pytest.approx(0.9433, abs=1e-4)
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)
    assert share(0, 20).low == 0.0
    assert share(20, 20).high == 1.0


def test_intervals_stand_on_one_scale() -> None:
    drawn = intervals([("A", share(30, 100), "30 %", False), ("Témoin", share(10, 100), "10 %", True)])
    first, second = drawn.rows
    assert first.low < first.x < first.high
    assert second.x < first.x
    assert second.hollow
    assert drawn.ticks[0][1] == "0"


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawn = series([("1", 0.0, "0"), ("2", 5.0, "5"), ("3", None, ""), ("4", 10.0, "10")])
    assert len(drawn.paths) == 2
    assert [dot.name for dot in drawn.dots] == ["1", "2", "4"]
    assert drawn.dots[0].y > drawn.dots[1].y > drawn.dots[2].y
    assert series([]).paths == ()


def test_a_scale_ends_at_a_round_number() -> None:
    assert [nice(value) for value in (0, 1, 3, 20, 21, 0.3)] == [1, 1, 5, 20, 50, 0.5]


def test_a_cell_is_darker_the_more_there_is() -> None:
    assert [shade(value, 100) for value in (0, 1, 25, 26, 100)] == ["", "h1", "h1", "h2", "h4"]


def test_drawings_are_painted_without_styles_and_strangers_words_are_inert() -> None:
    macros = templates("fr").get_template("charts.html").module
    drawn = (
        macros.intervals(intervals([("<script>", share(3, 9), "33 %", True)]), "Taux"),  # type: ignore[attr-defined]
        macros.series(series([("1", 1.0, "1"), ("2", 2.0, "2")]), "Notes"),  # type: ignore[attr-defined]
    )
    for text in map(str, drawn):
        assert "<svg" in text
        assert "style=" not in text
        assert "<script" not in text
