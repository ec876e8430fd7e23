"""What a message may be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.engine.advance import advance, new_customer
from bot.engine.listening.heard import Heard
from bot.engine.run import Run
from bot.model.address import Address
from bot.model.events import ChatOpened, MessageReceived
from bot.model.message import Pressed
from bot.playbook.compiled import Playbook, Shelf
from bot.understanding.replies.outcome import NotAnAnswer, Understood
from tests.engine.chat import Chat, playbook

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = Address("telegram", "1")
TEXT = """
flow: asks
title: Texte
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Que voulez-vous changer ?
    as: text
    save: change
"""


def heard(book: Playbook, **message: object) -> Heard:
    shelf = Shelf(current=book)
    opened = advance(shelf, new_customer("c", NOW), ChatOpened(id="o", at=NOW, address=HERE)).customer
    event = MessageReceived(id="m", at=NOW, address=HERE, **message)  # type: ignore[arg-type]
    return Heard(Run(shelf, opened, event), event)


def test_a_free_text_is_an_answer_unless_it_is_plainly_something_else() -> None:
    book = playbook(TEXT)
    assert heard(book, text="le délai est trop long").exact is not None
    assert heard(book, text="c'est livré quand ?").exact is None
    assert heard(book, text="je veux parler à quelqu'un").exact is None


def test_a_choice_is_an_answer_only_when_it_is_certain(book: Playbook) -> None:
    assert heard(book, text="2").exact == Understood("en_boutique", 1.0, 1)
    assert heard(book, text="peut-être la semaine prochaine").exact is None


def test_without_a_question_nothing_is_an_answer(book: Playbook) -> None:
    event = MessageReceived(id="m", at=NOW, address=HERE, text="2", pressed=Pressed("x", 0))
    alone = Heard(Run(Shelf(current=book), new_customer("c", NOW), event), event)
    assert alone.reply == NotAnAnswer()
    assert not alone.is_pressed_here


NAMED = TEXT.replace("save: change", "save: change\n    retries: 0\n    otherwise: [{ say: Passons. }]")


@pytest.mark.parametrize(("language", "words"), [("fr", "ok"), ("fr", "d'accord"), ("fr", "oui"), ("en", "alright")])
def test_a_nod_is_no_text_and_waits_once(language: str, words: str) -> None:
    lea = Chat(playbook(TEXT), language=language).opens().ignores_what_was_said()
    lea.says(words).hears("Que voulez-vous changer")
    assert "change" not in lea.saved
    lea.says(words).ends("done")
    assert lea.customer.handover is None


def test_thanks_leave_the_question_open() -> None:
    lea = Chat(playbook(TEXT)).opens().hears("changer").says("merci").hears("plaisir").says("le délai")
    assert lea.customer.conversations == ()


def test_a_nod_to_what_is_asked_once_lets_it_be() -> None:
    Chat(playbook(NAMED)).opens().hears("changer").says("ok").hears("Passons")
