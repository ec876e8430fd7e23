"""The sentences about appointments, as staff read them."""

from __future__ import annotations

from bot.engine.ledger.ledger import words


def test_a_sentence_names_when_and_where() -> None:
    facts = {"when": "samedi 7 mars à 10:00", "where": "Moka Lyon"}
    assert words("appointment_booked", "fr", facts) == (
        "Rendez-vous pris : samedi 7 mars à 10:00, Moka Lyon. La boutique en est informée."
    )
