import pytest

from bot.store import Store
from bot.store.database import Database
from bot.store.findings import findings, sqlite_version


async def test_a_sound_database_has_no_error(store: Store) -> None:
    assert not [found for found in await store.findings() if found.severity == "error"]


async def test_a_database_without_its_tables_is_an_error_that_says_what_to_do(empty_database_url: str) -> None:
    database = await Database.open(empty_database_url)
    [schema, *_] = await findings(database)
    assert (schema.severity, "run parcours migrate" in schema.words) == ("error", True)
    await database.close()


@pytest.mark.parametrize(
    ("version", "severity"),
    [((3, 34, 1), "error"), ((3, 40, 1), "warning"), ((3, 51, 2), "warning"), ((3, 52, 0), "ok")],
)
def test_versions_of_sqlite_are_judged(version: tuple[int, int, int], severity: str) -> None:
    assert sqlite_version(version).severity == severity
