"""`consent.given` and `consent.withdrawn` over HTTP: with their proof or not at all, once each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.model.events import ConsentGiven
from bot.store import Store
from tests.web.doorway import events, rows
from tests.web.shop.test_shop_events import post

PROOF = {
    "purpose": "marketing",
    "channel": "sms",
    "wording": "J’accepte de recevoir les offres par SMS.",
    "source": "https://maison-moka.example/compte",
}


def said(type_: str = "consent.given", **data: Any) -> dict[str, Any]:
    return {"type": type_, "customer": {"phone": "+33612345678"}, "data": data}


async def test_a_consent_is_kept_with_its_proof(client: httpx.AsyncClient, shop_store: Store) -> None:
    told = said(
        **PROOF, at="2026-03-01T18:00:00+01:00", evidence="form-77", order_id=1042, ip="192.0.2.7", confirmed=True
    )
    answer = await post(client, told)
    assert answer.status_code == 202, answer.text
    [event] = await events(shop_store)
    assert event == ConsentGiven(
        id=answer.json()["id"],
        happened_at=datetime(2026, 3, 1, 17, tzinfo=UTC),
        purpose="marketing",
        channel="sms",
        wording="J’accepte de recevoir les offres par SMS.",
        source="https://maison-moka.example/compte",
        evidence="form-77, IP 192.0.2.7",
        order="1042",
        confirmed=True,
    )


async def test_a_withdrawal_needs_no_proof(client: httpx.AsyncClient, shop_store: Store) -> None:
    no = said("consent.withdrawn", purpose="marketing", channel="all", order_id="1042") | {"at": "2026-03-01T18:00:00Z"}
    assert (await post(client, no)).status_code == 202
    [event] = await events(shop_store)
    assert (event.granted, event.channel, event.order) == (False, "all", "")
    assert event.happened_at == datetime(2026, 3, 1, 18, tzinfo=UTC)


async def test_the_same_delivery_again_is_the_same_consent(client: httpx.AsyncClient, shop_store: Store) -> None:
    first, again = await post(client, said(**PROOF)), await post(client, said(**PROOF))
    assert (again.status_code, again.json()) == (202, first.json())
    assert await rows(shop_store) == 1


@pytest.mark.parametrize(
    ("change", "pointer", "word"),
    [
        ({"wording": None}, "/data/wording", "string"),
        ({"wording": "  "}, "/data/wording", "at least 1"),
        ({"wording": "a\0b"}, "/data/wording", "pattern"),
        ({"source": ""}, "/data/source", "at least 1"),
        ({"purpose": "reply"}, "/data/purpose", "marketing"),
        ({"channel": "fax"}, "/data/channel", "whatsapp"),
        ({"at": "2026-03-01T18:00:00"}, "/data/at", "timezone"),
        ({"ip": "localhost"}, "/data/ip", "IP"),
        ({"confirmed": "yes"}, "/data/confirmed", "boolean"),
        ({"granted": True}, "/data/granted", "not permitted"),
    ],
)
async def test_a_consent_that_proves_nothing_is_refused_with_its_place(
    client: httpx.AsyncClient, shop_store: Store, change: dict[str, Any], pointer: str, word: str
) -> None:
    answer = await post(client, said(**PROOF | change))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    told = {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}
    assert word in told[pointer]
    assert await rows(shop_store) == 0


async def test_what_is_left_out_is_told_at_once(client: httpx.AsyncClient, shop_store: Store) -> None:
    answer = await post(client, said())
    places = {fault["pointer"] for fault in answer.json()["errors"]}
    assert places == {"/data/purpose", "/data/channel", "/data/wording", "/data/source"}
    assert await rows(shop_store) == 0
