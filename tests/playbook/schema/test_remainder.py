"""What is left of a file once all that does not fit is taken out."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.playbook.schema.remainder import Remainder, remainder
from bot.playbook.source.nodes import plain
from bot.playbook.source.yaml_tree import parse


class Part(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    name: str
    size: int = 0


PARTS = TypeAdapter(list[Part])


def left_of(text: str) -> Remainder:
    root = parse(text, "a.yaml").root
    assert root is not None
    return remainder(root, lambda node: PARTS.validate_python(node), lambda details: details["input"])


def names(left: Remainder) -> list[str]:
    return [part.name for part in left.model]


def taken(left: Remainder) -> list[Any]:
    return [plain(node) for node in left.taken_out]


def test_what_fits_stays_and_what_does_not_is_handed_back() -> None:
    left = left_of("- { name: a, size: many }\n- { size: 2 }\n- { name: c, size: 3 }\n")
    assert names(left) == ["a", "c"]
    assert taken(left) == [{"size": 2}, "many"]


def test_what_holds_nothing_useful_any_more_goes_too() -> None:
    left = left_of("- { name: [a] }\n- { name: b }\n")
    assert names(left) == ["b"]
    assert taken(left) == [["a"], {}]


def test_nothing_is_left_of_another_thing_altogether() -> None:
    assert left_of("name: a\n") == Remainder(None, ())


def test_the_tree_that_was_read_is_left_as_it_is() -> None:
    root = parse("- { name: a, size: many }\n", "a.yaml").root
    assert root is not None
    remainder(root, lambda node: PARTS.validate_python(node), lambda details: details["input"])
    assert plain(root) == [{"name": "a", "size": "many"}]
