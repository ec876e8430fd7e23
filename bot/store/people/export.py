"""All that is held on a person, a section at a time and a page at a time: for one JSON document, however long.

Sections that interfaces name come first, always; whatever else a table holds on the person follows under the table's
own name. A row is shown as it is kept, but for times (ISO, UTC) and for JSON kept as text (JSON again).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Final

import msgspec

from bot.model.customer import Customer
from bot.store.database.database import Database
from bot.store.database.script import Row, listed
from bot.store.database.times import moment
from bot.store.people.personal import OWNER, SQL, columns_of, tables

PAGE: Final = 500
#: What the customer's document tells of where no table does: interfaces' key, the document's field.
OF_THE_DOCUMENT: Final = {"feedback": "feedback"}
NAMED: Final = ("journeys", "orders", "carts", "feedback", "appointments")
#: Kept as their own sections, under other names.
ELSEWHERE: Final = frozenset({"addresses", "consents", "transcript", "ledger", "inbox"})
MESSAGE: Final = (
    *("position", "at", "direction", "channel", "address", "source", "by", "text", "body"),
    *("purpose", "state", "flow", "step", "version", "conversation"),
)
ENTRY: Final = (
    *("at", "number", "id", "event", "kind", "words", "rule", "facts"),
    *("version", "flow", "step", "conversation", "outbox"),
)
_DOCUMENT = msgspec.json.Decoder(Customer)
_JSON: Final = frozenset({"state", "body", "event", "reading", "facts", "former_ids", "data", "raw"})
_TIMES: Final = frozenset({"at", "since", "last_in", "last_out", "not_after"})

Record = dict[str, Any]
Section = tuple[str, AsyncIterator[Record]]


async def sections(database: Database, customers: Sequence[str]) -> AsyncIterator[Section]:
    """Yield each section with its records; each is to be read before the next. `customers` are ids of one person."""
    held = await tables(database)
    who = listed(customers)
    rows = await _people(database, who)
    documents = [_DOCUMENT.decode(msgspec.json.encode(row["state"])) for row in rows if row["state"]]
    yield "customer", _each(rows)
    yield "addresses", _addresses(database, who, held["addresses"], documents)
    yield "consents", _pages(database, "consents", held["consents"], who)
    for name in NAMED:
        yield name, _named(database, name, held, who, documents)
    yield "messages", _messages(database, who)
    yield "planned", _planned(database, who, held, documents)
    yield "ledger", _ledger(database, who)
    yield "events", _events(database, who, held)
    for table in sorted(held.keys() - ELSEWHERE - set(NAMED) - {"events"}):
        yield table, _pages(database, table, held[table], who)


def shown(columns: Sequence[str], row: Row) -> Record:
    """Return a row as a record: times in ISO, JSON as JSON, nothing that is empty."""
    return {
        name: _shown(name, value)
        for name, value in zip(columns, row, strict=True)
        if value is not None and name != OWNER
    }


def _shown(name: str, value: Any) -> Any:
    if (name in _TIMES or name.endswith("_at")) and isinstance(value, int):
        return moment(value).isoformat()
    if name in _JSON and isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return msgspec.json.decode(value)
        except msgspec.DecodeError:
            return value
    return value


async def _each(records: Sequence[Record]) -> AsyncIterator[Record]:
    for record in records:
        yield record


async def _people(database: Database, who: str) -> list[Record]:
    columns = await columns_of(database, "customers")
    rows = await database.read(SQL["row_of_customer"].format(columns=", ".join(columns)), who)
    return [shown(columns, row) for row in rows]


async def _addresses(
    database: Database, who: str, columns: Sequence[str], documents: Sequence[Customer]
) -> AsyncIterator[Record]:
    state = {known.address: known for document in documents for known in document.addresses}
    async for record in _pages(database, "addresses", columns, who):
        known = next((one for one in state if (one.channel, one.id) == (record["channel"], record["id"])), None)
        yield record | ({"reachable": state[known].reachable} if known else {})


async def _named(
    database: Database, name: str, held: dict[str, tuple[str, ...]], who: str, documents: Sequence[Customer]
) -> AsyncIterator[Record]:
    """A table's rows, and what the document says: where the customer stands, the order in mind."""
    stands = {one.journey: msgspec.to_builtins(one) for document in documents for one in document.journeys}
    if name in held:
        async for record in _pages(database, name, held[name], who):
            yield record | (stands.pop(record["journey"], {}) if name == "journeys" else {})
    if name == "journeys":
        for journey in stands.values():
            yield journey
    for document in documents:
        if name not in held and getattr(document, OF_THE_DOCUMENT.get(name, ""), None):
            yield getattr(document, OF_THE_DOCUMENT[name])


async def _pages(database: Database, table: str, columns: Sequence[str], who: str) -> AsyncIterator[Record]:
    names = ", ".join(columns)
    if "position" not in columns:
        key = next((name for name in ("at", "since", "id") if name in columns), columns[0])
        for row in await database.read(SQL["rows"].format(table=table, columns=names, key=key), who):
            yield shown(columns, row)
        return
    place = columns.index("position")
    sql = SQL["page"].format(table=table, columns=names)
    async for row in _walk(database, sql, who, lambda row: row[place]):
        yield shown(columns, row)


async def _walk(database: Database, sql: str, who: str, place: Callable[[Row], int]) -> AsyncIterator[Row]:
    after = 0
    while page := await database.read(sql, who, after, PAGE):
        for row in page:
            yield row
        after = place(page[-1])


async def _messages(database: Database, who: str) -> AsyncIterator[Record]:
    """What was said, with the version, flow and step that said it."""
    async for row in _walk(database, SQL["messages"], who, lambda row: row[0]):
        yield shown(MESSAGE, row)


async def _ledger(database: Database, who: str) -> AsyncIterator[Record]:
    after: tuple[int, int, str] = (-1, 0, "")
    while page := await database.read(SQL["ledger"], who, *after, PAGE):
        for row in page:
            yield shown(ENTRY, row)
        after = (page[-1][0], page[-1][1], page[-1][2])


async def _planned(
    database: Database, who: str, held: dict[str, tuple[str, ...]], documents: Sequence[Customer]
) -> AsyncIterator[Record]:
    """What is to come: follow-ups as the document has them, timers, messages on their way."""
    for document in documents:
        for plan in document.planned:
            yield msgspec.to_builtins(plan)
    async for record in _pages(database, "inbox", held["inbox"], who):
        if record["state"] == "waiting":
            yield record
    async for record in _pages(database, "outbox", held["outbox"], who):
        if record["state"] in ("queued", "sending", "unknown"):
            yield record


async def _events(database: Database, who: str, held: dict[str, tuple[str, ...]]) -> AsyncIterator[Record]:
    """What came in, as it came and as it was read, with its scores; what has left the inbox first.

    The inbox, which holds some days, is read before the others are: what leaves it meanwhile stands in both, not in
    neither.
    """
    young = [record async for record in _pages(database, "inbox", held["inbox"], who) if record["state"] != "waiting"]
    moved = set()
    ids = {record["id"] for record in young}
    async for record in _pages(database, "events", held["events"], who):
        if record["id"] in ids:
            moved.add(record["id"])
        yield record
    for record in young:
        if record["id"] not in moved:
            yield record
