"""What templates see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.engine.advance import new_customer
from bot.engine.turn import Run
from bot.engine.values import local_now, values
from bot.model.conversation import Conversation
from bot.model.customer import JourneyState
from bot.model.events import ShopReported
from bot.playbook.compiled import Playbook, Shelf

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
        cart={"total": 12},
        order={"number": "old"},
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
