"""What is noted of every word that comes in."""

from __future__ import annotations

import pytest

from bot.model.message import Profile
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens, playbook
from tests.engine.shop import TASTING


def test_the_address_is_known_with_its_last_word(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("merci").ignores_what_was_said().waits(days=1).says("merci").ignores_what_was_said()
    (known,) = lea.customer.addresses
    assert known.address == lea.customer.last_address == lea.address
    assert known.last_in == lea.customer.last_in


@pytest.mark.parametrize(("channel", "country"), [("sms", "FR"), ("whatsapp", "FR"), ("telegram", None)])
def test_a_phone_number_tells_the_country(chat: Opens, book: Playbook, channel: str, country: str | None) -> None:
    lea = chat(book, channel=channel).says("merci").ignores_what_was_said()
    assert lea.customer.country == country


def test_a_first_name_is_taken_from_the_profile_and_cut_to_a_name(chat: Opens, book: Playbook) -> None:
    lea = chat(book).sends(text="merci", profile=Profile(first_name="Léa  " + "x" * 4000)).ignores_what_was_said()
    assert str(lea.fact("first_name")).startswith("Léa xxx")
    assert len(str(lea.fact("first_name"))) == 60
    lea.sends(text="merci", profile=Profile(first_name="Autre")).ignores_what_was_said()
    assert str(lea.fact("first_name")).startswith("Léa")


def test_one_message_never_changes_the_language_of_a_known_customer_two_do(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("what about the machine then", language="en").ignores_what_was_said()
    assert lea.customer.language == "fr"
    lea.says("et la machine alors", language="fr").ignores_what_was_said()
    lea.staff_takes_over().staff_gives_back().ignores_what_was_said()
    lea.says("what about the machine", language="en").ignores_what_was_said()
    assert lea.customer.language == "fr"
    lea.says("and what about it again", language="en").ignores_what_was_said()
    assert lea.customer.language == "en"


def test_a_language_that_was_chosen_stays(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("en français s'il vous plaît").ignores_what_was_said()
    assert lea.customer.language_chosen
    for _ in range(3):
        lea.says("what about the machine", language="en").ignores_what_was_said()
    assert lea.customer.language == "fr"


def test_a_new_customer_is_answered_in_the_language_they_write_in(chat: Opens, book: Playbook) -> None:
    tom = (
        chat(book, language=None)
        .says("hello, I would like to know something about your machines")
        .hears("put it another way")
    )
    assert tom.customer.language == "en"


def test_a_language_that_the_store_does_not_speak_is_not_taken(chat: Opens, book: Playbook) -> None:
    lea = chat(book, language=None).says("Guten Tag, wie geht es", language="de").ignores_what_was_said()
    assert lea.customer.language is None


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN_us"])
def test_a_newcomer_is_greeted_in_the_language_of_their_browser(chat: Opens, tag: str) -> None:
    tom = chat(playbook(TASTING), language=None).opens(profile=Profile(language=tag)).hears("Maison Moka here")
    assert tom.customer.language == "en"
    assert not tom.customer.language_chosen


@pytest.mark.parametrize("tag", ["de", "", None])
def test_a_language_the_store_does_not_speak_is_met_in_its_first(chat: Opens, tag: str | None) -> None:
    jan = chat(playbook(TASTING), language=None).opens(profile=Profile(language=tag)).hears("ici Maison Moka")
    assert jan.customer.language is None


def test_what_they_write_first_knows_better_than_their_browser(chat: Opens) -> None:
    lea = chat(playbook(TASTING), language=None).opens(profile=Profile(language="en")).ignores_what_was_said()
    lea.says("bonjour, je cherche une machine à café", language="fr").ignores_what_was_said()
    assert lea.customer.language == "fr"
    lea.says("what about the machine then", language="en").ignores_what_was_said()
    assert lea.customer.language == "fr"


def test_a_word_of_no_language_leaves_the_guess(chat: Opens) -> None:
    tom = chat(playbook(TASTING), language=None)
    tom.sends(text="ok", profile=Profile(language="en")).hears("With pleasure")
    assert tom.customer.language == "en"
