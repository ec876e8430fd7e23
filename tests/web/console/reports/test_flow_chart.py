"""A flow as a drawing: who stands where, what goes on, what stops."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.store.reports.flow_counts import Began, Course
from bot.web.console.reports.flow_chart import HEIGHT, LEAST, TALL, Chart, chart

ORDER = ["a", "b", "c", "d"]


def course(passed: dict[tuple[str, str], int], stopped: dict[tuple[str, str], int], started: int = 100) -> Course:
    reached: dict[str, int] = {}
    for (_, to), count in passed.items():
        reached[to] = reached.get(to, 0) + count
    outcomes: dict[str, int] = {}
    for (_, outcome), count in stopped.items():
        outcomes[outcome] = outcomes.get(outcome, 0) + count
    return Course(
        began=Began(started, outcomes),
        reached=reached,
        passed=passed,
        stopped=stopped,
        lost={},
        arms={},
        won={},
        median=None,
    )


def overlapping(drawn: Chart) -> bool:
    boxes = [(node.x, node.y) for node in drawn.nodes]
    return any(
        one is not other and one[0] == other[0] and abs(one[1] - other[1]) < HEIGHT
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
    )


def test_steps_stand_right_of_where_customers_come_from() -> None:
    drawn = chart(
        course(
            {("", "a"): 100, ("a", "b"): 60, ("a", "c"): 30, ("b", "d"): 20},
            {("d", "converted"): 20, ("a", "expired"): 10, ("b", "expired"): 40},
        ),
        ORDER,
    )
    assert drawn is not None
    x = {node.id: node.x for node in drawn.nodes}
    assert x["a"] < x["b"] == x["c"] < x["d"] < x["converted"]
    assert [(drop.step, drop.count) for drop in drawn.drops] == [("a", 10), ("b", 40)]
    assert drawn.drops[1].width == round(40 * TALL / 100, 1), "one scale"
    assert [band.count for band in drawn.bands if band.count] == [60, 30], "where there is room"
    assert len(drawn.bands) == 4


def test_who_went_back_is_drawn_where_they_came_to_first_and_nobody_is_no_drawing() -> None:
    drawn = chart(course({("", "b"): 5, ("b", "a"): 5}, {}), ORDER)
    assert drawn is not None
    assert drawn.bands == ()
    assert chart(course({}, {}), ORDER) is None


def test_a_small_crowd_is_seen() -> None:
    drawn = chart(course({("", "a"): 10_000, ("a", "b"): 1}, {("a", "left"): 1}, 10_000), ORDER)
    assert drawn is not None
    assert drawn.drops[0].width == LEAST


@given(
    st.dictionaries(st.tuples(st.sampled_from(ORDER), st.sampled_from(ORDER)), st.integers(1, 500), max_size=12),
    st.dictionaries(
        st.tuples(st.sampled_from(ORDER), st.sampled_from(["expired", "converted", "done"])),
        st.integers(1, 500),
        max_size=8,
    ),
)
def test_no_box_stands_over_another_whatever_customers_do(
    passed: dict[tuple[str, str], int], stopped: dict[tuple[str, str], int]
) -> None:
    drawn = chart(course(passed, stopped), ORDER)
    if drawn is not None:
        assert not overlapping(drawn)
        assert all(0 <= node.x <= drawn.width and 0 <= node.y <= drawn.height for node in drawn.nodes)


def test_a_drawing_is_spread_over_the_page_unless_it_is_too_large_or_too_small_for_that() -> None:
    def of_steps(count: int) -> Chart:
        names = [f"s{number}" for number in range(count)]
        passed = dict.fromkeys(zip(["", *names], names, strict=False), 100)
        drawn = chart(course(passed, {(names[-1], "converted"): 100}), names)
        assert drawn is not None
        return drawn

    assert [of_steps(count).is_as_drawn for count in (1, 4, 12)] == [True, False, True]
