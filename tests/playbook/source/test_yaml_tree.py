"""YAML 1.2 to placed nodes; what a playbook has no use for is refused."""

from __future__ import annotations

import pytest
import yaml

from bot.playbook.source import yaml_tree
from bot.playbook.source.nodes import Fields, Items, plain
from bot.playbook.source.yaml_tree import nodes, parse
from tests.playbook.playbooks import FLOW, assert_told

REFUSED = [
    ("a: ▸&b c", "anchors (`&b`) have no place"),
    ("a: ▸*b", "aliases (`*name`) have no place"),
    ("a: ▸!!python/object:os.system x", "tags (`!!python/object:os.system`) have no place"),
    ("a: ▸!!str 12", "tags (`!!str`) have no place"),
    ("▸<<: { a: 1 }", "`<<` (merging) has no place"),
    ("flow: a\n▸flow: b", "`flow` is written twice; the first is in line 1"),
    ("set:\n  a: 1\n  b: 2\n  ▸a: 3", "`a` is written twice; the first is in line 2"),
    ("flow: a\n▸---\nflow: b", "begins a second document"),
    ("say: {▸{ name }} bonjour", "needs quotes around it"),
    ("? ▸[a]\n: b", "needs quotes around it"),
    ("say: Bon▸\x07jour", "the character U+0007 can't be shown"),
    ("a: b\nsay: ▸\x00", "the character U+0000 can't be shown"),
    ('say: ▸"a\\u0000b"', "an escape in this text stands for a character that can't be shown"),
    ("a: " + "[" * 18 + "[▸[", "nested more than 20 deep"),
]


@pytest.mark.parametrize(("snippet", "says"), REFUSED, ids=lambda text: text[:40])
def test_what_a_playbook_has_no_use_for_is_refused_at_its_place(snippet: str, says: str) -> None:
    assert_told(FLOW, snippet, says)


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(9)
    )
    tree = parse(bomb, "a.yaml")
    assert tree.root is None
    assert [(fault.place.line, fault.place.column) for fault in tree.faults] == [(1, 4)]


def test_a_tree_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "LARGEST", 100)
    (fault,) = parse("- x\n" * 200, "a.yaml").faults
    assert (fault.place.line, "more than 100 values" in fault.message) == (100, True)


def test_the_norway_problem() -> None:
    text = "{ no: no, on: on, yes: Yes, off: OFF, y: y, at: 21:00, long: 1_000, x: 0x1F, o: 0o17, n: ~, t: true }"
    root = parse(text, "a.yaml").root
    assert root is not None
    assert plain(root) == {
        "no": "no", "on": "on", "yes": "Yes", "off": "OFF", "y": "y", "at": "21:00", "long": "1_000",
        "x": 31, "o": 15, "n": None, "t": True,
    }  # fmt: skip


def test_every_key_and_value_has_its_place() -> None:
    root = parse("flow: order\nsteps:\n  - say: Machine à 12 %\n  - { go: id }\n", "a.yaml").root
    assert isinstance(root, Fields)
    steps = root.field("steps")
    assert isinstance(steps, Items)
    assert (root.key("steps").line, root.key("steps").column) == (2, 1)
    assert (steps.line, steps.column) == (3, 3)
    said = steps[0].field("say")
    assert (str(said), said.line, said.column) == ("Machine à 12 %", 3, 10)
    assert (steps[1].field("go").line, steps[1].field("go").column) == (4, 11)


def test_the_shapes_of_the_language_are_read() -> None:
    text = (
        '- set: { customer.roast: "dark", conversation.tries: "{{ conversation.tries | plus: 1 }}" }\n'
        "- ask: Quoi ?\n  choices: [Demain, Plus tard: { stop: later }]\n"
        "- if: conversation.people > 12\n- at: 2026-03-02 10:00 Europe/Paris\n- holdout: 5 %\n"
    )
    root = parse(text, "a.yaml").root
    assert root is not None
    assert plain(root) == [
        {"set": {"customer.roast": "dark", "conversation.tries": "{{ conversation.tries | plus: 1 }}"}},
        {"ask": "Quoi ?", "choices": ["Demain", {"Plus tard": {"stop": "later"}}]},
        {"if": "conversation.people > 12"},
        {"at": "2026-03-02 10:00 Europe/Paris"},
        {"holdout": "5 %"},
    ]


def test_the_parser_in_python_gives_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a:\n  b: [1, two]\n  c: |\n    lines\nd: 'é'\n"
    quick = parse(text, "a.yaml")
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    slow = parse(text, "a.yaml")
    assert quick.root == slow.root
    assert quick.root is not None
    assert slow.root is not None
    assert [(n.line, n.column) for n in nodes(quick.root)] == [(n.line, n.column) for n in nodes(slow.root)]
