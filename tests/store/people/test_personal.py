"""Which tables hold something on a person."""

from bot.store import Store
from bot.store.people.personal import columns_of, grouped, tables


async def test_every_table_with_a_customer_is_found_on_both_databases(store: Store) -> None:
    held = await tables(store.database)
    assert {"addresses", "consents", "inbox", "events", "outbox", "transcript", "ledger", "errands"} <= held.keys()
    assert "customers" not in held
    assert not {name for name in held if name.startswith(("ledger_", "transcript_", "events_"))}, "no partition"
    assert held["last_acts"] == ("customer", "at")


async def test_columns_come_in_order_and_of_no_table_none(store: Store) -> None:
    assert (await columns_of(store.database, "customers"))[:3] == ("id", "created_at", "state")
    assert await columns_of(store.database, "nothing") == ()


def test_rows_are_gathered_by_table() -> None:
    assert grouped([("a", "x"), ("a", "y"), ("b", "x")]) == {"a": ("x", "y"), "b": ("x",)}
