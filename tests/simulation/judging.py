"""What must hold of a town after some weeks: nothing is lost, doubled, out of order, or left of who was erased."""

from __future__ import annotations

import msgspec

from bot.model.address import Address
from bot.model.effects import Decide, Send
from bot.model.events import EPOCH
from bot.model.parts import Part
from bot.playbook.compiled import Shelf
from bot.store import Store
from bot.store.personal import SQL, grouped
from bot.studio.replaying import events_of, replay
from bot.work.effects import part_id
from tests.simulation.store_world import Town


async def judge(town: Town, shelf: Shelf) -> tuple[int, int, int]:
    """Hold a town against what was promised; return what was run again, as `run_again`. Raises `AssertionError`."""
    store, database = town.store, town.store.database
    assert town.broken == []
    # I1: what was put is there. I2: each of it is met once. I10: it is waiting or done, and nothing is dead.
    assert await store.inbox.known(list(town.put)) == set(town.put)
    rows = await database.read(
        "SELECT id, state, customer FROM inbox UNION ALL SELECT id, 'done', customer FROM events"
    )
    assert len({row[0] for row in rows}) == len(rows)
    assert {row[1] for row in rows} <= {"waiting", "done"}
    heard = await database.read("SELECT source FROM transcript WHERE direction = 'in'")
    assert len(set(heard)) == len(heard)
    # I3, I4, I7: each part once, or twice where it is owed; of an address in its order.
    parts = await database.read("SELECT id FROM outbox")
    assert sum((await store.outbox.counts()).values()) == len(parts)
    owed = town.owed()
    assert all(times <= 1 + (part in owed) for part, times in town.shown().items())
    for provider in town.providers.values():
        in_order(provider.phone)
    for address in town.left:
        assert await traces(store, address) == []
    return await run_again(town, shelf)


def in_order(phone: list[Part]) -> None:
    for address in {part.address for part in phone}:
        first = list(dict.fromkeys(part.position for part in phone if part.address == address))
        assert first == sorted(first)


async def traces(store: Store, address: Address) -> list[str]:
    """Return the columns of any table in which an address stands, by itself or within a document."""
    database, found = store.database, []
    tables = await database.read(SQL["tables_sqlite" if database.is_sqlite else "tables_postgresql"])
    for table, columns in grouped(tables).items():
        for row in await database.read(f"SELECT {', '.join(columns)} FROM {table}"):
            texts = {name: value for name, value in zip(columns, row, strict=True) if isinstance(value, str)}
            found += [
                f"{table}.{name}" for name, text in texts.items() if text == address.id or f'"{address.id}"' in text
            ]
    return found


async def run_again(town: Town, shelf: Shelf) -> tuple[int, int, int]:
    """Promise 3: the recorded events, with their readings, give the same bytes as what was stored.

    Returns the turns run again, the texts that had been read, and the messages met together with another.
    Of two who were taken for one only who stood for both can be run again by themselves: the other was handed over.
    """
    store = town.store
    merges = await store.database.read("SELECT customer, other FROM merges")
    others, mixed = town.handed_over, {each for row in merges for each in row}
    turns, read, together = 0, 0, 0
    for customer, state in await store.database.read("SELECT id, state FROM customers"):
        document = await store.customers.get(customer)
        met = await store.inbox.met(customer, EPOCH)
        if document is None or customer in others or not met:
            continue
        again = list(replay(shelf, customer, document.created_at, events_of(met)))
        assert msgspec.json.encode(again[-1].customer).decode() == state
        if customer not in mixed:
            made = [effect for turn in again for effect in turn.effects if isinstance(effect, Decide)]
            mine = {turn.event.id for turn in again}
            kept = [entry for entry in await store.ledger.of(customer, EPOCH) if entry.event in mine]
            assert [(one.id, one.words, one.rule) for one in made] == [(one.id, one.words, one.rule) for one in kept]
            said = {part_id(effect.id, 0) for turn in again for effect in turn.effects if isinstance(effect, Send)}
            outbox = await store.database.read("SELECT id FROM outbox WHERE customer = $1", customer)
            assert said == {row[0] for row in outbox if row[0].endswith("00")}
        turns += len(again)
        read += sum(row.reading is not None for row in met)
        together += sum(row.merged_into is not None for row in met)
    return turns, read, together
