"""Statements that bring no rows, sent to PostgreSQL together: each way there and back is a wait, and a group of turns
has a dozen.

A `Batch` holds them back until rows are asked for or the transaction ends; then all go in one message of the simple
protocol, the COMMIT with them. They run in their order, and the first that fails ends the transaction. Each is prepared
once a connection (`Session`), under a name, so that the server plans it once; what it is given stands in the message
as literals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import asyncpg
import msgspec

from bot.store.database.dialect import for_postgres, for_postgres_rows
from bot.store.database.script import Call

MOST_ROWS: Final = 1000
"""In one statement."""
LONGEST: Final = 1 << 20
"""Characters that are held back at most."""
#: As for a literal's quotes: with it off, a backslash would begin an escape.
SETTINGS: Final = {"standard_conforming_strings": "on"}
_ROWS = msgspec.json.Encoder()
#: The types of a statement's parameters, as the server tells them once.
_TYPES: dict[str, tuple[str, ...]] = {}


class Session(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection, and the names of the statements that it has prepared for batches."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared: dict[str, str] = {}


class Batch:
    """What is still to be said to one connection. `first` is said before anything else."""

    def __init__(self, connection: Any, first: str = "") -> None:
        self._connection = connection
        self._texts = [first] if first else []
        self._size = 0

    async def add(self, call: Call) -> None:
        """Hold a call back that brings no rows; one without parameters, such as a lock, is said at once."""
        if not call.parameters:
            return
        if not call.parameters[0]:
            await self.say()
            for _ in call.parameters:
                await self._connection.execute(for_postgres(call.sql))
            return
        for sql, row in await self._statements(call):
            text = f"EXECUTE {await self._name(sql)}({', '.join(map(_literal, row))})"
            self._texts.append(text)
            self._size += len(text)
            if self._size > LONGEST:
                await self.say()

    async def say(self, last: str = "") -> None:
        """Send what was held back, and `last` after it."""
        texts, self._texts, self._size = [*self._texts, *([last] if last else [])], [], 0
        if texts:
            await self._connection.execute(";".join(texts))

    async def _statements(self, call: Call) -> list[tuple[str, Sequence[object]]]:
        """Return the statements that do it, each with what it is given: all rows as one list, where they may be."""
        rows = call.parameters
        together = None
        if len(rows) > 1:
            together = for_postgres_rows(call.sql, await self._types(call.sql), apart=call.apart)
        if together is None:
            return [(for_postgres(call.sql), row) for row in rows]
        starts = range(0, len(rows), MOST_ROWS)
        return [(together, (_ROWS.encode(rows[start : start + MOST_ROWS]).decode(),)) for start in starts]

    async def _types(self, sql: str) -> tuple[str, ...]:
        types = _TYPES.get(sql)
        if types is None:
            await self.say()  # it may be of a table that what was held back makes
            prepared = await self._connection.prepare(for_postgres(sql))
            types = _TYPES[sql] = tuple(parameter.name for parameter in prepared.get_parameters())
        return types

    async def _name(self, sql: str) -> str:
        prepared: dict[str, str] = self._connection.prepared
        name = prepared.get(sql)
        if name is None:
            await self.say()
            name = f"batched_{len(prepared)}"
            await self._connection.execute(f"PREPARE {name} AS {sql}")
            prepared[sql] = name
        return name


def _literal(value: object) -> str:
    """Return a value as SQL has it: the server reads it as the parameter's type, whatever that is."""
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    text = str(int(value) if isinstance(value, bool) else value)
    if "\0" in text:
        raise asyncpg.CharacterNotInRepertoireError("a text has a NUL, which PostgreSQL keeps in no text")
    return "'" + text.replace("'", "''") + "'"
