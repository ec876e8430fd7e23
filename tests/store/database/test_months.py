from collections.abc import AsyncIterator
from datetime import UTC, datetime

import asyncpg
import pytest

from bot.store import Store
from bot.store.database import months
from bot.store.database.script import Script, once
from bot.store.database.times import micros

NEW_YEAR = datetime(2031, 12, 15, tzinfo=UTC)


async def names(store: Store, table: months.Monthly) -> list[str]:
    return [piece.name for piece in await months.pieces(store.database, table)]


async def note(store: Store, when: datetime, customer: str = "lea") -> None:
    def script() -> Script[None]:
        yield once(
            "INSERT INTO ledger (customer, at, number, id, event, kind, words, rule, facts) "
            "VALUES ($1, $2, 1, 'd', 'e', 'sent', 'w', 'r', '{}')",
            customer,
            micros(when),
        )

    await store.database.transact(script)


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(postgres_url)
    yield opened
    await opened.close()


async def test_months_are_made_ahead_over_the_turn_of_the_year_and_once(postgres: Store) -> None:
    assert await postgres.retention.make_months(NEW_YEAR) == 3 * 4
    assert {"ledger_2031_12", "ledger_2032_01", "ledger_2032_03"} <= set(await names(postgres, "ledger"))
    assert await postgres.retention.make_months(NEW_YEAR) == 0


async def test_a_row_lies_in_the_piece_of_its_month_and_is_read_with_the_others(postgres: Store) -> None:
    await postgres.retention.make_months(NEW_YEAR)
    await note(postgres, NEW_YEAR)
    await note(postgres, datetime(2032, 1, 1, tzinfo=UTC))
    assert await postgres.database.read("SELECT COUNT(*) FROM ledger_2031_12") == [(1,)]
    assert await postgres.database.read("SELECT COUNT(*) FROM ledger_2032_01") == [(1,)]
    assert len(await postgres.ledger.of("lea", NEW_YEAR)) == 2


async def test_a_clock_that_made_no_months_stops_nobody(postgres: Store) -> None:
    far = datetime(2040, 5, 5, tzinfo=UTC)
    await note(postgres, far)
    assert await months.missing(postgres.database, far) == ["transcript", "ledger", "events"]
    await postgres.retention.make_months(far)
    assert await months.missing(postgres.database, far) == []
    assert "ledger_2040_05" not in await names(postgres, "ledger")
    assert "transcript_2040_05" in await names(postgres, "transcript")
    assert len(await postgres.ledger.of("lea", far)) == 1


async def test_a_month_is_dropped_once_all_of_it_is_past(postgres: Store) -> None:
    await postgres.retention.make_months(NEW_YEAR)
    await note(postgres, NEW_YEAR)
    assert await months.drop_past(postgres.database, "ledger", datetime(2031, 12, 31, 23, tzinfo=UTC)) == 0
    assert "ledger_2031_12" in await names(postgres, "ledger")
    assert await months.drop_past(postgres.database, "ledger", datetime(2032, 1, 1, tzinfo=UTC)) == 1
    assert "ledger_2031_12" not in await names(postgres, "ledger")


async def test_who_reads_is_not_waited_for_long(
    postgres: Store, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(months, "ATTEMPTS", 2)
    monkeypatch.setattr(months, "LATER", 0.01)
    await postgres.retention.make_months(NEW_YEAR)
    reader = await asyncpg.connect(postgres_url)
    async with reader.transaction():
        await reader.fetch("SELECT * FROM ledger")
        assert await months.drop_past(postgres.database, "ledger", datetime(2032, 1, 1, tzinfo=UTC)) == 0
        assert "ledger_2031_12" in await names(postgres, "ledger")
    await reader.close()
    await months.drop_past(postgres.database, "ledger", datetime(2032, 1, 1, tzinfo=UTC))
    assert "ledger_2031_12" not in await names(postgres, "ledger")


async def test_sqlite_has_plain_tables(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    assert await store.retention.make_months(NEW_YEAR) == 0
    assert await months.missing(store.database, NEW_YEAR) == []
    assert await months.kept_by_row(store.database, "ledger") == ["ledger"]
    await store.close()


def test_a_month_begins_with_its_first_instant() -> None:
    assert months.month_of(NEW_YEAR) == datetime(2031, 12, 1, tzinfo=UTC)
    assert months.month_of(NEW_YEAR, 1) == datetime(2032, 1, 1, tzinfo=UTC)
    assert months.month_of(NEW_YEAR, 25) == datetime(2034, 1, 1, tzinfo=UTC)
