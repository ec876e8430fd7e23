"""What facts are called, and which are for people."""

from __future__ import annotations

import pytest

from bot.engine.ledger.fact_names import FACTS, fact_word, is_told
from bot.model.message import Value


def test_a_fact_has_its_name_in_both_languages_and_another_loses_its_underscores() -> None:
    assert (fact_word("due", "fr"), fact_word("due", "en-GB")) == ("prévu pour", "planned for")
    assert fact_word("x_of_theirs", "fr") == "x of theirs"
    assert all(french and english for french, english in FACTS.values())


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("tries", 0, True), ("tries", "", False), ("looked_at", {}, False), ("offers", [], False), ("day", None, False),
     ("gone", False, True), ("whys", {"fr": "moins cher"}, False)],
)  # fmt: skip
def test_what_says_nothing_or_is_said_already_is_not_told(name: str, value: Value, told: bool) -> None:
    assert is_told(name, value) is told
