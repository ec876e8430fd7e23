import gzip
from pathlib import Path
from typing import Any

import pytest

from bot.store import AlreadyRunning, Store, StoreFault, StoreUnavailable, restore
from bot.store.copies import dump
from bot.work.processes import _leading
from tests.store.samples import NOON, wrote


async def a_dump(url: str, file: Path, *texts: str) -> None:
    store = await Store.open(url)
    await store.inbox.put([wrote(text) for text in texts])
    await store.backup(file, NOON)
    await store.close()


async def waiting(url: str) -> int:
    store = await Store.open(url)
    try:
        return await store.inbox.overdue(NOON)
    finally:
        await store.close()


async def test_a_dump_goes_into_an_empty_database_and_over_a_full_one(
    postgres_url: str, empty_postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "TOGETHER", 4)
    await a_dump(postgres_url, tmp_path / "copy", *map(str, range(11)))
    await a_dump(postgres_url, tmp_path / "later", "one more")
    for url in (empty_postgres_url, postgres_url):
        await restore(url, tmp_path / "copy", NOON)
        assert await waiting(url) == 11


async def test_half_a_dump_changes_nothing(postgres_url: str, tmp_path: Path) -> None:
    await a_dump(postgres_url, tmp_path / "copy", "a", "b")
    whole = (tmp_path / "copy").read_bytes()
    words = gzip.decompress(whole)
    some = {
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "words": b"not a dump at all",
        "head only": gzip.compress(words.splitlines()[0] + b"\n"),
        "other": gzip.compress(words.replace(b'{"table":"inbox"', b'{"table":"letters"')),
        "damaged": gzip.compress(words.replace(b'"bonjour"', b'"bon').replace(b"waiting", b'wai"ting')),
    }
    for name, content in some.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StoreFault, match=r"sound backup|does not know"):
            await restore(postgres_url, tmp_path / name, NOON)
        assert await waiting(postgres_url) == 2


async def test_a_server_that_goes_away_meanwhile_is_no_fault_of_the_file(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_dump(postgres_url, tmp_path / "copy", "a", "b")
    replace = dump._replace

    async def cut_off(connection: Any, lines: gzip.GzipFile) -> None:
        [(own,)] = await connection.fetch("SELECT pg_backend_pid()")
        store = await Store.open(postgres_url)
        await store.database.read(f"SELECT pg_terminate_backend({own})")
        await store.close()
        await replace(connection, lines)

    with monkeypatch.context() as patched:
        patched.setattr(dump, "_replace", cut_off)
        with pytest.raises(StoreUnavailable, match=r"PostgreSQL did not take .*copy to its end .* nothing was changed"):
            await restore(postgres_url, tmp_path / "copy", NOON)
    assert await waiting(postgres_url) == 2


async def test_a_dump_of_another_schema_wants_the_release_that_made_it(postgres_url: str, tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(gzip.compress(b'{"parcours":1}\n'))
    with pytest.raises(StoreFault, match="with the release that made it"):
        await restore(postgres_url, tmp_path / "old", NOON)


async def test_a_database_that_somebody_works_on_is_not_replaced(postgres_url: str, tmp_path: Path) -> None:
    await a_dump(postgres_url, tmp_path / "copy", "a")
    store = await Store.open(postgres_url)
    async with _leading(store, "dispatcher"):
        with pytest.raises(AlreadyRunning, match="stop it first"):
            await restore(postgres_url, tmp_path / "copy", NOON)
    await store.close()
