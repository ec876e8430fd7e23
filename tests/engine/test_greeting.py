"""The first words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, playbook
from tests.engine.shop import TASTING

Opens = Callable[..., Chat]


def test_a_chat_that_opens_begins_the_playbooks_greeting(chat: Opens, book: Playbook) -> None:
    chat(book).opens().hears("Bonjour !").hears("Livraison")


def test_a_playbook_without_one_says_hello_all_the_same(chat: Opens) -> None:
    lea = chat(playbook(TASTING)).opens().hears("ici Maison Moka")
    lea.says("bonjour").hears("ici Maison Moka")


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
