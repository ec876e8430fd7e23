"""What leaves for a language model tells nobody who the customer is."""

from __future__ import annotations

import pytest

from bot.rules.texts.redacted import HIDDEN, LONGEST, is_personal, personal, redacted

FACTS = {
    "first_name": "Léa",
    "last_name": "Martin-Dubois",
    "delivery_address": {"street": "12 rue des Lilas", "city": "Lyon"},
    "favourite": "Aroma",
    "phone": "+33612345678",
}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("écrivez-moi à lea.m+shop@exemple.co.uk svp", "exemple"),
        ("mon tél 06 12 34 56 78 merci", "12 34"),
        ("+33 (0)6.12.34.56.78", "34"),
        ("call +44 20 7946 0958 please", "7946"),
        ("ma carte 4970-1012-3456-7890 est refusée", "3456"),
        ("FR76 3000 6000 0112 3456 7890 189 mon iban", "3000"),
        ("j'habite 12 bis, rue des Lilas, vous livrez ?", "Lilas"),
        ("I live at 221 Baker Street, do you deliver?", "Baker"),
        ("je m'appelle Jean-Luc Petit et je voudrais", "Petit"),
        ("my name is John, how much?", "John"),
        ("voir https://exemple.fr/u/lea?id=7", "lea?"),
        ("mon compte @lea_martin", "martin"),
        ("c'est Léa, vous livrez quand ?", "Léa"),
        ("Martin-Dubois au téléphone", "Dubois"),
        ("commande 100234567", "100234567"),
    ],
)
def test_what_tells_who_it_is_is_hidden(text: str, gone: str) -> None:
    said = redacted(text, FACTS)
    assert gone not in said and HIDDEN in said


@pytest.mark.parametrize(
    "text",
    [
        "une machine à moins de 400 € pour 12 personnes, livrée le 24/12 ?",
        "vous êtes ouverts de 10h à 19h ?",
        "l'Aroma 2 fait 1 350 W ?",
        "the 3-in-1 kit, 2 of them, by Friday",
    ],
)
def test_a_question_stays_whole(text: str) -> None:
    assert redacted(text, FACTS) == text


def test_a_letter_is_cut() -> None:
    assert len(redacted("café " * 400)) == LONGEST


def test_a_text_of_ours_that_names_the_customer_is_known() -> None:
    assert is_personal("Bonjour Léa, voici le prix.", FACTS)
    assert not is_personal("Bonjour, voici l’Aroma.", FACTS)
    assert "Aroma" not in personal(FACTS) and "+33612345678" in personal(FACTS)
