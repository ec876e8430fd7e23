"""Late answers, and mourning, as staff read of them."""

from __future__ import annotations

from bot.engine.ledger import ledger
from bot.engine.ledger.ledger_sentences_late import LATE


def test_each_is_a_sentence_of_the_ledger_in_both_languages() -> None:
    for sentence, both in LATE.items():
        for language, said in zip(("fr", "en"), both, strict=True):
            assert ledger.words(sentence, language, {"title": "Panier"}) == said.replace("{title}", "Panier")
