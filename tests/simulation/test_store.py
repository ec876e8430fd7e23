"""Some weeks with the real database: nothing is lost, doubled, out of order or logged; and they can be replayed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
import pytest
from structlog.testing import capture_logs

from bot.model.effects import Decide, Send
from bot.model.events import EPOCH
from bot.model.parts import Part
from bot.playbook.compiled import Shelf
from bot.store import Store
from bot.studio.replaying import events_of, replay
from bot.work.effects import part_id
from tests.simulation.running import reader_of, shelves
from tests.simulation.store_world import Town

CANARIES = ("Léa", "+3361234", "lea@exemple.fr", "qsdfgh")


@pytest.fixture
async def town(sqlite_url: str) -> AsyncIterator[Town]:
    store = await Store.open(sqlite_url)
    older, _ = shelves()
    yield Town(store, older.current, reader_of(older.current), seed=3)
    await store.close()


async def test_some_weeks_keep_what_was_promised_and_can_be_run_again(town: Town) -> None:
    with capture_logs() as logged:
        await town.live(people=3, days=25)
    store, database = town.store, town.store.database
    # I1: what was put is there. I2: each of it is met once. I10: it is waiting or done, and nothing is dead.
    assert await store.inbox.known(town.put) == set(town.put)
    rows = await database.read(
        "SELECT id, state, customer FROM inbox UNION ALL SELECT id, 'done', customer FROM events"
    )
    assert len({row[0] for row in rows}) == len(rows) > 100
    assert {row[1] for row in rows} <= {"waiting", "done"}
    heard = await database.read("SELECT source FROM transcript WHERE direction = 'in'")
    assert len(set(heard)) == len(heard) > 30
    # I3, I4, I7: each part once, or twice where it is owed; of an address in its order.
    parts = {row[0]: row for row in await database.read("SELECT id, purpose, state, position FROM outbox")}
    assert sum((await store.outbox.counts()).values()) == len(parts) > 50
    shown = town.shown()
    assert all(times <= (2 if parts[part][1] in ("reply", "service") else 1) for part, times in shown.items())
    for provider in town.providers.values():
        in_order(provider.phone)
    # I9: the log knows no names, phones or texts.
    assert not [line for line in logged for canary in CANARIES if canary in str(line)]
    await run_again(town)


def in_order(phone: list[Part]) -> None:
    for address in {part.address for part in phone}:
        first = list(dict.fromkeys(part.position for part in phone if part.address == address))
        assert first == sorted(first)


async def run_again(town: Town) -> None:
    """Promise 3: the recorded events, with their readings, give the same bytes as what was stored."""
    store, (older, _) = town.store, shelves()
    turns, read, together = 0, 0, 0
    for customer, state in await store.database.read("SELECT id, state FROM customers"):
        document = await store.customers.get(customer)
        assert document is not None
        met = await store.inbox.met(customer, EPOCH)
        again = list(replay(Shelf(current=older.current), customer, document.created_at, events_of(met)))
        assert msgspec.json.encode(again[-1].customer).decode() == state
        made = [effect for turn in again for effect in turn.effects if isinstance(effect, Decide)]
        kept = [entry for entry in await store.ledger.of(customer, EPOCH) if entry.event in {t.event.id for t in again}]
        assert [(one.id, one.words, one.rule) for one in made] == [(one.id, one.words, one.rule) for one in kept]
        said = {part_id(effect.id, 0) for turn in again for effect in turn.effects if isinstance(effect, Send)}
        outbox = await store.database.read("SELECT id FROM outbox WHERE customer = $1", customer)
        assert said == {row[0] for row in outbox if row[0].endswith("00")}
        turns += len(again)
        read += sum(row.reading is not None for row in met)
        together += sum(row.merged_into is not None for row in met)
    assert (turns > 100, read > 10, together > 0) == (True, True, True)
