"""Where a part of a text stands in its file."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Place
from bot.playbook.source.nodes import Fields
from bot.playbook.source.places import Places, files_meant
from bot.playbook.source.yaml_tree import parse

PLACED = [
    ("say: abc", 1, 2, (1, 7)),
    ('say: "abc"', 1, 2, (1, 8)),
    ("say: 'abc'", 1, 3, (1, 9)),
    ("say: |\n  ab\n  cde", 2, 3, (3, 5)),
    ("say: |\n    ab\n\n    cde", 3, 1, (4, 5)),
    ('say: "a\\tbc"', 1, 3, (1, 6)),
    ("say: >\n  ab\n  cd", 1, 4, (1, 6)),
    ("say: 'it''s'", 1, 4, (1, 6)),
    ("say: |\n  ab", 9, 1, (1, 6)),
]


@pytest.mark.parametrize(("text", "line", "column", "place"), PLACED)
def test_a_part_is_placed(text: str, line: int, column: int, place: tuple[int, int]) -> None:
    root = parse(text, "a").root
    assert isinstance(root, Fields)
    assert Places({"a": text}).within(root.field("say"), "a", line, column) == Place("a", *place)


def test_a_file_is_named_from_the_folder_from_flows_or_from_beside() -> None:
    assert files_meant("../a.jpg", "flows/conversations/b.yaml") == ("../a.jpg", "a.jpg", "flows/a.jpg")
