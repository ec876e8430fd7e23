"""Some weeks with the real database: nothing is lost, doubled, out of order or logged; and they can be replayed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.model.address import Address
from bot.playbook.compiled import Shelf
from bot.rules.texts.unanswered import key_of
from bot.store import Store
from bot.store.people.erasing import Keyed
from tests.simulation.judging import judge, traces
from tests.simulation.running import reader_of, shelves
from tests.simulation.store_world import Town
from tests.store.recounting import kept, miscounted

CANARIES = ("Léa", "+3361234", "lea@exemple.fr", "qsdfgh")


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    store = await Store.open(database_url)
    older, _ = shelves()
    yield Town(store, older.current, reader_of(older.current), seed=1)
    await store.close()


async def test_some_weeks_keep_what_was_promised_and_can_be_run_again(town: Town) -> None:
    with capture_logs() as logged:
        await town.live(people=6, days=25)
    assert min(town.counts[act] for act in ("merge", "undo", "erase")) > 0
    assert town.left
    older, _ = shelves()
    turns, read, together = await judge(town, Shelf(current=older.current))
    assert (turns > 100, read > 10, together > 0) == (True, True, True)
    await town.store.unanswered.count(key_of)
    assert await kept(town.store)
    assert await miscounted(town.store) == set()
    # I9: the log knows no names, phones or texts.
    assert not [line for line in logged for canary in CANARIES if canary in str(line)]


async def test_what_an_erasure_forgot_is_found(town: Town) -> None:
    await town.live(people=1, days=2)
    [known, *_] = await town.store.database.read("SELECT channel, id FROM addresses")
    address = Address(*known)
    assert "addresses.id" in await traces(town.store, address)
    customer = await town.store.customers.whose(address)
    await town.store.erase(customer or "", Keyed(b"k" * 32), "anna", town.now)
    assert await traces(town.store, address) == []
