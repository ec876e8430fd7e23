"""Comparisons that never raise."""

from datetime import UTC, datetime

import pytest

from bot.playbook.liquid.liquid_comparisons import holds_within, less, same
from bot.playbook.liquid.liquid_scene import Absent

ABSENT = Absent("x")
EARLY, LATE = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(("left", "right"), [(1, 2), (1.5, 2), ("a", "b"), ("B", "a"), (EARLY, LATE)])
def test_numbers_texts_and_instants_are_in_order(left: object, right: object) -> None:
    assert less(left, right)
    assert not less(right, left)
    assert not less(left, left)


@pytest.mark.parametrize("left", [1, "1", True, None, ABSENT, [1], {"a": 1}, EARLY, datetime(2026, 3, 1)])  # noqa: DTZ001
@pytest.mark.parametrize("right", ["a", None, ABSENT, [0], {}, False])
def test_what_has_no_order_is_neither_less_nor_more(left: object, right: object) -> None:
    if type(left) is not type(right):
        assert not less(left, right)
        assert not less(right, left)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        ("1", 1, False),
        (None, ABSENT, True),
        (ABSENT, Absent("y"), True),
        (ABSENT, "", False),
        (["a"], ["a"], True),
    ],
)
def test_equality_keeps_numbers_texts_and_truth_apart(left: object, right: object, equal: bool) -> None:
    assert same(left, right) is equal
    assert same(right, left) is equal


@pytest.mark.parametrize(
    ("left", "right", "within"),
    [
        ("noir et blanc", "noir", True),
        ("12 mars", 12, True),
        ("true", True, False),
        (["a", "b"], "b", True),
        (("a",), "b", False),
        ({"a": 1}, "a", True),
        (["a"], ["a"], False),
        (ABSENT, "a", False),
        ("a", ABSENT, False),
        (12, 1, False),
    ],
)
def test_texts_and_lists_contain_and_nothing_else_does(left: object, right: object, within: bool) -> None:
    assert holds_within(left, right) is within
