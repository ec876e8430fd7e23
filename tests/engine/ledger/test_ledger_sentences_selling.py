"""The sentences about what is sold, as staff read them."""

from __future__ import annotations

from bot.engine.ledger.ledger import words
from bot.engine.ledger.ledger_sentences_selling import SELLING


def test_a_sentence_names_both_orders() -> None:
    facts = {"order": "MM-9", "reference": "F2ECWT"}
    assert words("order_twice", "en", facts) == (
        "The shop’s order MM-9 may be the one made here (F2ECWT): somebody is to look."
    )


def test_what_is_said_of_a_friends_code_tells_no_name() -> None:
    told = [both for name, both in SELLING.items() if name.startswith("referral_")]
    assert len(told) >= 5
    assert not any("{" in text for both in told for text in both)
