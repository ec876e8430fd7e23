"""The first words."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens, playbook
from tests.engine.shop import TASTING


def test_a_chat_that_opens_begins_the_playbooks_greeting(chat: Opens, book: Playbook) -> None:
    chat(book).opens().hears("Bonjour !").hears("Livraison")


def test_a_playbook_without_one_says_hello_all_the_same(chat: Opens) -> None:
    chat(playbook(TASTING)).opens().hears("ici Maison Moka")
    chat(playbook(TASTING)).says("bonjour").hears("ici Maison Moka")


@pytest.mark.parametrize(
    ("language", "hello", "greeted", "back"),
    [("fr", "bonjour", "ici Maison Moka", "je vous écoute"), ("en", "hello", "Maison Moka here", "I’m listening")],
)
def test_whoever_says_hello_to_our_greeting_is_not_greeted_again(
    chat: Opens, language: str, hello: str, greeted: str, back: str
) -> None:
    lea = chat(playbook(TASTING), language=language).opens().hears(greeted)
    lea.waits(minutes=2).says(hello).hears(back).says(hello).hears(back)
    lea.waits(hours=3).says(hello).hears(greeted)


def test_hello_with_a_greeting_of_the_playbooks_own_is_met_once_too(chat: Opens) -> None:
    hello = "flow: hello\ntitle: X\npurpose: service\nstarts: [{ event: chat.opened }]\n"
    hello += "steps:\n  - say: Soyez la bienvenue\n"
    chat(playbook(hello)).opens().hears("bienvenue").says("bonjour", means="flow:hello").hears("je vous écoute")


def test_a_chat_that_opens_again_puts_the_question_again(chat: Opens, book: Playbook) -> None:
    chat(book).opens().ignores_what_was_said().opens().hears("Revenons", choices=("À domicile", "En boutique"))


def test_bonjour_before_a_question_puts_it_again(chat: Opens, book: Playbook) -> None:
    chat(book).opens().ignores_what_was_said().says("bonjour").hears("Revenons")


@pytest.mark.parametrize(("payload", "heard"), [("tasting", "Thé ou café"), ("guess", "Bonjour"), ("", "Bonjour")])
def test_a_deep_link_names_a_flow_that_customers_may_ask_for(
    chat: Opens, book: Playbook, payload: str, heard: str
) -> None:
    chat(book).opens(payload).hears(heard).ignores_what_was_said()


def test_a_deep_link_opens_no_back_door(chat: Opens) -> None:
    inner = "flow: inner\ntitle: X\npurpose: service\nsteps:\n  - say: secret\n"
    outer = "flow: outer\ntitle: X\npurpose: service\nstarts: [{ event: chat.opened }]\nsteps:\n  - call: inner\n"
    greeted = chat(
        playbook(
            inner, outer.replace("- call: inner", "- say: bonjour\n  - { call: inner, if: customer.orders_count > 9 }")
        )
    )
    greeted.opens("inner").hears("bonjour")


def test_staff_at_the_thread_are_not_talked_over(chat: Opens, book: Playbook) -> None:
    chat(book).staff_takes_over().opens().hears_nothing(because="handover")
