"""A shop as the first release left it, with as many customers as one likes, and what of it no migration may lose."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from bot.store.database.database import Database
from bot.store.database.dialect import Dialect
from bot.store.database.migrate import _step, migrations
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from tests.store.samples import NOON

LINES: Final = 6  # of each customer's transcript, the last three of them the bot's
#: Beside `customers`, of which each has one row: how many rows a customer has, the columns, and what stands in them.
#: `c` counts customers, `n` the rows of one.
ROWS: Final[dict[str, tuple[int, str, str]]] = {
    "addresses": (
        1,
        "identity, channel, id, customer, since",
        "'telegram:' || c, 'telegram', CAST(c AS TEXT), 'c' || c, {at}",
    ),
    "consents": (
        1,
        "id, customer, at, purpose, channel, granted, wording, version, source, evidence, language",
        "'k' || c, 'c' || c, {at} + c, 'marketing', 'telegram', c % 2, 'Oui, les offres.', 'v1', 'chat', 'oui', 'fr'",
    ),
    "inbox": (
        2,
        "id, customer, source, ordinal, received_at, due_at, state, met_at, event",
        "'e' || c || '.' || n, 'c' || c, CASE n WHEN 1 THEN 'telegram' ELSE 'timer' END, n, {at} + c, {at} + c,"
        " CASE n WHEN 1 THEN 'done' ELSE 'waiting' END, CASE n WHEN 1 THEN {at} + c END, '{{}}'",
    ),
    "outbox": (
        3,
        "id, customer, channel, address, urgency, purpose, state, created_at, due_at, changed_at, gate, language,"
        " event, said_by, body",
        "'p' || c || '.' || n, 'c' || c, 'telegram', CAST(c AS TEXT), 0, 'reply',"
        " CASE n WHEN 3 THEN 'queued' ELSE 'delivered' END, {at} + c, {at} + c, {at} + c, 1, 'fr', 'e' || c || '.1',"
        " 'bot', '{{\"text\": \"Réponse ' || n || '\"}}'",
    ),
    "transcript": (
        LINES,
        "customer, at, direction, channel, address, source, said_by, text, body",
        "'c' || c, {at} + c * 10 + n, CASE WHEN n > 3 THEN 'out' ELSE 'in' END, 'telegram', CAST(c AS TEXT),"
        " CASE WHEN n > 3 THEN 'p' || c || '.' || (n - 3) ELSE 'e' || c || '.' || n END,"
        " CASE WHEN n > 3 THEN 'bot' ELSE 'customer' END, 'Bonjour, je cherche la machine ' || c || ' à café ' || n,"
        " '{{}}'",
    ),
    "ledger": (
        3,
        "customer, at, number, id, event, kind, words, rule, facts, flow, step, conversation",
        "'c' || c, {at} + c, n, 'l' || c || '.' || n, 'e' || c || '.1', CASE n WHEN 1 THEN 'started' WHEN 2 THEN 'sent'"
        " ELSE 'ended' END, 'Une décision.', 'outcome', '{{}}', 'accueil', 'dire', 'v' || c",
    ),
    "conversations": (
        1,
        "id, customer, flow, version, outcome, started_at, ended_at",
        "'v' || c, 'c' || c, 'accueil', 'v1', 'done', {at} + c, {at} + c",
    ),
    "handovers": (
        1,
        "id, customer, team, reason, priority, opened_at",
        "'h' || c, 'c' || c, 'boutique', 'wish', 'normal', {at} + c",
    ),
}  # fmt: skip
_CUSTOMER: Final = '{{"id": "c\' || c || \'", "created_at": "2025-06-02T12:00:00Z"}}'


async def first_schema(url: str) -> Database:
    """Return a database as the first release left it, with nothing in it."""
    database = await Database.open(url)
    dialect: Dialect = "sqlite" if database.is_sqlite else "postgresql"
    number, sql = migrations(dialect)[0]
    await database.transact(lambda: _step(number, sql, locked=False))
    return database


async def fill(database: Database, customers: int) -> None:
    """Fill a database of the first schema."""
    numbers = "generate_series(1, {0}) AS {1}({1})"
    if database.is_sqlite:
        numbers = (
            "(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {0}) SELECT i AS {1} FROM s) {1}"
        )
    at, everybody = micros(NOON) - 270 * 86_400_000_000, numbers.format(customers, "c")
    first = (
        "INSERT INTO customers (id, created_at, state, version, met_at, language, flow, last_in, last_out, team)"
        f" SELECT 'c' || c, {at} + c, '{_CUSTOMER.format()}', 3, {at} + c, 'fr',"
        f" CASE WHEN c % 3 = 0 THEN 'accueil' END, {at} + c, {at} + c,"
        f" CASE WHEN c % 10 = 0 THEN 'boutique' END FROM {everybody}"
    )
    rest = [
        f"INSERT INTO {table} ({columns}) SELECT {values.format(at=at)} FROM {everybody}, {numbers.format(each, 'n')}"
        for table, (each, columns, values) in ROWS.items()
    ]

    def all_of_it() -> Script[None]:
        for statement in (first, *rest):
            yield once(statement)

    await database.transact(all_of_it)


async def kept(database: Database) -> dict[str, tuple[int, str]]:
    """Return how many rows there are of what the first release wrote, and a digest of all that it wrote in them."""
    found = {}
    for table, columns in {"customers": "id, state, version", **{name: row[1] for name, row in ROWS.items()}}.items():
        digest, rows = blake2b(digest_size=16), await database.read(f"SELECT {columns} FROM {table} ORDER BY {columns}")
        for row in rows:
            digest.update(repr(tuple(row)).encode())
        found[table] = (len(rows), digest.hexdigest())
    return found
