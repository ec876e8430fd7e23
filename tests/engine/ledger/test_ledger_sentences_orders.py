"""The sentences about orders, as staff read them."""

from __future__ import annotations

import string

from bot.engine.ledger.ledger import words
from bot.engine.ledger.ledger_sentences import SENTENCES
from bot.engine.ledger.ledger_sentences_orders import ORDERS


def test_each_is_in_both_languages_with_the_same_facts() -> None:
    for name, (french, english) in ORDERS.items():
        facts = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (french, english)]
        assert facts[0] == facts[1], name
        assert SENTENCES[name] == (french, english)


def test_a_sentence_names_both_orders() -> None:
    facts = {"order": "MM-9", "reference": "F2ECWT"}
    assert words("order_twice", "en", facts) == (
        "The shop’s order MM-9 may be the one made here (F2ECWT): somebody is to look."
    )
