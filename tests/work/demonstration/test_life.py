"""A demonstration's life: it happened by the rules, it can be run again, and it is the same for the same seed."""

from __future__ import annotations

import msgspec

from bot.model.effects import Decide
from bot.model.events import EPOCH
from bot.store import Store
from bot.store.database.times import moment
from bot.store.messages.bulk import write_all
from bot.studio.backtests.replaying import events_of, replay
from tests.simulation.running import shelves
from tests.work.demonstration.lives import NOW, a_life

LEDGER = "SELECT id, words, rule FROM ledger WHERE customer = $1 AND event = $2 ORDER BY number"


async def lived(store: Store, seed: int = 7, count: int = 40) -> int:
    life = a_life(seed, count)
    portions = list(life.lived())
    await store.database.transact(lambda: write_all(portions))
    return life.turns


async def test_the_recorded_events_run_again_give_the_same_customers_and_decisions(store: Store) -> None:
    turns, again, (shelf, _) = await lived(store, count=20), 0, shelves()
    for customer, state, made in await store.database.read("SELECT id, state, created_at FROM customers"):
        met = await store.inbox.met(customer, EPOCH)
        lives = list(replay(shelf, {customer: moment(made)}, {customer: list(events_of(met))}))
        again += len(lives)
        assert msgspec.json.encode(lives[-1].customer).decode() == state
        for turn in lives:
            decided = [(one.id, one.words, one.rule) for one in turn.effects if isinstance(one, Decide)]
            kept = [tuple(row) for row in await store.database.read(LEDGER, customer, turn.event.id)]
            assert kept == decided
    assert (again, again > 200) == (turns, True)


async def test_nothing_is_lost_doubled_or_left_behind(store: Store) -> None:
    await lived(store)
    rows = await store.database.read("SELECT id, state, due_at FROM inbox")
    assert len({row[0] for row in rows}) == len(rows)
    assert {row[1] for row in rows} == {"waiting", "done"}
    assert all(moment(due) > NOW for _, state, due in rows if state == "waiting")
    assert await store.inbox.overdue(NOW) == 0
    states = await store.outbox.counts()
    assert states["accepted"] > 0 < states["delivered"]
    assert "sending" not in states
    [(said,)] = await store.database.read("SELECT COUNT(*) FROM transcript WHERE direction = 'out'")
    assert said == sum(count for state, count in states.items() if state in ("accepted", "sent", "delivered", "read"))


def test_the_same_seed_is_the_same_life_and_another_is_another() -> None:
    def events(seed: int) -> list[str]:
        portions = list(a_life(seed, 8).lived())
        return [repr(portion.record._rows) for portion in portions]

    assert events(3) == events(3) != events(4)
