"""The preference centre in the chat."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.effects import RecordConsent
from bot.playbook.compiled import Playbook
from bot.rules.contact_policy import consents
from tests.engine.chat import STORE, Chat, playbook
from tests.engine.shop import TASTING

Opens = Callable[..., Chat]


@pytest.mark.parametrize("words", ["/preferences", "mes préférences", "gérer mes messages", "Mes préférences svp"])
def test_a_customer_sees_what_they_get_with_a_button_for_each(chat: Opens, book: Playbook, words: str) -> None:
    lea = chat(book, consent=("marketing",)).says(words)
    lea.hears(
        "offres\N{NO-BREAK SPACE}: oui (Telegram)",
        choices=(
            "Plus de nouveautés",
            "Rien sur mes achats",
            "In English",
            "Ne plus rien recevoir",
            "C’est bien ainsi",
        ),
    )


@pytest.mark.parametrize("words", ["my preferences", "manage my messages", "/preferences"])
def test_in_english_too(chat: Opens, book: Playbook, words: str) -> None:
    lea = chat(book, language="en").says(words)
    lea.hears("News and offers: no").presses("It’s fine as it is").hears("nothing changes")


def test_news_are_asked_for_in_the_words_that_are_their_proof(chat: Opens) -> None:
    book = playbook(TASTING, policy='consent: { marketing: "Je veux les nouvelles par {{ channel }}." }\n')
    lea = chat(book).says("/preferences").hears("offres\N{NO-BREAK SPACE}: non").presses("Recevoir les nouveautés")
    lea.hears("Je veux les nouvelles par Telegram.", choices=("Oui", "Non")).says("oui").hears("c’est noté")
    (row,) = [effect for effect in lea.effects if isinstance(effect, RecordConsent)]
    assert (row.wording, row.source, row.granted) == ("Je veux les nouvelles par Telegram.", "preferences", True)
    assert consents(lea.customer, "marketing", "telegram") is True


def test_they_may_be_declined(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/preferences").ignores_what_was_said().presses("Recevoir les nouveautés")
    lea.ignores_what_was_said().presses("Non").hears("rien ne change")
    assert consents(lea.customer, "marketing", "telegram") is False


def test_where_the_country_asks_they_are_confirmed(chat: Opens) -> None:
    german = STORE.replace("country: FR", "country: DE").replace("Europe/Paris", "Europe/Berlin")
    lea = chat(playbook(TASTING, store=german)).says("/preferences").ignores_what_was_said()
    lea.presses("Recevoir les nouveautés").hears("nouveautés et ses offres").says("oui").hears("Seul votre oui")
    assert consents(lea.customer, "marketing", "telegram") is None
    lea.says("oui").hears("c’est noté")
    assert consents(lea.customer, "marketing", "telegram") is True


def test_taking_back_needs_one_press_and_holds_everywhere(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("/preferences").ignores_what_was_said()
    lea.presses("Plus de nouveautés").hears("C’est fait.")
    lea.presses("Rien sur mes achats").hears("acheté\N{NO-BREAK SPACE}: non")
    assert consents(lea.customer, "marketing", "sms") is False
    assert consents(lea.customer, "care", "telegram") is False
    lea.presses("Prendre de mes nouvelles").hears("acheté\N{NO-BREAK SPACE}: oui")
    assert consents(lea.customer, "care", "telegram") is True


def test_nothing_at_all_is_an_opt_out_and_can_be_undone(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/preferences").ignores_what_was_said()
    lea.presses("Ne plus rien recevoir").hears("ne vous écrira plus")
    assert lea.customer.opted_out_at is not None
    lea.says("/preferences").hears("Plus rien").presses("Suivre mes commandes").hears("pas pour des offres")
    assert lea.customer.opted_out_at is None


def test_the_language_can_be_changed_there(chat: Opens, book: Playbook) -> None:
    chat(book).says("/preferences").ignores_what_was_said().presses("In English").hears("News and offers: no")


def test_on_sms_buttons_are_numbers(chat: Opens, book: Playbook) -> None:
    lea = chat(book, channel="sms", consent=("marketing",)).says("/preferences").ignores_what_was_said()
    assert "offres : oui (SMS)" in (lea.said[-1].content.sms or "")
    lea.says("1").hears("C’est fait.")
    assert consents(lea.customer, "marketing", "sms") is False


def test_the_question_on_the_table_stands(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("/preferences").ignores_what_was_said()
    lea.presses("C’est bien ainsi").hears("rien ne change", choices=("À domicile", "En boutique"))


def test_wishes_are_shown_and_can_be_forgotten(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("pas plus d'un message par mois svp").ignores_what_was_said()
    assert lea.customer.wishes is not None
    lea.says("/preferences").hears("1 message au plus par mois").presses("Oublier mes souhaits").hears("C’est fait.")
    assert lea.customer.wishes is None
