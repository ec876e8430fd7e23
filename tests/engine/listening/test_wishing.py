"""A person, an end, a pause, another language, a fresh start: whatever the question."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import PARIS, Opens, playbook

CHOICES = ("À domicile", "En boutique")


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [("fr", "je veux parler à quelqu'un", "passe la main"), ("en", "can I talk to a human", "passing you")],
)
def test_a_person_comes_when_asked_for(chat: Opens, book: Playbook, language: str, words: str, told: str) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said().says(words).hears(told)
    assert lea.customer.handover is not None
    lea.says("1").hears_nothing(because="handover")


@pytest.mark.parametrize(
    ("language", "words", "told"), [("fr", "annule", "restons là"), ("en", "forget it", "leave it")]
)
def test_cancel_ends_the_conversation(chat: Opens, book: Playbook, language: str, words: str, told: str) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said().says(words).hears(told).ends("cancelled")
    assert lea.customer.conversations == ()


@pytest.mark.parametrize("words", ["annule", "cancel", "laisse tomber"])
def test_an_end_said_to_a_question_is_no_question_to_the_shop(chat: Opens, book: Playbook, words: str) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says(words, means="answer:delais").hears("restons là").ends("cancelled")


def test_cancel_is_no_answer_in_words(chat: Opens) -> None:
    text = "flow: told\ntitle: X\npurpose: service\nstarts: [{ event: chat.opened }]\n"
    text += "steps:\n  - { ask: Que fait-elle ?, as: text, save: fault }\n"
    chat(playbook(text)).opens().hears("fait-elle").says("annuler").hears("restons là").ends("cancelled")


def test_ending_one_comes_back_to_the_one_below(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("une dégustation", means="flow:tasting").hears("Thé ou café")
    lea.says("laisse tomber").hears("restons là", choices=CHOICES).ends("cancelled")


@pytest.mark.parametrize(
    ("language", "words", "told"), [("fr", "plus tard", "Rien ne presse"), ("en", "later", "No hurry")]
)
def test_later_puts_the_question_again_the_day_after(
    chat: Opens, book: Playbook, language: str, words: str, told: str
) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said().says(words).hears(told)
    assert lea.customer.conversations == ()
    lea.waits(hours=23).hears_nothing()
    lea.waits(hours=2).hears("Livraison ou boutique", choices=CHOICES).says("2").hears("personnes")


def test_later_may_say_when(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("plus tard, dans 3 jours").hears("Rien ne presse")
    lea.waits(days=2, hours=23).hears_nothing()
    lea.waits(hours=2).hears("Livraison ou boutique")


def test_a_pause_that_ends_at_night_waits_for_the_morning(chat: Opens, book: Playbook) -> None:
    lea = chat(book, at=datetime(2026, 3, 2, 23, 30, tzinfo=PARIS)).opens().ignores_what_was_said()
    lea.says("plus tard").hears("Rien ne presse")
    lea.waits(hours=25).hears_nothing(because="quiet hours")
    lea.waits(hours=8).hears("Livraison ou boutique")


def test_the_language_changes_when_it_is_asked_for(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("in English please").hears("Let’s go on in English", choices=CHOICES)
    lea.says("/langue fr").hears("Continuons en français")
    lea.says("/language xx").hears("pas encore cette langue")
    assert lea.customer.language == "fr"
    assert lea.customer.language_chosen


def test_thanks_and_goodbye_leave_the_question_standing(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("merci").hears("Avec plaisir", choices=CHOICES)
    lea.says("au revoir").hears("à bientôt", choices=()).says("en boutique").hears("Pour combien")
    chat(book).says("au revoir").hears("à bientôt")


def test_who_asks_whether_it_is_a_machine_is_told(chat: Opens, book: Playbook) -> None:
    chat(book).says("vous êtes un robot ?").hears("un programme")


def test_the_slash_commands(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/privacy").hears("copie ou l’effacement")
    lea.says("/preferences").hears("Voici à quel sujet")
    lea.says("/start").hears("Bonjour !").hears("Livraison ou boutique")
    lea.says("/nonsense").hears("repose la question")


def test_nothing_under_way_can_be_ended(chat: Opens, book: Playbook) -> None:
    chat(book).says("annule").hears("Rien n’est en cours").says("plus tard").hears("Prenez votre temps")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ok merci je regarde", "Prenez votre temps"),
        ("pas de souci", "Avec plaisir"),
        ("euh…", "Prenez votre temps"),
        ("ah dommage", "Je comprends"),
        ("non merci, bonne journée", "Je comprends"),
        ("d’accord, bonne soirée à vous", "à bientôt"),
    ],
)
def test_who_asks_for_nothing_is_not_asked_what_they_mean(chat: Opens, book: Playbook, text: str, answer: str) -> None:
    chat(book).says(text).hears(answer)


def test_who_begins_with_a_smile_is_greeted(chat: Opens, book: Playbook) -> None:
    chat(book).says("🙂").hears("Bonjour").hears("Livraison ou boutique")
    chat(book).says("pas de souci").hears("Avec plaisir").says("👍").hears("Avec plaisir")


def test_what_a_question_takes_is_its_answer_first(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().presses("À domicile").hears("personnes")
    lea.says("pas de souci").hears("Entendu. Il me manque juste votre réponse\u00a0:\n\nPour combien de personnes ?")


def test_starting_over_begins_the_same_conversation_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().presses("À domicile").hears("personnes")
    lea.says("recommencer").hears("Bonjour !").hears("Livraison ou boutique").ends("restarted")


@pytest.mark.parametrize(
    ("language", "word", "told"),
    [("fr", "ok", "Entendu. Il me manque juste votre réponse"), ("en", "great", "All right. I only need your answer")],
)
def test_an_ok_leaves_the_question_waiting(chat: Opens, book: Playbook, language: str, word: str, told: str) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said()
    lea.says(word).hears(told)
    assert lea.customer.conversations[-1].waiting is not None
    lea.says("merci" if language == "fr" else "thanks").hears("plaisir" if language == "fr" else "pleasure")


def test_another_language_with_a_question_is_that_question_in_it(chat: Opens) -> None:
    answers = '- { answer: delays, question: Quels délais ?, say: "Trois jours." }'
    lea = chat(playbook(answers=answers)).says("bonjour").ignores_what_was_said()
    lea.says("Sorry, do you speak English? How long does delivery take?", means="answer:delays").hears("Trois jours.")
    assert lea.customer.language == "en"
