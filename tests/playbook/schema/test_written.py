"""Unknown keys, missing keys, and mappings where something else stands."""

from __future__ import annotations

import pytest

from bot.playbook.schema.written import Written, named, refuse
from bot.playbook.source.yaml_tree import parse
from tests.playbook.playbooks import ANSWERS, FLOW, POLICY, assert_told, flow

WRONG = [
    (FLOW, flow("  - ask: x\n    save: a\n    ▸chioces: [a]"), "unknown key `chioces`; did you mean `choices`?"),
    (FLOW, flow("  - say: x\n    ▸imgae: a.jpg"), "did you mean `image`?"),
    (FLOW, flow("  - say: x\n    ▸zzz: 1"), "unknown key `zzz`; known: document, id, if, image, links, say, "),
    (FLOW, flow("  - say: ▸{ sms: x }"), "`text` is missing"),
    (FLOW, flow("  - say: { text: x, ▸smss: y }"), "did you mean `sms`?"),
    (FLOW, "▸flow: order\n", "`steps` is missing"),
    (FLOW, "▸steps: [{ stop: x }]\n", "`flow` is missing"),
    (FLOW, flow("  - stop: x", "▸start: []"), "did you mean `starts`?"),
    (FLOW, "▸- flow: order\n", "expected a mapping (`key: value`), found a list"),
    (FLOW, "▸order\n", "expected a mapping (`key: value`), found `order`"),
    (POLICY, "▸idel: 3 days\n", "did you mean `idle`?"),
    (POLICY, "quiet: { ▸reply: never }\n", "unknown key `reply`; known: care, marketing, service"),
    (POLICY, "quiet: { marketing: { ▸monady: never } }\n", "did you mean `monday`?"),
    (POLICY, "sms: ▸2\n", "expected a mapping (`key: value`), found `2`"),
    (ANSWERS, "- ▸answer: a\n  question: b\n", "`say` is missing"),
    (ANSWERS, "▸answer: a\nquestion: b\nsay: c\n", "expected a list (lines that begin with `- `), found a mapping"),
    (ANSWERS, "- { answer: a, question: b, say: c, tags: ▸delivery }\n", "expected a list"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "snippet", "says"), WRONG, ids=lambda text: text[-50:])
def test_a_key_that_is_wrong_or_missing_is_told_at_its_place(file: str, snippet: str, says: str) -> None:
    assert_told(file, snippet, says)


def test_what_a_node_is_called() -> None:
    root = parse("a: {}\nb: []\nc: text\nd:\ne: " + "x" * 60, "a").root
    assert isinstance(root, dict)
    assert [named(root.field(name)) for name in "abcd"] == ["a mapping (`key: value`)", "a list", "`text`", "nothing"]
    assert len(named(root.field("e"))) == 42


def test_a_refusal_says_its_sentence_whatever_signs_it_has() -> None:
    assert str(refuse("write `{{ x }}` or {y}")) == "write `{{ x }}` or {y}"


def test_a_model_knows_its_keys_as_they_are_written() -> None:
    class Small(Written):
        name: str = ""

    assert Small.known() == {"name"}
