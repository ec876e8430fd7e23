"""The parser's complaints, where the mistake is and in words that help."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import FLOW, assert_told

BROKEN = [
    ("say: Bonjour▸: voici", "needs quotes around it"),
    ("flow: order\nsay: ▸'Bonjour\nstop: x\n", "a quote opened here is never closed"),
    ('flow: order\nsay: ▸"Bonjour\n', "a quote opened here is never closed"),
    ("tags: ▸[a, b\n", "a `[` opened here is never closed"),
    ("set: ▸{ a: 1\n", "a `{` opened here is never closed"),
    ("▸\tsay: x", "indented with a tab; use spaces"),
    ("a:\n▸\t- b", "indented with a tab; use spaces"),
    ("flow: order\nsteps:\n  - say: a\n▸\u00a0\u00a0id: b\n", "with a no-break space; use spaces"),
    ("flow: order\nsteps:\n  - id: a\n    ask: b\n▸\u00a0\u00a0as: text\n    save: c\n", "with a no-break space; use"),
    ("say: ▸@moka", "can't begin with this character"),
    ("say: ▸`moka`", "can't begin with this character"),
    ("say: ▸%moka", "can't begin with this character"),
    ("- a\n▸b: c", "does not fit the list above it"),
    ("- a: b\n ▸- c", "does not fit the list above it"),
    ("a: 1\n b▸: 2", "needs quotes around it"),
    ("a: ▸- b", "put `- ` on a line of its own"),
    ('a: "C:▸\\d"', "use 'single quotes'"),
    ("a: 'x' ▸y", "does not fit those above it"),
    ("a: | ▸x", "the text begins on the next line"),
    ("▸]", "something is missing"),
    ("a: ▸!x y", "put a text with `!` in quotes"),
    ("flow: order\nsteps:\n  - say: x\n ▸- stop: y\n", "does not fit"),
]  # fmt: skip


@pytest.mark.parametrize(("snippet", "says"), BROKEN, ids=str)
def test_a_text_that_is_no_yaml_is_one_located_fault(snippet: str, says: str) -> None:
    assert_told(FLOW, snippet, says)
