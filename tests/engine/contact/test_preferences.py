"""The preference centre in the chat."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.channels.cutting.cutting import in_words
from bot.model.address import Address
from bot.model.customer import ContactWishes, Pause
from bot.model.effects import RecordConsent
from bot.model.events import ConsentGiven, CustomerImported
from bot.model.sms_text import measure, normalise
from bot.playbook.compiled import Playbook
from bot.rules.contact.contact_policy import consents
from tests.engine.chat import STORE, Chat, Opens, playbook
from tests.engine.shop import TASTING


@pytest.mark.parametrize("words", ["/preferences", "mes préférences", "gérer mes messages", "Mes préférences svp"])
def test_a_customer_sees_what_they_get_with_a_button_for_each(chat: Opens, book: Playbook, words: str) -> None:
    lea = chat(book, consent=("marketing",)).says(words)
    lea.hears(
        "offres\N{NO-BREAK SPACE}: oui (Telegram)",
        choices=(
            "Plus aucune nouveauté",
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
    lea.presses("Recevoir les nouveautés").hears("nouveautés et nos offres").says("oui").hears("Seul votre oui")
    assert consents(lea.customer, "marketing", "telegram") is None
    lea.says("oui").hears("c’est noté")
    assert consents(lea.customer, "marketing", "telegram") is True


def test_taking_back_needs_one_press_and_holds_everywhere(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("/preferences").ignores_what_was_said()
    lea.presses("Plus aucune nouveauté").hears("C’est fait.")
    lea.presses("Rien sur mes achats").hears("nouvelles\N{NO-BREAK SPACE}: non")
    assert consents(lea.customer, "marketing", "sms") is False
    assert consents(lea.customer, "care", "telegram") is False
    lea.presses("Prendre de mes nouvelles").hears("nouvelles\N{NO-BREAK SPACE}: oui")
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


def test_each_wish_is_forgotten_alone(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("pas plus d'un message par mois svp").ignores_what_was_said()
    lea.says("pas de messages le week-end").ignores_what_was_said()
    lea.says("/preferences").hears("1 message au plus par mois\n• Rien le week-end").presses("Mes souhaits, un par un")
    lea.hears("dites-le simplement", choices=("Oublier la fréquence", "Oublier les jours", "Retour"))
    lea.presses("Oublier la fréquence").hears("C’est fait.", choices=("Oublier les jours", "Retour"))
    assert lea.customer.wishes == ContactWishes(silent_days=(5, 6))
    lea.presses("Oublier les jours").hears("offres\N{NO-BREAK SPACE}: non")
    assert lea.customer.wishes is None
    assert [row.words for row in lea.ledger if "revient sur" in row.words] == [
        "Le client revient sur un souhait : Oublier la fréquence.",
        "Le client revient sur un souhait : Oublier les jours.",
    ]


def test_a_wish_is_changed_by_saying_it_anew(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("pas de messages avant 18 h").ignores_what_was_said().says("/preferences")
    lea.ignores_what_was_said().presses("Mes souhaits, un par un").ignores_what_was_said()
    lea.says("pas de messages avant 9 h").hears("pas de message avant 9")
    assert lea.customer.wishes == ContactWishes(not_before=540)


def test_a_pause_is_shown_with_its_end_and_its_reason_and_can_be_ended(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("pas de messages pendant un mois").hears("pas de message avant le")
    lea.says("/preferences").hears("vous avez demandé une pause").presses("Mes souhaits, un par un")
    lea.hears("une pause", choices=("Finir la pause", "Retour")).presses("Finir la pause").hears("C’est fait.")
    assert lea.customer.pauses == ()


def test_a_pause_after_a_bad_moment_says_so_and_is_not_the_customers_to_end(chat: Opens, book: Playbook) -> None:
    lea = chat(book)
    lea.customer = replace(
        lea.customer, pauses=(Pause(purpose="marketing", until=lea.now + timedelta(days=9), cause="x"),)
    )
    lea.says("mes préférences").hears("quelque chose s’est mal passé")
    assert "preference:wishes" not in [choice.key for choice in lea.said[-1].content.choices]


def test_offers_can_be_left_on_one_channel_alone(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",))
    lea.meets(CustomerImported(id="", addresses=(Address("sms", "+33612345678"),)))
    lea.meets(ConsentGiven(id="", purpose="marketing", channel="sms", wording="J’accepte.", source="form"))
    lea.says("/preferences").hears("oui (Telegram, SMS)").presses("Mes souhaits, un par un").ignores_what_was_said()
    lea.presses("Pas d’offres par SMS").hears("C’est fait.")
    assert consents(lea.customer, "marketing", "sms") is False
    assert consents(lea.customer, "marketing", "telegram") is True


@pytest.mark.parametrize("language", ["fr", "en"])
def test_on_sms_both_pages_are_two_segments_at_most(chat: Opens, book: Playbook, language: str) -> None:
    """With every wish there is, the store's name and the numbers of the choices."""
    lea = chat(book, channel="sms", language=language, consent=("marketing",))
    wishes = ("pas plus d'un message par mois", "pas de messages avant 18 h", "pas de messages le week-end")
    for wish in (*wishes, "plutôt par SMS", "pas de messages pendant un mois"):
        lea.says(wish).ignores_what_was_said()
    lea.says("/preferences").ignores_what_was_said()
    assert segments_of(lea) <= 2, lea.said[-1].content.sms
    lea.says("3").ignores_what_was_said()
    assert lea.said[-1].content.choices[0].key == "preference:forget_often"
    assert segments_of(lea) <= 2, lea.said[-1].content.sms
    lea.says("1").ignores_what_was_said()
    assert lea.customer.wishes is not None
    assert lea.customer.wishes.times == 0


def segments_of(lea: Chat) -> int:
    """Return the segments of the last message as it leaves by SMS."""
    content = lea.said[-1].content
    return measure(normalise(in_words(content.sms or content.text, content))).segments


def test_the_web_chat_has_the_same(chat: Opens, book: Playbook) -> None:
    lea = chat(book, channel="web", language="en").says("no messages on weekends").ignores_what_was_said()
    lea.says("my preferences").hears("Nothing at the weekend").presses("My wishes, one by one")
    lea.hears("Your wishes", choices=("Forget the days", "Back")).presses("Back").hears("News and offers")
