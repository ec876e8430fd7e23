"""A wider net for wishes of how to be written to: it only asks, and what speaks of something else is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.contact.contact_wishes import read_contact_wish
from bot.understanding.contact.contact_wishes_perhaps import read_wish_perhaps
from tests.understanding.contact.test_contact_wishes import TODAY, lines, shown


@pytest.mark.parametrize(("corpus", "missed"), [("dev", 5), ("blind", 4)])
def test_what_is_not_understood_at_once_is_asked_back_as_it_was_meant(corpus: str, missed: int) -> None:
    said = [
        (meaning, shown(read_contact_wish(phrase, TODAY) or read_wish_perhaps(phrase, TODAY)))
        for meaning, phrase in lines(corpus)
        if meaning != "none"
    ]
    assert len(said) > 80
    assert sum(meant != found for meant, found in said) <= missed


def test_wishes_written_blind_are_asked_back_as_often_as_it_is_told() -> None:
    """`blind_second` was written before this module and counted once: 17 of 80 were understood at once, 43 are asked
    back as they were meant; six more want another language, which `read_wish` knows. 66 of 80, 90 % is the goal.
    """
    said = [
        (meaning, shown(read_contact_wish(phrase, TODAY) or read_wish_perhaps(phrase, TODAY)))
        for meaning, phrase in lines("blind_second")
    ]
    assert sum(meant == found for meant, found in said) >= 60


@pytest.mark.parametrize("corpus", ["fr", "en", "blind"])
def test_look_alikes_are_hardly_ever_asked_about(corpus: str) -> None:
    harmless = [phrase for meaning, phrase in lines(corpus) if meaning == "none"]
    asked = [phrase for phrase in harmless if read_wish_perhaps(phrase, TODAY) is not None]
    assert len(asked) <= 0.02 * len(harmless), asked


@pytest.mark.parametrize(
    ("phrase", "meaning"),
    [
        ("deux messages dans le mois, c'est ma limite", "2/30"),
        ("a couple of texts a month would do", "2/30"),
        ("attendez 18h pour m'écrire", "18:00-"),
        ("stop texting me later than 8pm", "-20:00"),
        ("message me during office hours", "09:00-17:00"),
        ("only text me on weekdays", "not 5 6"),
        ("le dimanche on ne dérange pas les gens", "not 6"),
        ("whatsapp's easier for me", "whatsapp"),
        ("order updates yes, adverts no", "no offers"),
        ("laissez-moi respirer, plus de messages avant octobre", "pause 2026-10-01"),
    ],
)
def test_a_part_that_says_it_beside_a_word_of_messages_is_enough(phrase: str, meaning: str) -> None:
    assert shown(read_contact_wish(phrase, TODAY) or read_wish_perhaps(phrase, TODAY)) == meaning


@pytest.mark.parametrize(
    "phrase",
    [
        "je passe après 18h",
        "vous livrez le dimanche ?",
        "deux kilos par mois",
        "I'm only home after 6pm",
        "when do you text me?",
        "pas de sms",
        "je pars trois semaines, gardez mon colis",
        "pas de nouvelles, il devait arriver vendredi",
    ],
)
def test_what_speaks_of_something_else_is_none(phrase: str) -> None:
    assert read_wish_perhaps(phrase, TODAY) is None


@given(st.text(max_size=200))
def test_it_reads_anything(text: str) -> None:
    read_wish_perhaps(text, TODAY)
