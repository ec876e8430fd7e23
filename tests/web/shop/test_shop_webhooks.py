"""The shops' doors: signed, on disk before they are answered, one effect however often, nothing lost."""

from __future__ import annotations

import json

import httpx
import pytest

from bot.model.address import Address
from bot.model.events import ConsentGiven, CustomerImported, ShopReported
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.web.shop.shop_webhooks import is_signed
from tests.store.samples import NOON
from tests.web.doorway import app_of, client_of, events, open_doors, rows
from tests.web.shops import SECRET, deliver, resource, signature
from tests.work.shop import open_shop

BOB = customer_id_of(Address("shop", "207119551"))


def shops(store: Store, **changes: object) -> httpx.AsyncClient:
    secrets = {"shopify_secret": SECRET, "woocommerce_secret": SECRET}
    return client_of(app_of(open_doors(store, **(secrets | changes))))


async def test_an_order_is_on_disk_when_it_is_answered(store: Store) -> None:
    async with shops(store) as client:
        answer = await deliver(client, "orders/create", resource("shopify-order"))
    assert answer.status_code == 200
    imported, *told = await events(store)
    assert isinstance(imported, CustomerImported)
    assert imported.addresses == (
        Address("shop", "207119551"),
        Address("sms", "+15556251199"),
        Address("email", "bob.norman@hostmail.com"),
    )
    assert [event.name for event in told] == ["order.created", "order.confirmed"]
    assert await store.customers.find("+15556251199") == await store.customers.find("bob.norman@hostmail.com") == BOB


@pytest.mark.parametrize("system", ["shopify", "woocommerce"])
async def test_the_same_delivery_again_has_no_effect(store: Store, system: str) -> None:
    topic = {"shopify": "orders/create", "woocommerce": "order.created"}[system]
    async with shops(store) as client:
        for _ in range(3):
            answer = await deliver(client, topic, resource(f"{system}-order"), system=system)
            assert answer.status_code == 200
    once = await rows(store)
    async with shops(store) as client:
        await deliver(client, topic, resource(f"{system}-order"), system=system, delivery="d2")
    assert await rows(store) == 2 * once


@pytest.mark.parametrize("system", ["shopify", "woocommerce"])
@pytest.mark.parametrize("given", ["", "x", "é", signature(b"something else"), signature(b"{}", "another secret")])
async def test_what_the_shop_has_not_signed_is_refused(store: Store, system: str, given: str) -> None:
    async with shops(store) as client:
        header = {"shopify": "X-Shopify-Hmac-Sha256", "woocommerce": "X-WC-Webhook-Signature"}[system]
        headers = {header.encode(): given.encode(), b"X-WC-Webhook-Topic": b"order.created"}
        answer = await client.post(f"/webhooks/{system}", content=b"{}", headers=headers)
    assert answer.status_code == 401
    assert await rows(store) == 0


async def test_without_a_secret_nothing_is_here(store: Store) -> None:
    async with shops(store, shopify_secret=None, woocommerce_secret=None) as client:
        for system in ("shopify", "woocommerce"):
            assert (await deliver(client, "orders/create", {}, system=system)).status_code == 404


async def test_a_body_over_a_mebibyte_is_too_large(store: Store) -> None:
    async with shops(store) as client:
        assert (await deliver(client, "orders/create", b" " * (1024 * 1024 + 1))).status_code == 413


async def test_a_topic_that_is_none_of_ours_is_answered_and_has_no_effect(store: Store) -> None:
    async with shops(store) as client:
        for topic in ("themes/publish", "carts/update", "products/update", ""):
            assert (await deliver(client, topic, {"id": 1, "token": "t"})).status_code == 200
    assert await rows(store) == 0


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"total_price": "3"}', b'{"id": null}'])
async def test_what_nobody_can_read_is_kept_for_staff(store: Store, body: bytes) -> None:
    async with shops(store) as client:
        assert (await deliver(client, "orders/create", body)).status_code == 200
    assert await store.inbox.count_dead() == 1


async def test_woocommerces_ping_is_answered(store: Store) -> None:
    async with shops(store) as client:
        answer = await client.post("/webhooks/woocommerce", data={"webhook_id": "12"})
        assert answer.status_code == 200
        assert (await client.post("/webhooks/woocommerce", data={"webhook_id": "12; order"})).status_code == 401
    assert await rows(store) == 0


async def test_news_of_the_catalogue_go_where_offers_are_kept(store: Store) -> None:
    told: list[tuple[str, str, object]] = []

    async def take(system: str, topic: str, product: object) -> bool:
        told.append((system, topic, product))
        return True

    async with shops(store, take_product=take) as client:
        await deliver(client, "product.updated", {"id": 7}, system="woocommerce")
    assert told == [("woocommerce", "product.updated", {"id": 7})]


