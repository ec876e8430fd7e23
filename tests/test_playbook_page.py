"""`docs/playbook.md` is true: its blocks are one playbook without a fault, its tests pass, and no word of the language
is missing from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.playbook import build
from bot.playbook.check.vocabulary import EVENTS, NAMESPACES, PLAIN
from bot.playbook.json_schema import json_schema
from bot.playbook.liquid.filters import all_filters
from bot.playbook.schema.steps import VERBS
from bot.studio.playbook_tests.running import run
from bot.studio.playbook_tests.scripts import Script, read_scripts
from bot.understanding.questions.matcher import Matcher
from bot.understanding.shopping.sold_offers import SoldOffers

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "playbook.md").read_text(encoding="utf-8")
#: A block of a file begins with its path; the line stays, so that a fault's line is the block's.
BLOCKS = dict(re.findall(r"^```(?:yaml|csv|text)\n# (flows/\S+)\n(.*?)^```", PAGE, re.M | re.S))
KEYS = frozenset(re.findall(r"([a-z_]+)(?:\.\w+)?(?: \([a-z]+\))?[:,`]", PAGE))
#: Long forms of what the page shows short, and the days between Monday and Saturday.
SPELT_OUT = {"label", "list", "ids", "when", "url", "fact", "tuesday", "wednesday", "thursday", "friday"}


def test_its_blocks_are_one_playbook_without_a_fault() -> None:
    checked = build(BLOCKS)
    assert [str(fault) for fault in checked.faults] == []


@pytest.mark.parametrize("script", read_scripts(BLOCKS), ids=lambda script: script.name)
def test_its_tests_pass(script: Script) -> None:
    playbook = build(BLOCKS).playbook
    assert playbook is not None
    matcher, sold = Matcher(playbook), SoldOffers(playbook.offers, (), playbook.criteria, playbook.offer_words)
    result = run(script, playbook, lambda text, language, asked: sold.read(matcher.read(text, language, asked), text))
    assert [str(failure) for failure in result.failures] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_stands_in_one_of_its_flows(verb: str) -> None:
    assert any(re.search(rf"\b{verb}:", text) for text in BLOCKS.values())


def keys() -> Iterator[tuple[str, str]]:
    for model, shape in json_schema()["$defs"].items():
        yield from ((model, name) for name, key in shape.get("properties", {}).items() if not key.get("deprecated"))


def test_every_key_of_every_file_is_there() -> None:
    assert {f"{model}: {key}" for model, key in keys() if key not in KEYS | SPELT_OUT} == set()


def test_every_event_filter_and_plain_value_is_there() -> None:
    names = EVENTS | all_filters().keys() | PLAIN
    assert {name for name in names if f"`{name}`" not in PAGE and f"`{name}:" not in PAGE} == set()


#: Where a person has the thread, what the staff's side tells.
HANDOVER = ({"minutes", "team", "reason", "staff"}, {"minutes", "team"})


@pytest.mark.parametrize(
    ("namespace", "names", "always"),
    [*((name, known.names, known.always) for name, known in NAMESPACES.items()), ("handover", *HANDOVER)],
)
def test_every_value_is_there_and_bold_are_those_that_need_no_default(
    namespace: str, names: Iterable[str], always: Iterable[str]
) -> None:
    [line] = re.findall(rf"^\| `{namespace}` \| (.*) \|$", PAGE, re.M)
    bold = " ".join(re.findall(r"\*\*(.*?)\*\*", line))
    assert set(re.findall(r"\w+", line)) >= set(names)
    assert set(bold.split()) == set(always)
