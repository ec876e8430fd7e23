"""When the bot says nothing."""

from __future__ import annotations

from collections.abc import Callable

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat

Opens = Callable[..., Chat]


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
