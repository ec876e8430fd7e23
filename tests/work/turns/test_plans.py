"""The next conversation costs the same however many customers there are: no statement on its way walks a table."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.model.arrivals import Arrival
from bot.model.events import ConsentGiven, ShopReported
from bot.store import Store, migrate
from bot.store.database.identity import customer_id_of
from tests.store.samples import NOON, lea, wrote
from tests.work.shop import Shop, playbook

JOURNEY = """
journey: purchase
stages:
  - look
  - decide: { expected: 2 days }
signals:
  - { on: cart.updated, for: decide, weight: 3 }
  - { on: silence, after: 14 days, in: [decide], moves: look }
follow_ups:
  - { start: offer, on: cart.updated, after: 1 hour, priority: 20, at_most: 1 per 30 days }
  - { start: better, on: cart.updated, after: 2 hours, priority: 60, unless: [order.confirmed] }
"""
FLOWS = {
    f"flows/conversations/{name}.yaml": f"flow: {name}\npurpose: marketing\nsteps:\n  - say: this is {name}\n"
    for name in ("offer", "better")
}


def plans(path: Path, statements: set[str]) -> dict[str, list[str]]:
    """Return how SQLite goes about each statement."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            statement: [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
            for statement in statements
        }


def walks(plan: str) -> bool:
    """Tell whether a step of a plan goes through a whole table or index; lists that were given, and
    rows that another part of the statement has found already (`bot/store/sql`), are no tables."""
    return re.match(r"SCAN (?!json_each|given|family|f$|(brought|timers|found)$|(\d+ )?CONSTANT)", plan) is not None


async def test_no_statement_of_a_decision_walks_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, heard = tmp_path / "shop.db", set[str]()
    await migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as young:  # tables so small that walking through them is best
        young.execute(
            "INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event, state) "
            "VALUES ('a', 'a', 'x', 0, 0, 0, '{}', 'done')"
        )
        young.execute("ANALYZE")
        young.commit()
    connect = sqlite3.connect

    def traced(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        connection.set_trace_callback(heard.add)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    store = await Store.open(f"sqlite:///{path}")
    shop = Shop(store)
    shop.shelves.replace(playbook(**{"flows/journeys/purchase.yaml": JOURNEY, **FLOWS}))
    yes = ConsentGiven(id="yes", purpose="marketing", channel="telegram", wording="…", source="test")
    await store.inbox.put([wrote("/start"), Arrival(event=yes, received_at=NOON, names=(lea(),), source="shop")])
    await shop.meet()
    await shop.meet(timedelta(hours=1))
    heard.clear()
    for after in (timedelta(), timedelta(days=3)):
        cart = ShopReported(id=f"cart {after}", name="cart.updated")
        await store.inbox.put([Arrival(event=cart, received_at=shop.now, names=(lea(),), source="shop")])
        await shop.meet()
        for _ in range(20):
            await shop.meet(timedelta(hours=2))
    decided = {row.rule for row in await store.ledger.of(customer_id_of(lea()), NOON)}
    await store.close()
    monkeypatch.undo()
    assert "competition" in decided, "one was weighed against the other"
    statements = {one for one in heard if re.match(r"\s*(?:--.*\n)*\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", one)}
    assert len(statements) > 20
    for table in ("inbox", "customers", "outbox", "ledger", "stage_moves", "journeys"):
        assert any(table in one for one in statements), table
    found = plans(path, statements)
    assert {one: plan for one, plan in found.items() if any(walks(step) for step in plan)} == {}


def test_a_walk_is_seen_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE a (b INTEGER PRIMARY KEY, c TEXT)")
    (walked,) = plans(path, {"SELECT * FROM a WHERE c = 'x'"}).values()
    (looked_up,) = plans(path, {"SELECT * FROM a WHERE b IN (SELECT value FROM json_each('[1]'))"}).values()
    assert any(walks(step) for step in walked)
    assert not any(walks(step) for step in looked_up)
