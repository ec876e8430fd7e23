"""What is told about a customer rather than by them."""

from __future__ import annotations

import pytest

from bot.model.address import Address
from bot.model.events import (
    ChatBlocked,
    ChatUnblocked,
    CustomerImported,
    DeliveryFailed,
    MessageEdited,
)
from bot.model.message import Value
from bot.playbook.compiled import Playbook
from bot.rules.contact.contact_policy import consents
from tests.engine.chat import Opens


def test_who_blocks_is_not_written_to_and_takes_marketing_back(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("merci").hears("plaisir")
    lea.meets(ChatBlocked(id="", address=lea.address)).hears_nothing()
    assert not lea.customer.addresses[0].reachable
    lea.meets(ChatUnblocked(id="", address=lea.address)).hears_nothing(because="pas un accord")
    assert lea.customer.addresses[0].reachable
    assert consents(lea.customer, "marketing", "telegram") is False
    assert lea.customer.opted_out_at is None


def test_an_edit_is_kept_and_runs_nothing_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    before = lea.customer.conversations
    lea.meets(MessageEdited(id="", address=lea.address, message_id="1", text="2")).hears_nothing(because="modifié")
    assert lea.customer.conversations == before


def test_an_address_that_is_gone_is_of_no_use_any_more(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("merci").hears("plaisir")
    lea.meets(DeliveryFailed(id="", address=lea.address, outbox_id="o", reason="blocked", gone=False))
    assert lea.customer.addresses[0].reachable
    lea.meets(DeliveryFailed(id="", address=lea.address, outbox_id="o", reason="blocked", gone=True))
    assert not lea.customer.addresses[0].reachable
    lea.says("merci").hears("plaisir")  # they wrote: there they are


def test_an_import_brings_facts_and_addresses_and_no_consent(chat: Opens, book: Playbook) -> None:
    lea = chat(book, language=None)
    sms = Address("sms", "+33612345678")
    facts: dict[str, Value] = {"first_name": "Léa", "timezone": "Indian/Reunion", "orders_count": 3}
    lea.meets(CustomerImported(id="", facts=facts, addresses=(sms, sms, lea.address), language="en"))
    assert {known.address for known in lea.customer.addresses} == {lea.address, sms}
    assert lea.customer.timezone == "Indian/Reunion"
    assert lea.customer.language == "en"
    assert lea.customer.facts == {"first_name": "Léa", "orders_count": 3}
    assert lea.customer.grants == ()


def test_who_writes_is_answered_as_they_write_whatever_the_shop_has_of_them(chat: Opens, book: Playbook) -> None:
    lea = chat(book, language=None).says("merci").ignores_what_was_said()
    lea.meets(CustomerImported(id="", facts={"first_name": "Léa"}, language="en"))
    assert lea.customer.language == "fr"
    tom = chat(book, language=None).meets(CustomerImported(id="", facts={}, language="en"))
    tom.meets(CustomerImported(id="", facts={}, language="fr"))
    assert tom.customer.language == "fr", "not heard yet"


def test_a_consent_from_before_a_refusal_does_not_undo_it() -> None:
    from datetime import timedelta

    from bot.engine.advance import advance
    from bot.model.effects import Decide
    from bot.model.events import ConsentGiven
    from bot.playbook.compiled import Shelf
    from bot.rules.contact.contact_policy import consents
    from tests.rules.people.test_one_person import at, grant, lea
    from tests.work.shop import playbook

    event = ConsentGiven(id="c", at=at(9), purpose="marketing", channel="sms", wording="oui", source="import")
    refused = lea(grants=(grant("all", False, 5),))
    for happened, given in ((at(5) - timedelta(hours=1), False), (at(6), True), (None, True)):
        told = type(event)(
            id="c", at=at(9), happened_at=happened, purpose="marketing", channel="sms", wording="oui", source="import"
        )
        turn = advance(Shelf(current=playbook()), refused, told)
        assert consents(turn.customer, "marketing", "sms") is given
        assert [e.kind for e in turn.effects if isinstance(e, Decide)] == ["consent" if given else "ignored"]


@pytest.mark.parametrize(
    ("country", "language"),
    [("FR", "fr"), ("GB", "en"), ("US", "en"), ("BE", "fr"), ("IE", "en"), ("CA", None), ("DE", None)],
)
def test_who_is_known_by_a_country_alone_is_spoken_to_in_its_language(
    chat: Opens, book: Playbook, country: str, language: str | None
) -> None:
    lea = chat(book, language=None).meets(CustomerImported(id="", facts={"country": country}))
    assert lea.customer.language == language
    lea.meets(CustomerImported(id="", facts={"country": "FR"}, language="en"))
    assert lea.customer.language == "en"


def test_their_own_words_go_before_the_language_of_their_country(chat: Opens, book: Playbook) -> None:
    lea = chat(book, language=None).meets(CustomerImported(id="", facts={"country": "FR"}))
    lea.says("hello, is anybody there", language="en").ignores_what_was_said()
    assert lea.customer.language == "en"
    lea.meets(CustomerImported(id="", facts={"country": "FR", "city": "Lyon"}))
    assert lea.customer.language == "en"
