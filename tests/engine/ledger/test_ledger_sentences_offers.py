"""The ledger's sentences about offers are part of the one table, which `test_ledger_sentences` holds."""

from __future__ import annotations

from bot.engine.ledger.ledger_sentences import SENTENCES
from bot.engine.ledger.ledger_sentences_offers import OFFERS


def test_they_stand_in_the_table() -> None:
    assert OFFERS.items() <= SENTENCES.items()
