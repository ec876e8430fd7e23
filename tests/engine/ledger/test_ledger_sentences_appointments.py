"""The sentences about appointments, as staff read them."""

from __future__ import annotations

import string

from bot.engine.ledger.ledger import words
from bot.engine.ledger.ledger_sentences import SENTENCES
from bot.engine.ledger.ledger_sentences_appointments import APPOINTMENTS


def test_each_is_in_both_languages_with_the_same_facts() -> None:
    for name, (french, english) in APPOINTMENTS.items():
        facts = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (french, english)]
        assert facts[0] == facts[1], name
        assert SENTENCES[name] == (french, english)


def test_a_sentence_names_when_and_where() -> None:
    facts = {"when": "samedi 7 mars à 10:00", "where": "Moka Lyon"}
    assert words("appointment_booked", "fr", facts) == (
        "Rendez-vous pris : samedi 7 mars à 10:00, Moka Lyon. La boutique en est informée."
    )
