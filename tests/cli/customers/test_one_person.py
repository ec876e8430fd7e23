"""One person who was two, at a terminal: merged, exported and erased by any of their names, on both databases."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import CustomerImported, MessageReceived
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.people.erasing import Keyed
from bot.wiring.clock import now
from bot.wiring.key import suppression_key
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import lea, wrote
from tests.work.shop import open_shop

__all__ = ["says"]
KEY = "k" * 40
PHONE, EMAIL = Address("sms", "+33612345678"), Address("email", "lea@exemple.fr")
NAMES = (PHONE.id, EMAIL.id, "42", customer_id_of(PHONE), customer_id_of(lea()))
KEYS = {
    *("customer", "addresses", "consents", "journeys", "messages", "orders", "carts", "feedback"),
    *("appointments", "planned", "ledger"),
}


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def shop_says(request: pytest.FixtureRequest, says: Says, monkeypatch: pytest.MonkeyPatch) -> tuple[Says, str]:
    url = request.getfixturevalue(request.param)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", KEY)
    says("migrate")
    return says, url


def lives(url: str, *arrivals: Arrival) -> None:
    """Have events met by the real turns, now."""

    async def run() -> None:
        store = await Store.open(url)
        keyed: Keyed = suppression_key(KEY.encode())
        async with open_shop(store) as shop:
            shop.cutters["sms"] = shop.cutters["telegram"]
            shop.consumer._keyed = keyed
            await store.inbox.put(list(arrivals))
            shop.now = now() + timedelta(seconds=5)
            await shop.meet()
        await store.close()

    asyncio.run(run())


def two(url: str) -> None:
    known = CustomerImported(id="known", facts={"first_name": "Léa"}, addresses=(PHONE, EMAIL))
    text = MessageReceived(id="text", address=PHONE, text="by SMS")
    lives(
        url,
        Arrival(event=known, received_at=now(), names=(PHONE, EMAIL)),
        Arrival(event=text, received_at=now(), names=(PHONE,)),
        wrote("by Telegram", when=now()),
    )


def exported(says: Says, name: str) -> dict[str, Any]:
    assert says("export", name, "-o", "held.json")[0] == 0
    held: dict[str, Any] = json.loads(Path("held.json").read_text("utf-8"))
    return held


@pytest.mark.parametrize("name", NAMES, ids=["phone", "e-mail", "telegram", "id", "the other id"])
def test_whoever_was_two_is_exported_and_erased_whole_by_any_name(shop_says: tuple[Says, str], name: str) -> None:
    says, url = shop_says
    two(url)
    assert says("merge", PHONE.id, "42")[0] == 0
    lives(url)
    held = exported(says, name)
    assert set(held) >= KEYS
    assert {"by SMS", "by Telegram"} <= {line["text"] for line in held["messages"]}
    assert {(one["channel"], one["id"]) for one in held["addresses"]} == {
        ("sms", PHONE.id),
        ("email", EMAIL.id),
        ("telegram", "42"),
    }
    assert says("erase", name, "--yes")[0] == 0
    for gone in (PHONE.id, EMAIL.id, "42"):
        code, _, told = says("export", gone)
        assert (code, "nobody is known" in told) == (1, True), gone


def test_who_was_two_and_erased_begins_with_an_opt_out_at_each_address(shop_says: tuple[Says, str]) -> None:
    says, url = shop_says
    two(url)
    says("merge", PHONE.id, "42")
    lives(url)
    says("erase", "42", "--yes")
    again = CustomerImported(id="again", facts={"first_name": "Léa"}, addresses=(PHONE,))
    lives(url, Arrival(event=again, received_at=now(), names=(PHONE,)), wrote("hello again", id="t2", when=now()))
    for name in (PHONE.id, "42"):
        held = exported(says, name)
        assert held["customer"]["opted_out_at"] is not None, name


def test_who_was_erased_and_stands_on_a_list_again_is_brought_in_as_opted_out(shop_says: tuple[Says, str]) -> None:
    says, url = shop_says
    Path("list.csv").write_text("Customer ID,First Name,Phone,Accepts SMS Marketing\n1,Léa,+33612345678,yes\n", "utf-8")
    assert says("import", "customers", "list.csv")[0] == 0
    lives(url)
    assert exported(says, PHONE.id)["customer"].get("opted_out_at") is None
    assert says("erase", PHONE.id, "--yes")[0] == 0
    Path("list.csv").write_text("Customer ID,First Name,Phone,Accepts SMS Marketing\n1,Zoé,+33612345678,yes\n", "utf-8")
    assert says("import", "customers", "list.csv")[0] == 0
    lives(url)
    assert exported(says, PHONE.id)["customer"]["opted_out_at"] is not None
