"""What a word means by YAML 1.2's core schema."""

from __future__ import annotations

import pytest

from bot.playbook.source.nodes import Fields, plain, word
from bot.playbook.source.yaml_tree import parse

MEANINGS = [
    ("", None), ("~", None), ("null", None), ("Null", None), ("true", True), ("FALSE", False), ("True", True),
    ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"), ("12", 12), ("-3", -3), ("+4", 4),
    ("012", 12), ("1_000", "1_000"), ("0o14", 12), ("0xff", 255), ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0),
    ("1.", 1.0), ("1e999", "1e999"), (".inf", ".inf"),
    ("21:00", "21:00"), ("2026-03-02", "2026-03-02"), ("1 000", "1 000"), ("5 %", "5 %"), ("--1", "--1"),
    ("0b11", "0b11"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meaning"), MEANINGS)
def test_a_plain_scalar_means_what_yaml_1_2_says(text: str, meaning: object) -> None:
    value = word(text, 1, 1).value()
    assert value == meaning
    assert type(value) is type(meaning)


@pytest.mark.parametrize("text", ["12", "true", "", "~"])
def test_a_quoted_scalar_is_a_text(text: str) -> None:
    assert word(text, 1, 1, style='"').value() == text


def test_a_word_stays_what_was_written() -> None:
    assert word("012", 1, 1) == "012"
    assert word("no", 1, 1).empty is False
    assert word("~", 1, 1).empty is True


def test_a_key_is_found_with_its_place() -> None:
    root = parse("a: 1\nb: 2\n", "x").root
    assert isinstance(root, Fields)
    assert root.key("b").line == 2
    assert root.field("c") is None
    assert plain(root) == {"a": 1, "b": 2}
    with pytest.raises(KeyError):
        root.key("c")
