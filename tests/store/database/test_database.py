import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.store.database.database import Database, sqlite_path
from bot.store.database.faults import BadDatabaseUrl, StoreUnavailable
from bot.store.database.script import Script, once, query

PUT = "INSERT INTO cursors (name, value) VALUES ($1, $2)"


def put(names: Sequence[str]) -> Script[None]:
    for name in names:
        yield once(PUT, name, "x")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


async def names(database: Database) -> list[str]:
    return sorted(row[0] for row in await database.read("SELECT name FROM cursors"))


async def test_a_caller_whose_rows_are_refused_fails_alone(database: Database) -> None:
    writes = [database.write(put, [name]) for name in ("a", "b", "a", "c", "d")]
    results = await asyncio.gather(*writes, return_exceptions=True)
    assert [type(result).__name__ for result in results].count("NoneType") == 4
    assert await names(database) == ["a", "b", "c", "d"]


async def test_what_is_begun_is_under_way_at_once_and_what_is_refused_of_it_is_told(database: Database) -> None:
    told: asyncio.Queue[BaseException | None] = asyncio.Queue()
    for name in ("a", "b", "a"):
        database.begin(put, [name], told.put_nowait)
    assert [type(await told.get()) for _ in range(3)].count(type(None)) == 2
    assert await names(database) == ["a", "b"]


async def test_on_postgresql_a_group_is_begun_while_another_is_under_way_and_no_third(database: Database) -> None:
    told: asyncio.Queue[BaseException | None] = asyncio.Queue()
    at_once: list[int] = []
    under_way = 0

    def asked(names: Sequence[str]) -> Script[None]:
        nonlocal under_way
        under_way += 1
        at_once.append(under_way)
        for name in names:
            yield query("SELECT value FROM cursors WHERE name = $1", name)
            yield once(PUT, name, "x")
        under_way -= 1

    await asyncio.gather(*(names(database) for _ in range(4)))  # as many connections are open
    for name in "abcdef":
        database.begin(asked, [name], told.put_nowait)
    assert [await told.get() for _ in "abcdef"] == [None] * 6
    assert max(at_once) == (1 if database.is_sqlite else 2)
    assert await names(database) == [*"abcdef"]


async def test_a_fault_of_one_who_is_told_keeps_nobody_else_from_writing(database: Database) -> None:
    def stumble(fault: BaseException | None) -> None:
        raise LookupError("ours")

    database.begin(put, ["a"], stumble)
    await asyncio.wait_for(database.write(put, ["b"]), 20)
    assert await names(database) == ["a", "b"]


async def test_nothing_is_left_of_a_transaction_that_fails_in_its_middle(database: Database) -> None:
    def script() -> Script[None]:
        yield once(PUT, "first", "x")
        yield once(PUT, "first", "again")

    with pytest.raises(Exception, match=r"(?i)unique"):
        await database.transact(script)
    assert await names(database) == []


async def test_a_fault_of_ours_in_a_transaction_reaches_its_caller_and_leaves_nothing(database: Database) -> None:
    def script() -> Script[None]:
        yield once(PUT, "first", "x")
        raise LookupError("ours")

    others = [database.write(put, [str(n)]) for n in range(10)]
    results = await asyncio.gather(database.transact(script), *others, return_exceptions=True)
    assert isinstance(results[0], LookupError)
    assert await names(database) == sorted(map(str, range(10)))


async def test_a_transaction_returns_what_its_script_returns(database: Database) -> None:
    def script() -> Script[int]:
        yield once(PUT, "a", "x")
        [(count,)] = yield query("SELECT COUNT(*) FROM cursors")
        return int(count)

    assert await database.transact(script) == 1


async def test_whoever_hears_of_a_write_finds_it(database: Database) -> None:
    def look() -> Script[set[str]]:
        return {row[0] for row in (yield query("SELECT name FROM cursors"))}

    looks: list[asyncio.Task[set[str]]] = []

    def heard() -> None:
        looks.append(asyncio.ensure_future(database.transact(look)))

    await database.write(put, ["alone"], news=heard)
    assert "alone" in await looks[0]
    await asyncio.gather(*(database.write(put, [name], news=heard) for name in ("a", "b", "c")))
    found = await asyncio.gather(*looks)
    assert {"a", "b", "c"} <= set().union(*found)


async def test_nobody_hears_of_a_write_that_failed_and_was_not_told_of_at_once(database: Database) -> None:
    heard: list[str] = []
    await database.write(put, ["a"])
    writes = [database.write(put, ["b"]), database.write(put, ["a"], news=lambda: heard.append("a"))]
    results = await asyncio.gather(*writes, return_exceptions=True)
    assert isinstance(results[1], Exception)
    assert heard == []


async def test_closing_waits_for_what_is_being_written(database_url: str) -> None:
    database = await Database.open(database_url)
    writing = [asyncio.ensure_future(database.write(put, [str(n)])) for n in range(20)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*writing) == [None] * 20


async def test_a_caller_who_gives_up_waiting_harms_nobody(database: Database) -> None:
    impatient = asyncio.ensure_future(database.write(put, ["impatient"]))
    patient = asyncio.ensure_future(database.write(put, ["patient"]))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    assert "patient" in await names(database)


def limit(pages: int) -> Script[None]:
    yield query(f"PRAGMA max_page_count = {pages}")


async def test_a_full_disk_is_told_and_leaves_nothing_half_written(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    [(pages,)] = await database.read("PRAGMA page_count")
    await database.transact(lambda: limit(pages + 2))
    before = await names(database)

    def script() -> Script[None]:
        yield once(PUT, "small", "x")
        yield once(PUT, "large", "x" * 100_000)
        yield once(PUT, "after", "x")

    with pytest.raises(StoreUnavailable, match="full"):
        await database.transact(script)
    assert await names(database) == before
    await database.write(put, ["still works"])
    assert await names(database) == [*before, "still works"]
    await database.close()


async def test_a_write_that_does_not_come_back_is_waited_for_by_nobody_and_done_all_the_same(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.database.PATIENCE", 0.2)
    monkeypatch.setattr("bot.store.database.database.LOOK", 0.05)
    database, well = await Database.open(sqlite_url), threading.Event()

    def hanging(items: Sequence[str]) -> Script[None]:
        well.wait(60)
        yield from put(items)

    under_way = asyncio.ensure_future(database.write(hanging, ["under way"]))
    await asyncio.sleep(0.1)
    behind = asyncio.ensure_future(database.write(hanging, ["behind"]))
    for waiting in (under_way, behind):
        with pytest.raises(StoreUnavailable, match="has not come back"):
            await waiting
    with pytest.raises(StoreUnavailable, match="has not come back"):
        await database.write(hanging, ["whoever comes"])
    told: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()
    database.begin(hanging, ["and is told"], told.set_result)
    assert isinstance(await told, StoreUnavailable)
    assert database.refused
    well.set()
    await database.write(put, ["after"])
    kept = await names(database)
    assert {"after", "under way"} <= set(kept)
    assert not {"behind", "whoever comes", "and is told"} & set(kept)
    await database.write(hanging, ["as ever"])
    assert "as ever" in await names(database)
    await database.close()


@pytest.mark.parametrize("url", ["mysql://x", "sqlite:///", "parcours.db", ""])
def test_an_address_of_no_database_is_refused(url: str) -> None:
    with pytest.raises(BadDatabaseUrl):
        sqlite_path(url)


async def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        await Database.open(f"sqlite:///{tmp_path}/no/such/folder/x.db")
    with pytest.raises(StoreUnavailable):
        await Database.open("postgresql://nobody@127.0.0.1:1/none")
