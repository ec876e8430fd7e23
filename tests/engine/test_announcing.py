"""What a turn has brought about reaches the whole playbook: an order cancelled in the chat, a word on buying again."""

from __future__ import annotations

import pytest

from bot.playbook import build
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, book_files
from tests.engine.ordering import CATALOGUE, STORE, line
from tests.engine.renewal import test_renewing as renewing
from tests.engine.renewal.test_renewal_said import BUTTONS
from tests.engine.renewal.test_renewing import known, shop_book

HUILA = {"id": "c1", "lines": [line("huila", 2)]}
BUY = """
flow: buy
title: Commander
purpose: service
starts: [{ intent: buy }]
examples: [je commande]
steps:
  - order: { from: cart, confirmed: payment, cancelled: none }
  - id: payment
    wait: { event: order.confirmed, at_most: 2 hours, late: { go: late } }
  - stop: converted
  - id: late
    say: Je n’ai pas vu passer le paiement.
  - stop: late
  - id: none
    stop: none
"""
CHANGE = """
flow: change
title: Changer
purpose: service
starts: [{ intent: change }]
examples: [changer ma commande]
steps:
  - order: { from: order, confirmed: kept, cancelled: gone }
  - id: kept
    stop: kept
  - id: gone
    say: Une autre fois.
  - stop: gone
"""
TOLD = """
flow: told
title: Annulée
purpose: service
starts: [{ event: order.cancelled }]
steps:
  - say: "Votre commande a été annulée par la boutique."
"""
ASKED = """
flow: asked
title: Avis
purpose: service
steps:
  - say: "Alors, ce café ?"
"""
JOURNEY = """
journey: purchase
title: Achat
stages: [discovery: {}, purchase: {}]
signals:
  - { on: order.created, moves: purchase }
  - { on: order.cancelled, moves: discovery, relationship: -5 }
follow_ups:
  - { start: asked, on: order.created, after: 3 days, unless: [order.cancelled] }
"""


def ordered() -> Chat:
    files = book_files(BUY, CHANGE, TOLD, ASKED, store=STORE, journey=JOURNEY)
    checked = build({**files, "flows/catalog/offers.csv": CATALOGUE})
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    lea = Chat(checked.playbook, postcode="69002").shop("cart.updated", **HUILA)
    lea.says("je commande", means="flow:buy").hears("Comment").says("point relais").hears("Je valide")
    return lea.says("je confirme")


def test_nobody_asks_for_the_payment_of_an_order_that_they_have_cancelled() -> None:
    lea = ordered()
    lea.shop("order.created", reference=lea.customer.orders[-1].key)
    lea.says("changer ma commande", means="flow:change").hears("Tout est juste").says("annuler la commande")
    lea.hears("est annulée").hears("Une autre fois").hears_nothing()
    assert [state.stage for state in lea.customer.journeys] == ["discovery"]
    lea.waits(days=5).hears_nothing()
    assert lea.customer.parked == ()


def test_the_shops_word_on_it_afterwards_is_no_news() -> None:
    lea = ordered().says("changer ma commande", means="flow:change").hears("Tout est juste").says("annuler la commande")
    lea.hears("est annulée").hears("Une autre fois")
    lea.shop("order.cancelled", reference=lea.customer.orders[-1].key).hears_nothing()


def test_an_order_that_the_shop_cancels_is_told_and_waited_for_no_more() -> None:
    lea = ordered()
    lea.shop("order.cancelled", reference=lea.customer.orders[-1].key).hears("annulée par la boutique")
    lea.waits(days=5).hears_nothing()


def test_what_is_paid_late_is_asked_for_as_ever() -> None:
    ordered().waits(hours=3).hears("Je n’ai pas vu passer le paiement")


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
    return shop_book(NO_NEED, AFTERWARDS, WAITS, journey=renewing.JOURNEY.rstrip() + "\n" + row)


def asked(chat: Opens, book: Playbook) -> Chat:
    lea = known(chat, book).shop("order.confirmed", number="A", lines=[renewing.line("kilo")])
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
    lea = known(chat, follows("renewal.switched")).shop("order.confirmed", number="A", lines=[renewing.line("kilo")])
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
    lea.waits(days=2).shop("order.confirmed", number="B", lines=[renewing.line("kilo")])
    assert "afterwards" not in lea.planned


def test_what_was_planned_is_called_off_by_it(chat: Opens) -> None:
    book = follows("order.delivered", ", after: 60 days, unless: [renewal.ended]")
    lea = known(chat, book).shop("order.confirmed", number="A", lines=[renewing.line("kilo")])
    lea.shop("order.delivered", number="A", lines=[renewing.line("kilo")])
    assert lea.planned == ["afterwards"]
    lea.waits(days=26).hears("Encore ?").presses("Rien")
    assert lea.planned == []


def test_a_conversation_that_waits_for_it_goes_on(chat: Opens) -> None:
    lea = known(chat, follows("renewal.postponed")).shop("x.wait")
    lea.shop("order.confirmed", number="A", lines=[renewing.line("kilo")]).waits(days=26).hears("Encore ?")
    lea.presses("Rien").hears("C’est noté.")
