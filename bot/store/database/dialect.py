"""The one place where SQLite and PostgreSQL differ in their SQL.

Statements are written once, with `$1` placeholders and these words of our own:

| word | SQLite | PostgreSQL |
|---|---|---|
| `each($1)`, `numbers($1)` | texts or whole numbers of a JSON list: `json_each` | `IN`: an array; `FROM`: its rows |
| `SKIP_LOCKED` | nothing: one writer | `FOR UPDATE SKIP LOCKED` |
| `POSITION_KEY` | `INTEGER PRIMARY KEY AUTOINCREMENT` | an identity column |
| `CLUSTERED` | `WITHOUT ROWID` | nothing |
| `ROW_LOCK` | nothing: one writer | `FOR UPDATE` |
| `MONTHLY(at)` | nothing: a plain table | `PARTITION BY RANGE (at)` |
| `MONTH_AFTER_NEXT` | | its first instant, by the server's clock |

In a migration, what follows a line `-- for postgresql` or `-- for sqlite` is for that one only, up to `-- for both`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

_EACH = re.compile(r"\beach\((\$\d+)\)")
_AMONG = re.compile(r"\b(NOT )?IN (each|numbers)\((\$\d+)\)")
_NUMBERS = re.compile(r"\bnumbers\((\$\d+)\)")
_PLACEHOLDER = re.compile(r"\$(\d+)")
_MONTHLY = re.compile(r"\bMONTHLY\((\w+)\)")
_FOR = re.compile(r"^-- for (both|sqlite|postgresql)$", re.MULTILINE)
_INSERT = re.compile(r"(INSERT INTO [^()]+\([^()]+\)\s+VALUES\s+)(\([^()]+\))(\s+ON CONFLICT.+)?", re.DOTALL)
_KEY_KNOWN = re.compile(r"\s+ON CONFLICT \([^()]+\) DO NOTHING")
_UPDATE = re.compile(r"(UPDATE .+)(\sWHERE .+)", re.DOTALL)
_MONTH_AFTER_NEXT = (
    "CAST(EXTRACT(EPOCH FROM date_trunc('month', CURRENT_TIMESTAMP AT TIME ZONE 'UTC') + INTERVAL '2 months') "
    "* 1000000 AS BIGINT)"
)

#: PostgreSQL's types that go into JSON and come back as they were.
_IN_JSON = frozenset({"text", "int2", "int4", "int8", "bool"})

Dialect = Literal["sqlite", "postgresql"]


def only_for(dialect: Dialect, text: str) -> str:
    """Return what of a migration is for this database."""
    first, *rest = _FOR.split(text)
    sections = zip(rest[::2], rest[1::2], strict=True)
    return first + "".join(section for whose, section in sections if whose in ("both", dialect))


@cache
def for_sqlite(sql: str) -> str:
    sql = _EACH.sub(r"(SELECT value FROM json_each(\1))", sql)
    sql = _NUMBERS.sub(r"(SELECT value FROM json_each(\1))", sql)
    sql = sql.replace("SKIP_LOCKED", "").replace("ROW_LOCK", "").replace("CLUSTERED", "WITHOUT ROWID")
    sql = _MONTHLY.sub("", sql)
    sql = sql.replace("POSITION_KEY", "INTEGER PRIMARY KEY AUTOINCREMENT")
    return _PLACEHOLDER.sub(r"?\1", sql)


@cache
def for_sqlite_listing(sql: str, width: int) -> str:
    """Return a statement that brings all rows of a query, of `width` columns, as one text: a JSON list of lists.

    Python gives up its lock for each row too.
    """
    columns = ", ".join(f"column{place}" for place in range(width))
    gathered = f"SELECT json_group_array(json_array({columns})) FROM found"  # noqa: S608 - our own statement
    return f"WITH found({columns}) AS ({for_sqlite(sql)}) {gathered}"


@cache
def for_sqlite_rows(sql: str, width: int, rows: int, *, apart: bool) -> str | None:
    """Return one statement that does for `rows` rows of `width` parameters what `sql` does for one; None for a shape
    that has none.

    Python gives up its lock for each statement, and on a busy program must wait to get it back: an insert of 50 rows
    one by one waits 50 times. An update joins its rows by `apart` alone: none of them touches what another touched.
    """
    if rows == 1:
        return for_sqlite(sql)
    inserts = _INSERT.fullmatch(sql)
    if inserts:
        head, one, tail = inserts.groups(default="")
        values = ", ".join(_PLACEHOLDER.sub(_numbered(row * width), one) for row in range(rows))
        return for_sqlite(head) + values + for_sqlite(tail)
    updates = _UPDATE.fullmatch(sql) if apart else None
    if updates is None:
        return None
    change, where = (_PLACEHOLDER.sub(r"given.column\1", part) for part in updates.groups())
    one = "(" + ", ".join(f"${place}" for place in range(1, width + 1)) + ")"
    values = ", ".join(_PLACEHOLDER.sub(_numbered(row * width), one) for row in range(rows))
    return f"{change} FROM (VALUES {values}) AS given{where}"


@cache
def is_repeatable(sql: str, *, apart: bool) -> bool:
    """Tell whether a row may be written a second time in the same statement, and nothing comes of it: an insert that
    names its key (one that names none may have none), and an update whose rows are apart.
    """
    inserts = _INSERT.fullmatch(sql)
    if inserts:
        return _KEY_KNOWN.fullmatch(inserts[3] or "") is not None
    return apart and _UPDATE.fullmatch(sql) is not None


@cache
def for_postgres_rows(sql: str, types: tuple[str, ...], *, apart: bool) -> str | None:
    """Return one statement that does for any number of rows what an insert does for one, given the rows as one JSON
    list of lists, their columns of these types; None for a shape that has none.

    One shape, whatever the number, is prepared once, and asks the server once: setting up a statement and the way there
    and back are most of what a row costs. The server refuses to change a row twice in one statement, so what may do
    that stays a statement a row. A list for each column (`unnest`) costs a quarter more, most of it in the client.
    """
    inserts = _INSERT.fullmatch(sql)
    if inserts is None or not _IN_JSON.issuperset(types):
        return None
    head, one, tail = inserts.groups(default="")
    if "$" in tail or ("DO UPDATE" in tail and not apart):
        return None
    head = head.rstrip().removesuffix("VALUES")
    values = _PLACEHOLDER.sub(lambda found: _cell(int(found[1]), types), one.strip()[1:-1])
    rows = "jsonb_array_elements(CAST($1 AS jsonb))"
    return for_postgres(f"{head}SELECT {values} FROM {rows} AS given(row){tail}")  # noqa: S608 - our own statement


def _cell(place: int, types: tuple[str, ...]) -> str:
    text = f"given.row->>{place - 1}"
    return f"({text})" if types[place - 1] == "text" else f"CAST({text} AS {types[place - 1]})"


def _numbered(after: int) -> Callable[[re.Match[str]], str]:
    return lambda found: f"?{int(found[1]) + after}"


def _among(found: re.Match[str]) -> str:
    """Whatever the statistics say, a list that is looked for in an index is short: joined, it would be a table's."""
    texts = f"SELECT jsonb_array_elements_text(CAST({found[3]} AS jsonb))"
    listed = f"ARRAY({texts})" if found[2] == "each" else f"CAST(ARRAY({texts}) AS BIGINT[])"
    return f"<> ALL ({listed})" if found[1] else f"= ANY ({listed})"


@cache
def for_postgres(sql: str) -> str:
    sql = _AMONG.sub(_among, sql)
    sql = _EACH.sub(r"(SELECT value FROM jsonb_array_elements_text(CAST(\1 AS jsonb)) AS listed(value))", sql)
    sql = sql.replace("SKIP_LOCKED", "FOR UPDATE SKIP LOCKED").replace("ROW_LOCK", "FOR UPDATE")
    sql = _MONTHLY.sub(r"PARTITION BY RANGE (\1)", sql.replace("CLUSTERED", ""))
    sql = sql.replace("MONTH_AFTER_NEXT", _MONTH_AFTER_NEXT)
    return sql.replace("POSITION_KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")
