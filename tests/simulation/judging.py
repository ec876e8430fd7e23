"""What must hold of a town after some weeks: nothing is lost, doubled, out of order, or left of who was erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from bot.model.address import Address
from bot.model.customer import Customer
from bot.model.effects import Decide, Send, SplitOff
from bot.model.events import EPOCH
from bot.model.parts import Part
from bot.playbook.compiled import Shelf
from bot.store import Store
from bot.store.database.times import moment
from bot.store.messages.inbox import MetEvent
from bot.store.people.personal import SQL, grouped
from bot.studio.backtests.replaying import Replayed, events_of, replay
from bot.work.turns.effects import part_id
from tests.simulation.store_world import Town

LEDGER: Final = "SELECT event, id, words, rule FROM ledger WHERE customer = $1 ORDER BY at, number"
OUTBOX: Final = "SELECT id FROM outbox WHERE customer = $1"


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

    Returns the turns run again, the texts that had been read, and the messages met together with another. Who was
    parted from somebody that is erased since is left out: the document they went on with has gone with that turn.
    """
    store = town.store
    rows = await store.database.read("SELECT id, state, created_at FROM customers")
    met = {row[0]: await store.inbox.met(row[0], EPOCH) for row in rows}
    together = sum(row.merged_into is not None for events in met.values() for row in events)
    unknown = _parted_from_the_erased(town, met)
    for customer in unknown:
        del met[customer]
    untold = _ever_one_with(town, unknown)  # their parts went there and back in turns that are gone
    made = {customer: moment(at) for customer, _, at in rows if met.get(customer)}
    stored = {customer: state for customer, state, _ in rows}
    merges = await store.database.read("SELECT customer, other FROM merges")
    mixed = {each for row in merges for each in row if each in made} - untold
    events = {customer: list(events_of(met[customer])) for customer in made}
    again = list(replay(shelf, made, events, {one: at for one, at in town.forgotten.items() if isinstance(one, str)}))
    lives = {customer: [turn for turn in again if turn.customer.id == customer] for customer in made}
    for customer, turns in lives.items():
        if stored[customer]:  # else they are somebody else now
            assert _newest_of(customer, again, town.forgotten.get(customer, EPOCH)) == stored[customer], customer
        mine = {turn.event.id for turn in turns}
        kept = await store.database.read(LEDGER, customer)
        said = [tuple(row[1:]) for row in kept if row[0] in mine]
        assert said == [(one.id, one.words, one.rule) for one in _decided(turns)], customer
        if customer not in mixed | untold:
            assert _said(turns, {customer}, town.forgotten) == await _put_out(store, [customer]), customer
    # What is on its way to a phone goes with it, there and back: of them all it is the same.
    assert _said(again, mixed, town.forgotten) == await _put_out(store, sorted(mixed))
    readings = sum(row.reading is not None for events in met.values() for row in events)
    return len(again), readings, together


def _parted_from_the_erased(town: Town, met: dict[str, list[MetEvent]]) -> set[str]:
    """Return who became somebody else, or took somebody in, in a turn that nobody knows any more, and who did so in a
    turn of theirs."""
    keeper = {row.event_id: customer for customer, rows in met.items() for row in rows}
    found = {taker for merge, taker in town.taken_in.items() if taker in met and merge not in keeper}
    for _ in town.handed_over:
        found |= {
            other
            for merge, other in town.handed_over.items()
            if other in met and (merge not in keeper or keeper[merge] in found)
        }
    return found


def _ever_one_with(town: Town, some: set[str]) -> set[str]:
    """Return some customers with all who were ever one with them, or with those."""
    found = set(some)
    for _ in town.taken_in:
        for merge, taker in town.taken_in.items():
            pair = {taker, town.handed_over[merge]}
            found |= pair if pair & found else set()
    return found


def _newest_of(customer: str, again: list[Replayed], erased: datetime) -> str:
    """Return the document of a customer after all turns: their own last one's, or that with which they were parted."""
    newest = Customer(id=customer, created_at=EPOCH)
    for turn in again:
        if turn.customer.id == customer:
            newest = turn.customer
        for effect in turn.effects:
            if isinstance(effect, SplitOff) and effect.other == customer and turn.event.at > erased:
                newest = msgspec.convert(effect.document, Customer)
    return msgspec.json.encode(newest).decode()


def _decided(turns: list[Replayed]) -> list[Decide]:
    return [effect for turn in turns for effect in turn.effects if isinstance(effect, Decide)]


def _said(turns: list[Replayed], whose: set[str], forgotten: Mapping[str | Address, datetime]) -> set[str]:
    """Return the first parts of what turns said of some customers, and nobody has forgotten since."""
    return {
        part_id(effect.id, 0)
        for turn in turns
        for effect in turn.effects
        if isinstance(effect, Send) and turn.customer.id in whose
        if turn.event.at > forgotten.get(effect.address, EPOCH)
    }


async def _put_out(store: Store, customers: list[str]) -> set[str]:
    rows = [row for who in customers for row in await store.database.read(OUTBOX, who)]
    return {row[0] for row in rows if row[0].endswith("00")}
