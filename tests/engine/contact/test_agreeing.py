"""Consent from elsewhere, from an order, and confirmed where the country asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.model.effects import RecordConsent
from bot.model.events import ConsentGiven
from bot.playbook.compiled import Playbook
from bot.rules.contact.contact_policy import consents
from tests.engine.chat import STORE, Chat, Opens, playbook
from tests.engine.contact.test_consent import ASKS

GERMAN = STORE.replace("country: FR", "country: DE").replace("Europe/Paris", "Europe/Berlin")


def given(**fields: Any) -> ConsentGiven:
    return ConsentGiven(
        id="", **{"purpose": "marketing", "channel": "telegram", "wording": "J’accepte.", "source": "form", **fields}
    )


def rows(lea: Chat) -> list[tuple[bool, bool]]:
    """What the last turn kept: granted, pending."""
    return [(e.granted, e.pending) for e in lea.effects if isinstance(e, RecordConsent)]


def agreed(lea: Chat) -> bool | None:
    return consents(lea.customer, "marketing", "telegram", lea.now)


def test_a_grant_from_a_form_is_kept_with_its_proof(chat: Opens, book: Playbook) -> None:
    lea = chat(book).meets(given(evidence="192.0.2.7")).hears_nothing()
    (row,) = [effect for effect in lea.effects if isinstance(effect, RecordConsent)]
    assert (row.wording, row.source, row.evidence, row.granted) == ("J’accepte.", "form", "192.0.2.7", True)
    assert agreed(lea) is True


@pytest.mark.parametrize("missing", ["wording", "source"])
def test_a_grant_without_its_proof_is_none(chat: Opens, book: Playbook, missing: str) -> None:
    lea = chat(book).meets(given(**{missing: " "})).hears_nothing()
    assert rows(lea) == []
    assert agreed(lea) is None


def test_an_account_without_an_order_is_no_soft_opt_in(chat: Opens, book: Playbook) -> None:
    lea = chat(book).meets(given(order="1042")).hears_nothing()
    assert agreed(lea) is None


@pytest.mark.parametrize("order", ["1043", "MM-8", " 1042"])
def test_an_order_that_is_not_theirs_is_no_soft_opt_in(chat: Opens, book: Playbook, order: str) -> None:
    lea = chat(book, orders_count=3).shop("order.confirmed", number=1042).ignores_what_was_said()
    lea.meets(given(order=order)).hears_nothing()
    assert rows(lea) == []
    assert agreed(lea) is None


@pytest.mark.parametrize("order", ["1042", "gid-7"])
def test_their_order_is_known_by_its_number_and_its_id(chat: Opens, book: Playbook, order: str) -> None:
    lea = chat(book).shop("order.created", number=1042, id="gid-7").ignores_what_was_said()
    assert agreed(lea.meets(given(order=order)).hears_nothing()) is True


def test_who_has_bought_may_be_told_of_what_is_like_it_until_they_object(chat: Opens, book: Playbook) -> None:
    lea = chat(book, orders_count=1, last_order="1042").meets(given(order="1042")).hears_nothing()
    assert agreed(lea) is True
    assert lea.customer.grants[0].order == "1042"
    lea.says("STOP").hears("ne vous écrira plus").meets(given(order="1043")).hears_nothing()
    assert agreed(lea) is False


def test_a_country_may_know_no_soft_opt_in_or_end_it(chat: Opens) -> None:
    american = playbook(ASKS, store=STORE.replace("country: FR", "country: US"))
    assert agreed(chat(american, last_order="1").meets(given(order="1"))) is None
    canadian = playbook(ASKS, store=STORE.replace("country: FR", "country: CA"))
    lea = chat(canadian, last_order="1").meets(given(order="1"))
    assert agreed(lea) is True
    assert agreed(lea.waits(days=731)) is None


def test_where_the_country_asks_a_yes_is_confirmed_before_it_is_one(chat: Opens) -> None:
    lea = (
        chat(playbook(ASKS, store=GERMAN))
        .opens()
        .hears("acceptez-vous de recevoir")
        .says("oui")
        .hears("Seul votre oui")
    )
    assert rows(lea) == [(False, True)]
    assert agreed(lea) is None
    lea.says("oui").hears("Merci").ends("yes_")
    assert rows(lea) == [(True, False)]
    assert agreed(lea) is True


def test_what_is_not_confirmed_is_no_consent(chat: Opens) -> None:
    lea = (
        chat(playbook(ASKS, store=GERMAN))
        .opens()
        .hears("acceptez-vous de recevoir")
        .says("oui")
        .hears("Seul votre oui")
    )
    lea.says("non").hears_nothing().ends("no_")
    assert agreed(lea) is False
    kai = (
        chat(playbook(ASKS, store=GERMAN))
        .opens()
        .hears("acceptez-vous de recevoir")
        .says("oui")
        .hears("Seul votre oui")
    )
    kai.waits(days=10).ignores_what_was_said()
    assert agreed(kai) is None


def test_a_yes_from_elsewhere_is_confirmed_in_the_chat_also_days_later(chat: Opens) -> None:
    lea = chat(playbook(ASKS, store=GERMAN)).says("bonjour").ignores_what_was_said().waits(days=3)
    lea.ignores_what_was_said().meets(given()).hears("Seul votre oui", choices=("Oui", "Non")).waits(days=2)
    assert agreed(lea) is None
    lea.says("oui").hears("Merci, c’est noté")
    assert agreed(lea) is True


def test_a_yes_from_elsewhere_that_is_not_meant_is_none(chat: Opens) -> None:
    lea = chat(playbook(ASKS, store=GERMAN)).says("bonjour").ignores_what_was_said()
    lea.meets(given()).hears("Seul votre oui").presses("Non").hears("rien ne change")
    assert agreed(lea) is False


def test_a_list_of_old_agreements_asks_nobody(chat: Opens) -> None:
    lea = chat(playbook(ASKS, store=GERMAN)).says("bonjour").ignores_what_was_said()
    lea.meets(given(happened_at=lea.now)).hears_nothing()
    assert rows(lea) == [(False, True)]
    assert agreed(lea) is None


def test_one_that_was_confirmed_elsewhere_counts(chat: Opens) -> None:
    lea = chat(playbook(ASKS, store=GERMAN)).meets(given(confirmed=True)).hears_nothing()
    assert agreed(lea) is True
