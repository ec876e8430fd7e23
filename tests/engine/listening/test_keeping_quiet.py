"""When the bot says nothing."""

from __future__ import annotations

from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens


def test_an_endless_exchange_goes_to_a_person_without_a_word_to_the_machine(chat: Opens, book: Playbook) -> None:
    robot = chat(book)
    for _ in range(20):
        robot.says("merci").hears("plaisir")
    robot.says("merci").hears_nothing(because="machine")
    assert robot.customer.handover is not None
    assert robot.customer.handover.reason == "loop"


def test_staff_read_what_comes_while_they_have_the_thread(chat: Opens, book: Playbook) -> None:
    lea = chat(book).staff_takes_over().says("il y a quelqu'un").hears_nothing(because="L’équipe a la main")
    assert lea.customer.last_in is not None


def test_lost_and_alone_the_bot_still_answers_what_it_is_sure_about_and_says_nothing_else(
    chat: Opens, book: Playbook
) -> None:
    lea = chat(book).says("abracadabra").hears("dire autrement").says("abracadabri").hears("transmets votre question")
    lea.says("c'est combien la machine", means="answer:prix").hears("349 euros", choices=())
    lea.says("c'est livré quand", means="answer:delais", score=0.3).hears_nothing(because="L’équipe a la main")
    lea.says("je veux du café", means="flow:coffee").hears_nothing(because="L’équipe a la main")
    assert lea.customer.handover is not None


def test_once_staff_have_answered_the_bot_keeps_quiet(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("abracadabra").hears("dire autrement").says("abracadabri").hears("transmets votre question")
    lea.staff_writes("Bonjour, j’arrive").hears("j’arrive")
    lea.says("c'est combien la machine", means="answer:prix").hears_nothing(because="L’équipe a la main")


def test_who_asked_for_a_person_is_left_to_them(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("je veux parler à quelqu'un").hears("passe la main")
    lea.says("c'est combien la machine", means="answer:prix").hears_nothing(because="L’équipe a la main")


def test_the_language_they_ask_for_counts_whoever_has_the_thread(chat: Opens, book: Playbook) -> None:
    lea = chat(book).staff_takes_over()
    lea.says("in English, please").hears_nothing(because="L’équipe a la main")
    assert lea.customer.language == "en"
    lea.says("STOP").hears("won’t write to you any more")
