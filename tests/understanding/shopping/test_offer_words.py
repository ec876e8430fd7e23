"""Words of offers in one form."""

from __future__ import annotations

from bot.understanding.shopping.offer_words import is_idle, stem, tokens


def test_plurals_and_accents_make_no_difference() -> None:
    assert tokens("Machines silencieuses, à l’Étage") == ["machine", "silencieuse", "a", "l", "etage"]
    assert [stem(word) for word in ("bateaux", "prix", "gras", "glass", "os")] == [
        "bateau",
        "pri",
        "gra",
        "glass",
        "os",
    ]


def test_what_holds_a_sentence_together_is_not_looked_for() -> None:
    said = tokens("Bonjour, avez-vous une machine pour moi ? Do you have any machines, please")
    assert [word for word in said if not is_idle(word)] == ["machine", "machine"]
