"""The engine as a whole: pure, and kind to whatever it is given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.engine.advance import advance, new_customer
from bot.model.effects import Decide
from bot.model.events import MessageReceived
from bot.model.ids import ordered_id, place_in_time
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import MONDAY, Opens, playbook

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_new_customer_is_known_by_nothing() -> None:
    customer = new_customer("c", NOW)
    assert (customer.addresses, customer.grants, customer.conversations) == ((), (), ())


def test_ids_are_the_instant_and_the_hash_of_the_event_and_the_effects_place(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    for place, effect in enumerate(lea.effects):
        expected = ordered_id(place_in_time(MONDAY), f"event-1/{place}")
        found = getattr(effect, "id", None) or getattr(getattr(effect, "event", None), "id", expected)
        assert found == expected


def test_turns_are_counted(chat: Opens, book: Playbook) -> None:
    assert chat(book).says("merci").ignores_what_was_said().says("merci").ignores_what_was_said().customer.turns == 2


def test_a_conversation_finishes_on_the_version_it_started_on(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    newer = playbook(
        "flow: coffee\ntitle: Autre\npurpose: service\nstarts: [{ event: chat.opened }]\nsteps:\n  - say: Tout neuf\n"
    )
    lea.shelf = Shelf(current=newer, earlier={book.version: book})
    lea.says("1").hears("personnes").says("3").hears("quel jour").says("demain").hears("noté").ends("converted")
    lea.opens().hears("Tout neuf")


def test_a_version_that_is_lost_is_a_persons_and_the_customer_hears_a_kind_word(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.shelf = Shelf(current=playbook("flow: x\ntitle: X\npurpose: service\nexamples: [a b]\nsteps:\n  - say: X\n"))
    lea.says("1").hears("de notre côté")
    assert lea.customer.handover is not None
    assert lea.customer.handover.priority == "high"


def test_the_ledger_speaks_the_stores_first_language(chat: Opens, book: Playbook) -> None:
    tom = chat(book, language="en").opens().ignores_what_was_said()
    said = [effect.words for effect in tom.effects if isinstance(effect, Decide)]
    assert said
    assert [words for words in said if "commence" not in words and "Réponse" not in words] == []


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "x" * 100_000, "\x00", "٤", "🙂" * 500, "{{ store.name }}", "1" * 400]
)
def test_no_text_is_too_strange(book: Playbook, text: str) -> None:
    from bot.model.address import Address

    event = MessageReceived(id="e", at=NOW, address=Address("web", "v"), text=text)
    advance(Shelf(current=book), new_customer("c", NOW), event)
