"""What the ends of conversations are called: no name of the example store's is left in English to a French reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.web.console.wording.outcome_words import outcome_words

FLOWS = Path(__file__).resolve().parents[4] / "flows" / "conversations"
NAMED = sorted({name for path in FLOWS.rglob("*.yaml") for name in re.findall(r"stop: (\w+)", path.read_text("utf-8"))})


def test_outcomes_in_words() -> None:
    assert outcome_words("converted", "fr") == "Conversion"
    assert outcome_words("handed_over", "fr") == "Confiée à l’équipe"
    assert outcome_words("my_own", "en") == "My own"


@pytest.mark.parametrize("name", NAMED)
def test_an_outcome_of_the_example_store_is_told_in_french(name: str) -> None:
    assert outcome_words(name, "fr") != name.replace("_", " ").capitalize()
