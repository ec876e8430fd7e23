"""The judge between a language model and the customer, on pairs of a text and what a model made of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.faithful.faithful import Unfaithful, unfaithful

WRITTEN = Path(__file__).resolve().parents[2] / "data" / "faithful" / "pairs.jsonl"
PAIRS = [json.loads(line) for line in WRITTEN.read_text("utf-8").splitlines()]
FAITHFUL = [pair for pair in PAIRS if pair["verdict"] == "ok"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["said"][:60])
def test_each_pair_has_its_verdict(pair: dict[str, str]) -> None:
    wrong = unfaithful(pair["source"], pair["said"], pair["language"])
    assert (wrong.kind if wrong else "ok") == pair["verdict"], wrong


def test_there_are_enough_of_both() -> None:
    assert len(PAIRS) >= 150 and len(FAITHFUL) >= 40
    assert {pair["language"] for pair in FAITHFUL} == {"fr", "en"}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["source"][:40])
def test_a_text_says_what_it_says(pair: dict[str, str]) -> None:
    assert unfaithful(pair["source"], pair["source"], pair["language"]) is None


@given(st.sampled_from(FAITHFUL), st.data())
def test_no_figure_can_be_changed(pair: dict[str, str], data: st.DataObject) -> None:
    """Whatever digit a faithful rewording has, another in its place is found out."""
    said = pair["said"]
    digits = [found.start() for found in re.finditer(r"\d", said)]
    if not digits:
        return
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != said[place]]))
    assert unfaithful(pair["source"], said[:place] + other + said[place + 1 :], pair["language"]) is not None


@given(st.sampled_from(FAITHFUL), st.data())
def test_no_sentence_of_another_answer_slips_in(pair: dict[str, str], data: st.DataObject) -> None:
    others = [one for one in FAITHFUL if one["language"] == pair["language"] and one["source"] != pair["source"]]
    other = data.draw(st.sampled_from(others))
    assert unfaithful(pair["source"], f"{pair['said']} {other['source']}", pair["language"]) is not None


@given(st.sampled_from(PAIRS), st.text(max_size=300))
def test_nothing_makes_it_fall(pair: dict[str, str], said: str) -> None:
    wrong = unfaithful(pair["source"], said, pair["language"])
    assert wrong is None or isinstance(wrong, Unfaithful)


def test_a_sentence_too_long_to_be_looked_at_is_refused() -> None:
    long = "La livraison coûte 4,90 € " + "et encore " * 60 + "."
    assert unfaithful(long, long, "fr") == Unfaithful("length")
