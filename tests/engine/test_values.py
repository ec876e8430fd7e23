"""What templates see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.engine.advance import new_customer
from bot.engine.named_values import Named
from bot.engine.run import Run
from bot.engine.values import local_now, values
from bot.model.conversation import Conversation
from bot.model.customer import JourneyState
from bot.model.effects import Emit
from bot.model.events import ShopReported
from bot.model.order import Cart, Order
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import Chat, book_files, playbook

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TALK = Conversation(
    id="x",
    flow="coffee",
    version="v",
    step="s",
    started_at=NOW,
    purpose="service",
    saved={"people": 4},
    context={"order": {"number": "A7"}},
)


@pytest.fixture
def known(book: Playbook) -> Any:
    customer = replace(
        new_customer("c", NOW),
        facts={"first_name": "Léa", "roast": "dark"},
        cart=Cart(key="cart", at=NOW, total=Decimal(12)),
        orders=(Order(key="old", number="old"),),
        timezone="Indian/Reunion",
        journeys=(JourneyState(journey="purchase", stage="decision", since=datetime(2026, 2, 25, tzinfo=UTC)),),
    )
    event = ShopReported(id="e", at=NOW, name="cart.abandoned", data={"total": 12})
    return values(Run(Shelf(current=book), customer, event), TALK, answer={"id": "x"})


def test_every_name_of_the_playbooks_language_is_there(known: Any) -> None:
    assert known["customer"]["first_name"] == "Léa"
    assert known["customer"]["language"] == "fr"
    assert known["customer"]["orders_count"] == 0
    assert known["conversation"]["people"] == 4
    assert known["order"]["number"] == "A7"  # what the conversation began with, before what the customer has
    assert known["cart"]["total"] == 12
    assert known["event"]["name"] == "cart.abandoned"
    assert known["answer"]["id"] == "x"
    assert known["store"]["name"] == "Maison Moka"
    assert known["journey"]["stage"] == "decision"
    assert known["journey"]["days_in_stage"] == 5


def test_what_is_absent_is_absent(known: Any) -> None:
    assert known.get("offer") is None
    assert known["customer"].get("nothing") is None
    with pytest.raises(KeyError):
        known["customer"]["nothing"]


def test_names_can_be_gone_through(known: Any) -> None:
    assert {"first_name", "roast", "language"} <= set(known["customer"])
    assert len(known["customer"]) == len(set(known["customer"]))
    assert dict(known["store"]["teams"][0]) == {"id": "magasin", "name": "Magasin"}


def test_now_is_the_customers_own(known: Any) -> None:
    assert known["now"] == NOW
    assert known["now"].hour == 13


def test_an_unreadable_zone_falls_back_on_the_stores(book: Playbook) -> None:
    customer = replace(new_customer("c", NOW), timezone="Nowhere/At_All")
    run = Run(Shelf(current=book), customer, ShopReported(id="e", at=NOW, name="x.y"))
    assert local_now(run).tzinfo == ZoneInfo("Europe/Paris")


COLOURS = """
flow: colours
title: Une couleur
purpose: service
starts: [{ intent: colours }]
examples: [une couleur, a colour]
steps:
  - ask: Quelle couleur ?
    as: choice
    save: customer.colour
    choices: [Rouge vif, Bleu]
  - ask: Et pour la tasse ?
    as: choice
    save: cup
    choices: [Grande, Petite]
  - say: "{{ customer.colour | default: '?' }}, {{ conversation.cup }}, par {{ channel }}."
  - if: customer.colour == "rouge_vif" and conversation.cup == "Grande"
    emit: { name: x.cup, data: { cup: "{{ conversation.cup }}", channel: "{{ channel }}" } }
  - hand_over: { team: magasin, reason: "Tasse {{ conversation.cup | downcase }}" }
"""
ENGLISH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Rouge vif"
msgstr "Bright red"

msgid "Grande"
msgstr "Large"
"""


def test_a_choice_is_shown_by_its_label_and_kept_by_its_key(chat: Callable[..., Chat]) -> None:
    lea = chat(playbook(COLOURS)).says("une couleur", means="flow:colours").hears("Quelle couleur").says("rouge vif")
    lea.hears("tasse").says("grande").hears("Rouge vif, Grande, par Telegram.").hears("équipe")
    emitted = next(effect for effect in lea.effects if isinstance(effect, Emit))
    assert emitted.data == {"cup": "grande", "channel": "telegram"}
    assert lea.fact("colour") == "rouge_vif"
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "Tasse grande"


def test_a_choice_is_shown_in_the_customers_language(chat: Callable[..., Chat]) -> None:
    book = build(book_files(COLOURS) | {"locales/en/LC_MESSAGES/flows.po": ENGLISH}).playbook
    assert book is not None
    tom = chat(book, language="en", channel="web").says("a colour", means="flow:colours").hears("Quelle couleur")
    tom.says("bright red").hears("tasse").says("large").hears("Bright red, Large, par chat.").hears("team")
    assert any(isinstance(effect, Emit) for effect in tom.effects)


def test_a_name_equals_its_key_and_itself() -> None:
    named = Named("Rouge vif", "rouge_vif")
    assert named == "Rouge vif"
    assert named == "rouge_vif"
    assert named == Named("Rouge vif")
    assert named != "bleu"
    assert f"{named}" == "Rouge vif"
