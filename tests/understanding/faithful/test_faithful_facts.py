"""What a text states, by value."""

from __future__ import annotations

import pytest

from bot.understanding.faithful.faithful_facts import Fact, facts_of, in_digits


def stated(text: str, language: str) -> list[str]:
    return [str(fact) for fact in facts_of(text, language).stated]


@pytest.mark.parametrize(
    ("text", "language", "same"),
    [
        ("4,90 €", "fr", ["4.9 €"]),
        ("quatre euros quatre-vingt-dix, ou 4 € 90", "fr", ["4.9 €", "4.9 €"]),
        ("€4.90 or 4.90 euros", "en", ["4.9 €", "4.9 €"]),
        ("1 200,50 €", "fr", ["1200.5 €"]),
        ("$1,200.50", "en", ["1200.5 $"]),
        ("48 h, deux jours", "fr", ["2880 time", "2880 time"]),
        ("two years, a two-year guarantee, 24 months", "en", ["24 months"] * 3),
        ("de 10 h à 19h30", "fr", ["600 time", "1170 time"]),
        ("10 am to 7:30 pm, 12 am", "en", ["600 time", "1170 time", "0 time"]),
        ("3 à 5 jours, 3-5 jours, entre 3 et 5 jours", "fr", ["4320 time", "7200 time"] * 3),
        ("lundi 3 mars", "fr", ["lundi", "3", "mars"]),
        ("on Monday 3 March", "en", ["monday", "3", "march"]),
        ("you may march on", "en", []),
        ("une machine, un café", "fr", []),
        ("un an", "fr", ["12 months"]),
        ("20 % ou vingt pour cent", "fr", ["20 %", "20 %"]),
        ("250 g, 0,25 kg", "fr", ["250 g", "250 g"]),
        ("2 working days, 5 business days", "en", ["2880 time", "7200 time"]),
        ("3 boutiques", "fr", ["3"]),
    ],
)
def test_amounts_are_told_by_value(text: str, language: str, same: list[str]) -> None:
    assert stated(text, language) == same


def test_links_and_numbers_to_call_stand_apart() -> None:
    facts = facts_of("Voir https://a.example/x?y=1, moka.fr ou bonjour@moka.fr ; +33 4 78 00 11 22.", "fr")
    assert facts.links == {"https://a.example/x?y=1", "moka.fr", "bonjour@moka.fr"}
    assert facts.phones == {"0478001122"}
    assert facts.stated == ()


def test_the_words_around_a_fact_are_known() -> None:
    facts = facts_of("Express 9 €, standard 5 €.", "fr")
    assert facts.stated == (Fact("€", 9.0), Fact("€", 5.0))
    assert facts.between == ({"expres"}, {"standa"}, frozenset())


def test_numbers_in_words_become_digits() -> None:
    assert in_digits("Prêt en deux heures. Ou trois.", "fr") == "prêt en 2 heures.\nou 3."
    with pytest.raises(ValueError, match="too long"):
        facts_of("mot " * 200, "fr")
