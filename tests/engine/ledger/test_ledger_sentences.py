"""The table is whole: every sentence that the engine uses, in both languages, with the same facts."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from bot.engine.ledger.ledger_sentences import REASONS, SENTENCES

ENGINE = Path(__file__).resolve().parents[3] / "bot" / "engine"
RULES = ENGINE.parent / "rules" / "contact" / "contact_policy.py"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_languages_name_the_same_facts(sentence: str) -> None:
    french, english = SENTENCES[sentence]
    assert fields(french) == fields(english)
    assert french.endswith((".", "!")) and english.endswith((".", "!"))


def written(node: ast.AST) -> str | None:
    """The pattern of a text in the engine: itself, or what stands around the values of an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) or r"\w+" for part in node.values)
    return None


def test_no_sentence_is_without_use() -> None:
    modules = [one for one in ENGINE.rglob("*.py") if one.parent.name != "ledger"]  # where they stand themselves
    patterns = {written(node) for one in modules for node in ast.walk(ast.parse(one.read_text("utf-8")))}
    telling = sorted(one for one in patterns if one and re.search("[a-z]{4}", one.replace(r"\w", "")))
    used = re.compile("|".join(telling))
    assert [name for name in SENTENCES if not used.fullmatch(name)] == []


def test_every_rule_that_holds_or_refuses_has_its_reason() -> None:
    rules = set(re.findall(r'(?:Held|Refused)\([^"\n]*"([a-z -]+)"', RULES.read_text("utf-8")))
    assert rules
    assert rules <= set(REASONS)
