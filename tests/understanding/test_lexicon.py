"""The shared words: no entry begins another, so that no pattern is tried in more than one way."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from bot.understanding import lexicon
from bot.understanding.lexicon import GREETINGS, JOINS, PLEASE, THANKS, after, any_of, before

MARKERS = {
    name: getattr(lexicon, name)
    for name in (
        "GREETINGS",
        "YES",
        "NO",
        "PLEASE",
        "THANKS",
        "SORRY",
        "JOINS",
        "FILLERS",
        "EXCLAMATIONS",
        "SECOND_THOUGHTS",
        "APPROVAL",
    )
}


def test_markers_stand_before_and_after() -> None:
    pattern = re.compile(rf"{before(GREETINGS, JOINS)}combien{after(PLEASE, THANKS)}")
    for said in ("combien", "bonjour et combien s il vous plait merci", "hi and combien"):
        assert pattern.fullmatch(said)
    for said in ("bonjourcombien", "combiensvp", "merci combien"):
        assert not pattern.fullmatch(said)


@pytest.mark.parametrize(("one", "other"), [*permutations(MARKERS, 2), *((name, name) for name in MARKERS)])
def test_no_marker_begins_another(one: str, other: str) -> None:
    spoken = [entry.strip() for entry in MARKERS[other].split(",")]
    for entry in (entry.strip() for entry in MARKERS[one].split(",")):
        assert [said for said in spoken if re.match(rf"{any_of(entry)} ", f"{said} x") and said != entry] == []