@pytest.mark.parametrize("system", ["shopify", "woocommerce"])
async def test_an_order_of_which_we_first_hear_that_it_is_over_begins_nothing(store: Store, system: str) -> None:
    over = {"shopify": {"cancelled_at": "2026-02-01T10:00:00Z"}, "woocommerce": {"status": "cancelled"}}[system]
    topic = {"shopify": "orders/cancelled", "woocommerce": "order.updated"}[system]
    async with shops(store) as client:
        await deliver(client, topic, resource(f"{system}-order", **over), system=system)
    _, first, *rest = await events(store)
    assert first.name == "order.cancelled"
    assert "order.confirmed" in [event.name for event in rest]


async def test_a_fulfilment_that_names_no_customer_is_of_whom_the_order_is(store: Store) -> None:
    async with open_shop(store) as shop, shops(store) as client:
        await deliver(client, "orders/create", resource("shopify-order"))
        await shop.meet()
        await deliver(client, "fulfillments/create", resource("shopify-fulfillment"), delivery="d2")
        await deliver(client, "refunds/create", resource("shopify-refund"), delivery="d3")
        await shop.meet()
        [order] = await store.orders.of([BOB])
        assert order.tracking.number == "1Z2345"
        assert order.status == "partly_returned"


async def test_a_fulfilment_before_its_order_finds_its_customer_when_the_order_comes(store: Store) -> None:
    async with open_shop(store) as shop, shops(store) as client:
        await deliver(client, "customers/create", resource("shopify-customer"), delivery="d0")
        await shop.meet()
        await deliver(client, "fulfillments/create", resource("shopify-fulfillment"))
        await shop.meet()
        await deliver(client, "orders/create", resource("shopify-order", fulfillments=[]), delivery="d2")
        await shop.meet()
        [order] = await store.orders.of([BOB])
        assert (order.status, order.number) == ("shipped", "1001")


async def test_an_address_of_somebody_elses_stays_theirs(store: Store) -> None:
    other = resource("shopify-customer", id=9, email="bob.norman@hostmail.com", default_address={})
    async with open_shop(store) as shop, shops(store) as client:
        await deliver(client, "customers/create", resource("shopify-customer", default_address={}))
        await shop.meet()
        await deliver(client, "customers/create", resource("shopify-customer", id=8, email="", default_address={}))
        await shop.meet()
        await deliver(client, "customers/create", other | {"id": 8}, delivery="d3")
        await shop.meet()
        eight = await store.customers.get(customer_id_of(Address("shop", "8")))
    assert eight is None or all(known.address.channel != "email" for known in eight.addresses)


async def test_a_refusal_is_taken_over_and_a_bare_yes_is_no_consent(store: Store) -> None:
    at = "2026-02-01T10:00:00Z"
    said = {"state": "unsubscribed", "consent_updated_at": at}
    async with shops(store) as client:
        await deliver(client, "customers/update", resource("shopify-customer", sms_marketing_consent=said))
        yes = said | {"state": "subscribed", "opt_in_level": "confirmed_opt_in"}
        await deliver(
            client, "customers/update", resource("shopify-customer", sms_marketing_consent=yes), delivery="d2"
        )
    consents = [event for event in await events(store) if isinstance(event, ConsentGiven)]
    assert [(one.channel, one.granted, one.purpose) for one in consents] == [("sms", False, "marketing")]


async def test_a_request_about_ones_data_goes_to_staff_and_one_of_a_stranger_nowhere(store: Store) -> None:
    async with open_shop(store) as shop, shops(store) as client:
        await deliver(client, "customers/create", resource("shopify-customer"))
        await shop.meet()
        asked = {"customer": {"id": 207119551, "email": "bob.norman@hostmail.com", "phone": ""}}
        await deliver(client, "customers/redact", asked, delivery="d2")
        await shop.meet()
        bob = await store.customers.get(BOB)
        assert bob is not None
        assert bob.handover is not None
        assert "privacy" in {entry.rule for entry in await store.ledger.of(BOB, NOON.replace(year=2020))}


def test_a_signature_is_of_the_very_bytes() -> None:
    body = json.dumps({"a": 1}).encode()
    assert is_signed(body, signature(body), SECRET)
    assert not is_signed(body + b" ", signature(body), SECRET)


async def test_one_delivery_is_one_set_of_events_whoever_it_is_of(store: Store) -> None:
    async with shops(store) as client:
        await deliver(client, "orders/paid", resource("shopify-order", financial_status="paid"))
    told = [event for event in await events(store) if isinstance(event, ShopReported)]
    assert [event.name for event in told] == ["order.created", "order.confirmed", "order.paid"]
    assert len({event.id for event in told}) == 3
