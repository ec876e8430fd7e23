"""A transaction as a generator: it yields calls, is sent the rows that each brought, and returns its result.

So one piece of code is a transaction on both databases. On SQLite the whole of it runs inside the writer's thread,
which costs one hop however many statements it has; on PostgreSQL each call is awaited on one connection. A script must
be restartable: a commit that failed because of a neighbour in the same group runs it again from its start.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

Row = Sequence[Any]
Parameters = Sequence[object]
T = TypeVar("T")
#: What one caller hands to `Database.write`: as many as wait are merged into one script.
Item = TypeVar("Item")


class Call(NamedTuple):
    """A statement, and the parameters of each time that it runs. With `returning` it runs once and brings rows.

    `apart`: no two times touch the same row, so that all may be done as one. `width`: many rows are awaited, of so many
    columns, all texts and numbers.
    """

    sql: str
    parameters: Sequence[Parameters]
    returning: bool
    apart: bool = False
    width: int = 0


Script = Generator[Call, list[Row], T]
ScriptOf = Callable[[Sequence[Item]], Script[None]]


def query(sql: str, *parameters: object) -> Call:
    return Call(sql, (parameters,), returning=True)


def listing(sql: str, width: int, *parameters: object) -> Call:
    """A query whose rows are many and narrow: `width` columns of texts and numbers."""
    return Call(sql, (parameters,), returning=True, width=width)


def many(sql: str, rows: Sequence[Parameters], *, apart: bool = False) -> Call:
    """A statement for each row; none at all where there are no rows. `apart`: no two of them touch the same row."""
    return Call(sql, rows, returning=False, apart=apart)


def once(sql: str, *parameters: object) -> Call:
    return Call(sql, (parameters,), returning=False)


def listed(values: Iterable[object]) -> str:
    """The parameter of `each(…)`: a list as JSON text."""
    return msgspec.json.encode(list(values)).decode()
