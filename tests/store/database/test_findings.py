from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.database.database import Database
from bot.store.database.findings import LAST_BACKUP, backup_folder, findings, sqlite_version
from tests.store.samples import NOON, wrote

NOW = datetime.now(UTC)


async def test_a_sound_database_has_no_error(store: Store) -> None:
    assert not [found for found in await store.findings(NOW) if found.severity == "error"]


async def test_a_database_without_its_tables_is_an_error_that_says_what_to_do(empty_database_url: str) -> None:
    database = await Database.open(empty_database_url)
    [schema, *_] = await findings(database, NOW)
    assert (schema.severity, "run parcours migrate" in schema.words) == ("error", True)
    await database.close()


@pytest.mark.parametrize(
    ("version", "severity"),
    [((3, 34, 1), "error"), ((3, 40, 1), "warning"), ((3, 51, 2), "warning"), ((3, 51, 3), "ok"), ((3, 52, 0), "ok")],
)
def test_versions_of_sqlite_are_judged(version: tuple[int, int, int], severity: str) -> None:
    assert sqlite_version(version).severity == severity


async def about(store: Store, words: str, now: datetime) -> list[str]:
    return [found.severity for found in await store.findings(now) if words in found.words]


async def test_a_backup_that_is_not_made_any_more_is_missed(store: Store) -> None:
    await store.cursors.set(LAST_BACKUP, NOON.isoformat())
    assert await about(store, "last backup", NOON + timedelta(days=1)) == ["ok"]
    assert await about(store, "the last backup is 3 days old", NOON + timedelta(days=3)) == ["warning"]


async def test_a_shop_without_any_backup_is_told_so_once_it_has_something_to_lose(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = await Store.open(sqlite_url)
    assert await about(store, "there is no backup", NOON) == ["ok"]
    await store.inbox.put([wrote("bonjour")])
    assert await about(store, "there is no backup", NOON + timedelta(days=1)) == ["ok"]
    assert await about(store, "there is no backup", NOON + timedelta(days=9)) == ["warning"]
    await store.backup(tmp_path / "copy.db", NOON + timedelta(days=9))
    assert await about(store, "the last backup is not two days old", NOON + timedelta(days=9)) == ["ok"]
    await store.close()


async def test_a_disk_that_takes_nothing_is_an_error_and_one_that_is_nearly_full_a_warning(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await Store.open(sqlite_url)
    monkeypatch.setattr("bot.store.database.findings.free", lambda _: 5 << 20)
    assert await about(store, "5 MiB are free where the database is", NOW) == ["warning"]
    monkeypatch.setattr("bot.store.database.findings.trouble", lambda _: "nothing can be written there (it is full)")
    assert await about(store, "nothing can be written there (it is full): no message is taken", NOW) == ["error"]
    monkeypatch.setattr("os.access", lambda path, _: not str(path).endswith("-wal"))
    assert await about(store, "-wal can't be written", NOW) == ["error"]
    await store.close()


def test_the_folder_for_backups_is_looked_at_before_one_fails(tmp_path: Path) -> None:
    assert backup_folder(tmp_path / "to" / "be made", 1000).severity == "ok"
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    assert "it is no folder: no backup is made" in backup_folder(tmp_path / "file", 1000).words
    assert "where a copy takes" in backup_folder(tmp_path, 1 << 60).words


async def test_months_that_nobody_made_are_missed_before_they_begin(postgres_url: str) -> None:
    store = await Store.open(postgres_url)
    assert await about(store, "next month", NOW) == ["ok"]
    much_later = NOW + timedelta(days=400)
    assert await about(store, "next month has no partition of transcript, ledger, events", much_later) == ["warning"]
    await store.retention.make_months(much_later)
    assert await about(store, "next month", much_later) == ["ok"]
    await store.close()
