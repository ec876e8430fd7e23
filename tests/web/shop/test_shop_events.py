"""`POST /api/events`: signed as Standard Webhooks, located faults, one effect."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened, ShopReported
from bot.store import Store
from bot.web.shop.shop_events import KNOWN_EVENTS
from tests.web.doorway import EVENTS_SECRET, NOW, app_of, client_of, events, open_doors, rows

PATH = "/api/events"
DELIVERED = {
    "type": "order.delivered",
    "customer": {"phone": "+33612345678"},
    "data": {"number": "1042"},
    "at": "2026-03-01T18:00:00+01:00",
}


def signed(body: str, delivery: str = "msg_1", secret: str = EVENTS_SECRET, age: float = 0) -> dict[str, str]:
    at = datetime.now(UTC) - timedelta(seconds=age)
    return {
        "webhook-id": delivery,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(delivery, at, body),
        "content-type": "application/json",
    }


async def post(client: httpx.AsyncClient, event: Any, **how: Any) -> httpx.Response:
    body = event if isinstance(event, str) else json.dumps(event)
    return await client.post(PATH, content=body, headers=signed(body, **how))


async def test_a_signed_event_is_on_disk_when_it_is_answered(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        answer = await post(client, DELIVERED)
    assert answer.status_code == 202
    [event] = await events(store)
    assert isinstance(event, ShopReported)
    assert event.name == "order.delivered"
    assert event.data == {"number": "1042"}
    assert event.happened_at == datetime(2026, 3, 1, 17, tzinfo=UTC)
    assert answer.json() == {"id": event.id}


async def test_the_same_delivery_again_has_no_effect(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        first, again = await post(client, DELIVERED), await post(client, DELIVERED)
        other = await post(client, DELIVERED, delivery="msg_2")
    assert [answer.status_code for answer in (first, again, other)] == [202, 202, 202]
    assert first.json() == again.json()
    assert await rows(store) == 2


async def test_all_names_of_a_person_find_one_customer(store: Store) -> None:
    names = [
        {"id": 77, "phone": "+33 6 12 34 56 78"},
        {"phone": "+33612345678"},
        {"id": "77", "email": "Lea@Example.fr"},
    ]
    async with client_of(app_of(open_doors(store))) as client:
        for number, name in enumerate(names):
            answer = await post(client, DELIVERED | {"customer": name}, delivery=f"msg_{number}")
            assert answer.status_code == 202, answer.text
    owners = {row[0] for row in await store.database.read("SELECT customer FROM inbox")}
    assert len(owners) == 1


async def test_a_telegram_id_finds_who_chats_there(client: httpx.AsyncClient, shop_store: Store) -> None:
    await post(client, DELIVERED | {"customer": {"telegram_id": "7"}})
    found = await shop_store.database.read("SELECT channel, id FROM addresses")
    assert [Address(*row) for row in found] == [Address("telegram", "7")]


@pytest.mark.parametrize("name", [*sorted(KNOWN_EVENTS), "x.wishlist", "x.shop.visited_twice"])
async def test_every_event_of_the_contract_is_taken(client: httpx.AsyncClient, name: str) -> None:
    assert (await post(client, DELIVERED | {"type": name})).status_code == 202


@pytest.mark.parametrize(
    ("change", "pointer", "word"),
    [
        ({"type": "order.teleported"}, "/type", "order.teleported"),
        ({"type": "order.deliverd"}, "/type", "did you mean 'order.delivered'?"),
        ({"type": "x."}, "/type", "x."),
        ({"type": 3}, "/type", "string"),
        ({"customer": {}}, "/customer", "telegram_id"),
        ({"customer": "Léa"}, "/customer", "object"),
        ({"customer": {"phone": "0612"}}, "/customer/phone", "+336"),
        ({"customer": {"phone": "+3361"}}, "/customer/phone", "+336"),
        ({"customer": {"email": "lea"}}, "/customer/email", "pattern"),
        ({"customer": {"telegram_id": "lea"}}, "/customer/telegram_id", "integer"),
        ({"customer": {"fax": "1"}}, "/customer/fax", "not permitted"),
        ({"data": []}, "/data", "object"),
        ({"at": "yesterday"}, "/at", "datetime"),
        ({"at": "2026-03-01T18:00:00"}, "/at", "timezone"),
        ({"at": "2099-03-01T18:00:00Z"}, "/at", "more than a day ahead"),
        ({"extra/key": 1}, "/extra~1key", "not permitted"),
    ],
)
async def test_a_fault_is_told_with_its_place(
    client: httpx.AsyncClient, shop_store: Store, change: dict[str, Any], pointer: str, word: str
) -> None:
    answer = await post(client, DELIVERED | change)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    told = {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}
    assert word in told[pointer]
    assert await rows(shop_store) == 0


async def test_all_faults_are_told_at_once(client: httpx.AsyncClient) -> None:
    answer = await post(client, {"type": "nope", "customer": {"phone": "1"}, "data": 3})
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {"/type", "/customer/phone", "/data"}


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, '{"type": "order.paid", "data": ' + '{"a":' * 100_000])
async def test_what_is_no_json_is_told_so(client: httpx.AsyncClient, shop_store: Store, body: str) -> None:
    answer = await post(client, body)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert await rows(shop_store) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_2"},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1"},
        {"webhook-signature": ","},
        {"webhook-signature": "v1,é".encode()},
        {"webhook-signature": "v2,AAAA"},
        {"webhook-timestamp": "nan"},
        {"webhook-timestamp": "9" * 400},
        {"webhook-timestamp": "0"},
        {"webhook-id": ""},
    ],
)
async def test_a_forged_delivery_leaves_no_row(
    client: httpx.AsyncClient, shop_store: Store, change: dict[str, Any]
) -> None:
    body = json.dumps(DELIVERED)
    answer = await client.post(PATH, content=body, headers=signed(body) | change)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert await rows(shop_store) == 0


async def test_while_our_clock_is_wrong_a_delivery_is_as_old_as_the_providers_say(
    client: httpx.AsyncClient, shop_store: Store
) -> None:
    hour = 3600.0
    assert (await post(client, DELIVERED, age=hour)).status_code == 401
    ahead = NOW - (datetime.now(UTC) - timedelta(seconds=hour))
    await shop_store.measures.set("clock_skew", ahead.total_seconds(), "twilio")
    assert (await post(client, DELIVERED, age=hour, secret="whsec_" + "A" * 32)).status_code == 401
    assert (await post(client, DELIVERED, age=2 * hour)).status_code == 401
    assert await rows(shop_store) == 0
    assert (await post(client, DELIVERED, age=hour)).status_code == 202


async def test_another_body_under_a_good_signature_leaves_no_row(client: httpx.AsyncClient, shop_store: Store) -> None:
    headers = signed(json.dumps(DELIVERED))
    for body in (b"", b"\xff", json.dumps(DELIVERED | {"type": "order.paid"}).encode()):
        assert (await client.post(PATH, content=body, headers=headers)).status_code == 401
    assert await rows(shop_store) == 0


async def test_an_old_delivery_and_another_secret_are_refused(client: httpx.AsyncClient) -> None:
    assert (await post(client, DELIVERED, age=600)).status_code == 401
    assert (await post(client, DELIVERED, secret="whsec_" + "B" * 32)).status_code == 401


async def test_without_a_secret_nobody_is_believed(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store, events_secret=None))) as client:
        assert (await post(client, DELIVERED)).status_code == 401


async def test_a_customer_whom_only_the_shop_knows_can_be_written_to(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        await post(client, DELIVERED)
        await post(client, DELIVERED | {"customer": {"id": 5, "email": "a@b.fr"}}, delivery="msg_2")
        await post(client, DELIVERED | {"customer": {"id": 5, "phone": "+33612345678"}}, delivery="msg_3")
    by_phone, by_email, somebody_elses = await events(store)
    assert by_phone.address == Address("sms", "+33612345678")
    assert by_email.address is None
    assert somebody_elses.address is None


async def test_a_customer_is_named_by_our_id_as_our_own_events_name_them(store: Store) -> None:
    visitor = Address("web", "v1")
    opened = ChatOpened(id="1" * 32, address=visitor)
    await store.inbox.put([Arrival(event=opened, received_at=datetime.now(UTC), names=(visitor,))])
    hers = await store.customers.whose(visitor)
    async with client_of(app_of(open_doors(store))) as client:
        await post(client, DELIVERED | {"customer": {"id": hers}})
        await post(client, DELIVERED | {"customer": {"id": hers, "email": "lea@example.fr"}}, delivery="msg_2")
        await post(client, DELIVERED | {"customer": {"id": "f" * 32}}, delivery="msg_3")
    owners = [row[0] for row in await store.database.read("SELECT customer FROM inbox ORDER BY received_at, id")]
    assert owners.count(hers) == 3
    assert await store.customers.whose(Address("email", "lea@example.fr")) == hers
    assert await store.customers.whose(Address("shop", str(hers))) is None
    assert await store.customers.whose(Address("shop", "f" * 32)) not in (hers, None)
