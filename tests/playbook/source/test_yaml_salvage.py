"""A YAML file read around its mistakes."""

from __future__ import annotations

import pytest

from bot.playbook.source.nodes import plain
from bot.playbook.source.yaml_salvage import read

READ = [
    ("- a: 1\n- b: x: y\n- c: 3\n", [{"a": 1}, {"c": 3}], ["- b: x: y"]),
    (
        "s:\n  - a: 1\n  - b: {{ x }}\n    c: 2\n\n  - d: 3\n",
        {"s": [{"a": 1}, {"d": 3}]},
        ["  - b: {{ x }}\n    c: 2\n"],
    ),
    ('- a: "never\n', None, []),
    ("- a: &x 1\n- b: *x\n- c: 2\n", [{"c": 2}], ["- a: &x 1", "- b: *x"]),
    ("a: &x 1\n", None, []),
    ("", None, []),
]


@pytest.mark.parametrize(("text", "left", "lost"), READ)
def test_the_list_item_of_a_mistake_is_taken_out(text: str, left: object, lost: list[str]) -> None:
    found = read(text, "a.yaml")
    assert (plain(found.root) if found.root is not None else None) == left
    assert [str(word) for word in found.lost] == lost


def test_what_is_left_keeps_its_places_and_each_mistake_is_told() -> None:
    found = read("- a: 1\n- b: x: y\n- c: @z\n- d: 4\n", "a.yaml")
    assert [(fault.place.line, fault.place.column) for fault in found.faults] == [(2, 7), (3, 6)]
    assert found.root is not None
    assert [(item.line, item.column) for item in found.root] == [(1, 3), (4, 3)]


def test_where_the_rest_can_not_be_read_only_the_first_mistake_is_told() -> None:
    found = read("- a: 1\n- b: x: y\nc: 2\nd: [\n", "a.yaml")
    assert found.root is None
    assert len(found.faults) == 1
