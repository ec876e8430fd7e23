"""Before the turn: worth reading, worth waiting for?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.engine.listening.reading import asked_of, may_wait, merge, wants_reading
from bot.model.address import Address
from bot.model.events import ChatOpened, Event, MessageReceived
from bot.model.message import Media, Pressed, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = Address("telegram", "42")


def message(text: str = "", **parts: object) -> MessageReceived:
    return MessageReceived(id="m", at=NOW, address=HERE, text=text, message_id=text, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "event",
    [
        message("2"),
        message("en boutique"),
        message("STOP"),
        message("/start"),
        message("   "),
        message(pressed=Pressed("x", 0)),
        message(media=(Media("photo", "1"),)),
        ChatOpened(id="o", at=NOW, address=HERE),
    ],
)
def test_what_is_exact_or_wordless_needs_no_matcher(chat: Opens, book: Playbook, event: Event) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    assert not wants_reading(lea.shelf, lea.customer, event)
    assert not may_wait(lea.shelf, lea.customer, event)


def test_a_free_text_is_read_and_may_go_on(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    assert wants_reading(lea.shelf, lea.customer, message("c'est livré quand ?"))
    assert may_wait(lea.shelf, lea.customer, message("c'est livré quand ?"))


def test_nothing_is_read_while_staff_have_the_thread(chat: Opens, book: Playbook) -> None:
    lea = chat(book).staff_takes_over()
    assert not wants_reading(lea.shelf, lea.customer, message("c'est livré quand ?"))


def test_the_number_of_an_offer_is_exact(chat: Opens, book: Playbook) -> None:
    lea = chat(book).may_mean("et pour la machine", delais=0.45, prix=0.44).hears("Vouliez-vous")
    assert not wants_reading(lea.shelf, lea.customer, message("2"))


def test_two_messages_become_one_that_says_both() -> None:
    earlier = message("Bonjour", media=(Media("photo", "1"),), reading=Reading(language="fr"))
    merged = merge(merge(earlier, message("vous livrez")), message("à Nice ?"))
    assert merged.text == "Bonjour\nvous livrez\nà Nice ?"
    assert merged.earlier == ("Bonjour", "vous livrez")
    assert merged.message_id == "à Nice ?"
    assert merged.media == (Media("photo", "1"),)
    assert merged.reading is None


def test_the_question_with_choices_that_they_are_asked_is_named(chat: Opens, book: Playbook) -> None:
    lea = chat(book)
    assert asked_of(lea.customer) == ""
    lea.opens().ignores_what_was_said()
    top = lea.customer.conversations[-1]
    assert asked_of(lea.customer) == f"{top.flow}/{top.step}"
