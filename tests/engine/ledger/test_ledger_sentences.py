"""The table is whole: every sentence that the engine uses, in both languages, with the same facts."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from bot.engine.ledger.ledger_sentences import REASONS, SENTENCES

ENGINE = Path(__file__).resolve().parents[3] / "bot" / "engine"
RULES = ENGINE.parent / "rules" / "contact_policy.py"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_languages_name_the_same_facts(sentence: str) -> None:
    french, english = SENTENCES[sentence]
    assert fields(french) == fields(english)
    assert french.endswith((".", "!")) and english.endswith((".", "!"))


def used() -> set[str]:
    found: set[str] = set()
    for module in ENGINE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_no_sentence_is_without_use() -> None:
    assert set(SENTENCES) <= used()


def test_every_rule_that_holds_or_refuses_has_its_reason() -> None:
    rules = set(re.findall(r'(?:Held|Refused)\([^"\n]*"([a-z -]+)"', RULES.read_text("utf-8")))
    assert rules
    assert rules <= set(REASONS)
