"""Staff at the thread."""

from __future__ import annotations

import pytest

from bot.model.effects import CloseHandover, OpenHandover, Send
from bot.model.events import StaffWrote
from bot.model.message import Media
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens, playbook

HANDS = """
flow: hands
title: Passage de main
purpose: service
starts: [{ event: chat.opened }]
steps:
  - hand_over: { team: magasin, reason: conseil, priority: high }
  - say: Nous reprenons.
  - stop: helped
"""


def test_a_flow_hands_over_and_goes_on_when_it_comes_back(chat: Opens) -> None:
    lea = chat(playbook(HANDS)).opens().hears("passe la main")
    opened = next(e for e in lea.effects if isinstance(e, OpenHandover))
    assert (opened.team, opened.reason, opened.priority) == ("magasin", "conseil", "high")
    lea.says("vous êtes là ?").hears_nothing(because="handover")
    lea.staff_writes("Bonjour, Anna.").hears("Bonjour, Anna.", by="anna")
    lea.staff_gives_back().hears("Nous reprenons").ends("helped")
    assert lea.customer.handover is None


def test_whoever_writes_has_the_thread_and_gives_the_question_back(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().staff_writes("Je regarde.").hears("Je regarde.", by="anna")
    lea.says("1").hears_nothing(because="handover")
    lea.staff_gives_back().hears("Je reprends la main après l’équipe. Si tout est réglé").says("1").hears("personnes")


def test_a_file_without_a_word_is_an_answer_too(chat: Opens, book: Playbook) -> None:
    bill = Media("document", "staff/lea/bill.pdf", name="facture.pdf")
    lea = chat(book).opens().ignores_what_was_said()
    lea.meets(StaffWrote(id="", text="", staff="anna", media=(bill,))).hears("", by="anna")
    assert [effect.content.media for effect in lea.effects if isinstance(effect, Send)] == [(bill,)]
    assert lea.customer.handover is not None and lea.customer.handover.wrote


@pytest.mark.parametrize("settled", ["c'est réglé", "C’est déjà réglé, merci", "settled", "it's sorted"])
def test_what_staff_have_settled_is_not_asked_again(chat: Opens, book: Playbook, settled: str) -> None:
    lea = chat(book).opens().ignores_what_was_said().staff_writes("C’est fait.").hears("C’est fait.", by="anna")
    lea.staff_gives_back().hears("Si tout est réglé").says(settled).hears("nous en restons là")
    assert lea.customer.conversations == ()


def test_where_staff_took_the_thread_and_wrote_nothing_it_goes_on_where_it_stood(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().staff_takes_over().hears("prend la suite")
    lea.staff_gives_back().hears("Revenons à notre question").says("1").hears("personnes")


def test_with_nothing_under_way_the_return_is_said(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("merci").hears("plaisir").staff_takes_over().hears("l’équipe prend la suite")
    lea.staff_gives_back().hears("Je reprends").staff_gives_back().hears_nothing()


def test_who_has_just_written_is_told_once_that_staff_take_over_and_by_the_first_word_of_theirs(
    chat: Opens, book: Playbook
) -> None:
    lea = chat(book).says("merci").hears("plaisir").staff_takes_over().hears("Quelqu’un de l’équipe prend la suite")
    lea.staff_takes_over().hears_nothing().staff_writes("Bonjour, Anna.").hears("Bonjour, Anna.", by="anna")
    lea.staff_gives_back().hears("Je reprends").staff_writes("Encore moi.").hears("Encore moi.", by="anna")


def test_a_handover_that_waits_is_told_as_soon_as_somebody_has_it(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("je veux parler à quelqu'un").hears("passe la main")
    lea.staff_takes_over().hears("l’équipe prend la suite")


def test_whoever_has_not_written_for_a_day_is_not_told_who_looks_at_the_thread(chat: Opens, book: Playbook) -> None:
    chat(book).says("merci").hears("plaisir").waits(hours=25).ignores_what_was_said().staff_takes_over().hears_nothing()


def test_who_speaks_english_is_told_in_english_who_takes_over(chat: Opens, book: Playbook) -> None:
    ned = chat(book, language="en").says("thanks", language="en").ignores_what_was_said()
    ned.staff_takes_over().hears("Someone from the team is taking over")


def test_a_handover_that_nobody_touches_comes_back_by_itself(chat: Opens) -> None:
    lea = chat(playbook(HANDS)).opens().hears("passe la main").waits(hours=11).staff_writes("Un instant.").hears("Un")
    lea.waits(hours=11).hears_nothing()
    lea.waits(hours=12).hears("Nous reprenons").ends("helped")
    assert lea.customer.handover is None


def test_who_asks_for_a_person_again_hears_that_it_is_noted(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("je veux parler à quelqu'un").hears("passe la main")
    lea.says("je veux parler à quelqu'un").hears_nothing()
    lea.waits(minutes=20).says("je veux parler à quelqu'un").hears("a bien votre message")


def test_who_speaks_english_is_told_of_the_team_in_english(chat: Opens, book: Playbook) -> None:
    ned = chat(book, language="en").says("je veux parler à quelqu'un", language="en").hears("passing you to the team")
    ned.waits(minutes=20).says("je veux parler à quelqu'un", language="en").hears("The team has your message")
    ned.staff_writes("Hello, this is Anna.").hears("Hello, this is Anna.", by="anna")
    ned.staff_gives_back().hears("taking over again from the team")


def test_staff_without_an_address_to_write_to_say_nothing(chat: Opens, book: Playbook) -> None:
    lea = chat(book).staff_writes("Bonjour").hears_nothing(because="adresse")
    assert lea.customer.handover is not None


def test_giving_back_closes_the_handover_that_was_opened(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("merci").hears("plaisir").staff_takes_over().hears("prend la suite")
    opened = lea.customer.handover
    lea.staff_gives_back().hears("Je reprends")
    closed = [e for e in lea.effects if isinstance(e, CloseHandover)]
    assert opened is not None
    assert closed == [CloseHandover(opened.id, "anna")]
