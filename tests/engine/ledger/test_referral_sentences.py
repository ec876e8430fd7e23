"""The ledger's sentences about friends brought by a code."""

from __future__ import annotations

from bot.engine.ledger.ledger import words
from bot.engine.ledger.referral_sentences import SENTENCES


def test_each_is_said_in_both_languages_and_tells_no_name() -> None:
    for name in SENTENCES:
        french, english = words(name, "fr", {}), words(name, "en", {})
        assert french != english
        assert french.endswith(".") and english.endswith(".")
        assert "{" not in french + english
