"""What integrators tell is an event in the inbox, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.model.events import (
    ConsentGiven,
    CustomerImported,
    FlowRequested,
    ShopReported,
    StaffGaveBack,
    StaffTookOver,
    StaffWrote,
)
from bot.store import Store
from tests.web.api.shop import BODIES, LEA, LYON, MAX, PARIS, customer_id, lives, posting, shop_client, token
from tests.web.doorway import NOW, events

ONE = "/api/customers/{customer}"


async def tell(store: Store, path: str, body: Any, text: str | None = None, status: int = 202) -> Any:
    content = "" if body is None else json.dumps(body)
    async with shop_client(store) as client:
        answer = await client.post(
            path.format(customer=customer_id(LEA)), content=content, headers=posting(text or await token(store))
        )
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("path", "kind", "fields"),
    [
        (ONE, CustomerImported, {"facts": {"city": "Lyon", "orders_count": 2}}),
        (f"{ONE}/messages", StaffWrote, {"text": "Bonjour, votre commande est prête.", "staff": "api: Caisse"}),
        (f"{ONE}/flows", FlowRequested, {"flow": "satisfaction", "data": {"reason": "till"}, "by": "api: Caisse"}),
        (f"{ONE}/take-over", StaffTookOver, {"staff": "api: Caisse"}),
        (f"{ONE}/give-back", StaffGaveBack, {"staff": "api: Caisse"}),
        (f"{ONE}/orders", ShopReported, {"name": "order.delivered", "data": {"number": "1001", "total": "12.00"}}),
        (f"{ONE}/feedback", ShopReported, {"name": "feedback.given"}),
        (f"{ONE}/consents", ConsentGiven, {"granted": True, "wording": "Oui, je veux des offres", "source": "till 3"}),
        ("/api/events", ShopReported, {"name": "store.visited"}),
        ("/api/customers", CustomerImported, {"facts": {"city": "Lyon"}}),
    ],
)
async def test_each_becomes_its_event(store: Store, path: str, kind: type[Any], fields: dict[str, Any]) -> None:
    id_ = await lives(store, LEA, LYON)
    said = await tell(store, path, BODIES[path])
    event = (await events(store))[-1]
    assert isinstance(event, kind)
    assert {name: getattr(event, name) for name in fields} == fields
    assert said == {"id": event.id, "customer": id_}
    [(owner, source)] = await store.database.read("SELECT customer, source FROM inbox WHERE id = $1", event.id)
    assert (owner, source) == (id_, "api")


async def test_news_of_the_shop_know_where_the_customer_can_be_written_to(store: Store) -> None:
    await lives(store, LEA, LYON)
    for path in (f"{ONE}/orders", f"{ONE}/feedback", "/api/events"):
        await tell(store, path, BODIES[path])
        assert str((await events(store))[-1].address) == f"sms:{LEA}"


async def test_a_new_customer_is_made_without_a_consent_and_at_the_tokens_point_of_sale(store: Store) -> None:
    here = await token(store, places=(PARIS,))
    said = await tell(store, "/api/customers", {"customer": {"phone": MAX}, "facts": {"first_name": "Max"}}, here)
    [event] = await events(store)
    assert event.facts == {"first_name": "Max", "point_of_sale": PARIS}
    assert [str(address) for address in event.addresses] == [f"sms:{MAX}"]
    assert said["customer"] == customer_id(MAX)
    everywhere = await token(store)
    await tell(store, "/api/customers", {"customer": {"id": "9"}, "point_of_sale": LYON}, everywhere)
    assert (await events(store))[-1].facts == {"point_of_sale": LYON}


async def test_nobody_is_moved_to_a_point_of_sale_that_the_token_is_not_for(store: Store) -> None:
    await lives(store, LEA, LYON)
    here = await token(store, places=(LYON,))
    await tell(store, ONE, {"point_of_sale": PARIS}, here, 403)
    await tell(store, "/api/customers", {"customer": {"phone": LEA}, "point_of_sale": PARIS}, here, 403)
    await tell(store, ONE, {"facts": {"point_of_sale": PARIS}}, here, 422)
    await tell(store, "/api/events", {"type": "store.visited", "customer": {"phone": MAX}}, here, 403)
    assert len(await events(store)) == 1


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        (f"{ONE}/flows", {"flow": "nothing"}, "/flow"),
        (f"{ONE}/messages", {"text": "  \n"}, "/text"),
        (f"{ONE}/messages", {"text": "a\x00b"}, "/text"),
        (f"{ONE}/orders", {"data": {"total": "12"}}, "/data"),
        (f"{ONE}/orders", {"data": {"id": "1", "total": "twelve"}}, "/data/total"),
        (f"{ONE}/feedback", {"scale": "csat", "score": 6}, "/score"),
        (f"{ONE}/consents", {"granted": True, "purpose": "marketing", "channel": "sms"}, "/wording"),
        ("/api/events", {"type": "nothing", "customer": {"phone": LEA}}, "/type"),
        ("/api/events", {"type": "order.paid", "customer": {"phone": LEA}, "data": {"total": "x"}}, "/data/total"),
    ],
)
async def test_what_can_not_be_used_says_where_and_does_nothing(
    store: Store, path: str, body: Any, pointer: str
) -> None:
    await lives(store, LEA, LYON)
    said = await tell(store, path, body, status=422)
    assert pointer in [fault["pointer"] for fault in said["errors"]]
    assert len(await events(store)) == 1


async def test_a_no_needs_no_proof(store: Store) -> None:
    await lives(store, LEA, LYON)
    await tell(store, f"{ONE}/consents", {"granted": False, "purpose": "marketing", "channel": "all"})
    assert (await events(store))[-1].granted is False


async def test_an_event_with_a_token_may_carry_its_webhook_id(store: Store) -> None:
    await lives(store, LEA, LYON)
    headers = {**posting(await token(store)), "webhook-id": "msg_1"}
    del headers["idempotency-key"]
    async with shop_client(store) as client:
        answers = [
            await client.post("/api/events", content=json.dumps(BODIES["/api/events"]), headers=headers)
            for _ in range(2)
        ]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert len(await events(store)) == 2


async def test_a_delivery_is_told_once_more_and_who_wished_it_stays(store: Store) -> None:
    await lives(store, LEA, LYON)
    path = f"/api/deliveries/{1:032x}/replay"
    assert "waiting" in (await tell(store, path, None, status=409))["detail"]
    [errand] = await store.errands.due(NOW)
    await store.errands.give_up(errand, "HTTP 500")
    await tell(store, path, None)
    assert [one.id for one in await store.errands.due(NOW)] == [errand.id]
    assert [(one.outcome, one.by) for one in await store.webhooks.tries(errand.id)] == [("replayed", "api: Caisse")]
