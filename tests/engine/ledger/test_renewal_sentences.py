"""Staff read why a purchase is expected, in the store's language."""

from __future__ import annotations

from datetime import date
from typing import get_args

from bot.engine.ledger import renewal_sentences
from bot.engine.ledger.ledger import words
from bot.engine.ledger.renewal_sentences import day, why, word
from bot.model.renewal import RENEWAL_WORDS
from bot.rules.order.renewals import Reason, ReasonKind


def test_every_reason_and_every_word_has_its_own() -> None:
    assert set(renewal_sentences._REASONS) == set(get_args(ReasonKind))
    assert len({word(one, "fr") for one in RENEWAL_WORDS}) == len(RENEWAL_WORDS)


def test_reasons_read_as_a_sentence() -> None:
    reasons = [Reason("rhythm", {"pieces": 2, "days": 60}), Reason("said", {"word": "away", "day": ""})]
    assert why(reasons, "en") == "60 days for a quantity of 2, said by the customer: away for a while"
    few = why([Reason("too_few", {"purchases": 1, "needed": 3})], "fr")
    assert few == "son rythme n’est connu qu’après 3 achats, 1 à ce jour"
    told = words("renewal_expected", "fr", {"family": "café", "day": day(date(2026, 4, 1), "fr"), "why": "x"})
    assert told == "« café » : prochain achat attendu le 1er avril 2026 (x)."
