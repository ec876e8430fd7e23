"""What follows up what the customer said of buying again: it starts, waits, and is called off, like any event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat
from tests.engine.test_renewal_said import BUTTONS
from tests.engine.test_renewing import JOURNEY, known, line, shop_book

Opens = Callable[..., Chat]
AFTERWARDS = """
flow: afterwards
title: Et après
purpose: service
steps:
  - say: >-
      Suite : {{ event.name }}, {{ event.word | default: '?' }}, {{ event.family | default: '?' }},
      {{ offer.name | default: '?' }}.
"""
WAITS = """
flow: waits
title: Attendre
purpose: service
starts: [{ event: x.wait }]
steps:
  - wait: { event: renewal.ended, at_most: 90 days, late: { stop: late } }
  - say: "C’est noté."
"""
NO_NEED = BUTTONS.replace("nonsense", "no_need").replace("stop: nothing", "stop: declined")


def follows(event: str, more: str = "") -> Playbook:
    row = f"  - {{ start: afterwards, on: {event}{more} }}\n"
    return shop_book(NO_NEED, AFTERWARDS, WAITS, journey=JOURNEY.rstrip() + "\n" + row)


def asked(chat: Opens, book: Playbook) -> Chat:
    lea = known(chat, book).shop("order.confirmed", number="A", lines=[line("kilo")])
    return lea.waits(days=26).hears("Encore ? Café 1 kg")


@pytest.mark.parametrize(
    ("event", "button", "word"),
    [
        ("renewal.postponed", "Il en reste", "still_some"),
        ("renewal.postponed", "Pas avant juin", "not_before"),
        ("renewal.switched", "Autre marque", "switched"),
        ("renewal.ended", "Rien", "no_need"),
    ],
)
def test_each_of_them_starts_what_follows_it_up(chat: Opens, event: str, button: str, word: str) -> None:
    lea = asked(chat, follows(event)).presses(button)
    lea.hears(f"Suite : {event}, {word}, café, Café 1 kg.")


def test_another_of_them_starts_nothing(chat: Opens) -> None:
    asked(chat, follows("renewal.ended")).presses("Il en reste").hears_nothing()


def test_free_words_start_it_too_after_they_are_said_back(chat: Opens) -> None:
    lea = known(chat, follows("renewal.switched")).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.says("j’ai changé de marque de café").hears("je ne vous propose plus").hears(
        "Suite : renewal.switched, switched, café"
    )


def test_days_later_it_is_decided_with_the_facts_of_then(chat: Opens) -> None:
    lea = asked(chat, follows("renewal.switched", ", after: 10 days, unless: [order.confirmed]")).presses(
        "Autre marque"
    )
    assert lea.planned == ["afterwards"]
    lea.waits(days=11).hears("Suite : renewal.switched")


def test_an_order_meanwhile_calls_it_off(chat: Opens) -> None:
    lea = asked(chat, follows("renewal.switched", ", after: 10 days, unless: [order.confirmed]")).presses(
        "Autre marque"
    )
    lea.waits(days=2).shop("order.confirmed", number="B", lines=[line("kilo")])
    assert "afterwards" not in lea.planned


def test_what_was_planned_is_called_off_by_it(chat: Opens) -> None:
    book = follows("order.delivered", ", after: 60 days, unless: [renewal.ended]")
    lea = known(chat, book).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.shop("order.delivered", number="A", lines=[line("kilo")])
    assert lea.planned == ["afterwards"]
    lea.waits(days=26).hears("Encore ?").presses("Rien")
    assert lea.planned == []


def test_a_conversation_that_waits_for_it_goes_on(chat: Opens) -> None:
    lea = known(chat, follows("renewal.postponed")).shop("x.wait")
    lea.shop("order.confirmed", number="A", lines=[line("kilo")]).waits(days=26).hears("Encore ?")
    lea.presses("Rien").hears("C’est noté.")
