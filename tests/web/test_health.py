"""Alive, ready, and the figures."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import MessageReceived
from bot.store import Store, StoreUnavailable
from tests.web.doorway import NOW, app_of, client_of, open_doors


async def test_a_process_that_answers_is_alive(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).status_code == 200


async def test_it_is_ready_with_a_database_its_schema_and_a_playbook(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "schema": "ok", "playbook": "ok"}


async def test_without_a_playbook_it_is_not_ready(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store, playbook=lambda: None))) as client:
        ready, chat = await client.get("/readyz"), await client.get("/chat")
    assert ready.status_code == chat.status_code == 503
    assert ready.json()["playbook"] == "missing"


async def test_without_its_database_it_is_alive_and_not_ready(
    shop_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> int:
        raise StoreUnavailable("the disk with the customers is gone")

    monkeypatch.setattr(shop_store.inbox, "overdue", fail)
    monkeypatch.setattr(shop_store, "schema", fail)
    async with client_of(app_of(open_doors(shop_store))) as client:
        alive, ready = await client.get("/healthz"), await client.get("/readyz")
    assert alive.status_code == 200
    assert ready.status_code == 503
    assert ready.json()["database"] == "not available"
    assert "disk" not in ready.text


async def test_a_database_that_can_be_read_and_not_written_is_not_ready(
    shop_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise StoreUnavailable("the disk is full")

    async with client_of(app_of(open_doors(shop_store))) as client:
        shop_store.database.refused = True
        with monkeypatch.context() as full:
            full.setattr(shop_store.cursors, "set", refuse)
            assert (await client.get("/readyz")).json()["database"] == "not available"
        assert (await client.get("/readyz")).status_code == 200
        assert not shop_store.database.refused
        shop_store.database.damaged = True
        damaged = await client.get("/readyz")
    assert (damaged.status_code, damaged.json()["database"]) == (503, "damaged")


async def test_who_asks_is_answered_while_the_database_hangs(
    shop_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object) -> int:
        await asyncio.sleep(60)
        return 0

    monkeypatch.setattr("bot.web.health.PATIENCE", 0.05)
    monkeypatch.setattr(shop_store.inbox, "overdue", hang)
    async with client_of(app_of(open_doors(shop_store))) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "not available")


async def test_the_schema_must_be_ours(shop_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def empty() -> int:
        return 0

    monkeypatch.setattr(shop_store, "schema", empty)
    async with client_of(app_of(open_doors(shop_store))) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["schema"]) == (503, "not migrated")


async def test_the_figures_tell_what_waits(store: Store) -> None:
    address = Address("web", "visitor")
    event = MessageReceived(id="e" * 32, address=address, text="Bonjour")
    await store.inbox.put(
        [Arrival(event=event, received_at=NOW - timedelta(minutes=1), names=(address,), source="web")]
    )
    async with client_of(app_of(open_doors(store))) as client:
        answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    figures = dict(line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#"))
    assert float(figures["parcours_inbox_lag_seconds"]) == 60.0
    assert float(figures["parcours_inbox_overdue"]) == 1.0
    assert float(figures["parcours_dead_letters"]) == 0.0
    assert float(figures["parcours_outbox_unknown"]) == 0.0
    assert float(figures["parcours_web_streams"]) == 0.0
    assert "Bonjour" not in answer.text
