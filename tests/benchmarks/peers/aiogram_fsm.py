"""aiogram's dispatcher with its FSM on SQLite: each update is fed, the state and data are written and committed."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import Message, Update

from tests.benchmarks.crowd import measure


class Form(StatesGroup):
    number = State()


class SqliteStorage(BaseStorage):
    """aiogram ships Redis and memory; this is its storage interface on SQLite, a commit for each write."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def _write(self, column: str, key: StorageKey, value: str | None) -> None:
        await self._connection.execute(
            f"INSERT INTO fsm (chat, {column}) VALUES (?, ?) "
            f"ON CONFLICT (chat) DO UPDATE SET {column} = excluded.{column}",
            (key.chat_id, value),
        )
        await self._connection.commit()

    async def _read(self, column: str, key: StorageKey) -> Any:
        async with self._connection.execute(f"SELECT {column} FROM fsm WHERE chat = ?", (key.chat_id,)) as cursor:
            row = await cursor.fetchone()
        return row[0] if row else None

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._write("state", key, state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._read("state", key)

    async def set_data(self, key: StorageKey, data: Any) -> None:
        await self._write("data", key, json.dumps(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return json.loads(await self._read("data", key) or "{}")

    async def close(self) -> None:
        await self._connection.close()


async def on_first(message: Message, state: FSMContext) -> None:
    await state.set_state(Form.number)


async def on_number(message: Message, state: FSMContext) -> None:
    await state.update_data(number=message.text)
    await state.set_state(Form.number)


async def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        connection = await aiosqlite.connect(Path(folder) / "fsm.db")
        await connection.execute("PRAGMA journal_mode = WAL")
        await connection.execute("PRAGMA synchronous = FULL")
        await connection.execute("CREATE TABLE fsm (chat INTEGER PRIMARY KEY, state TEXT, data TEXT)")
        dispatcher = Dispatcher(storage=SqliteStorage(connection))
        dispatcher.message.register(on_number, Form.number)
        dispatcher.message.register(on_first)
        bot = Bot("1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")

        async def handle(raw: bytes) -> None:
            await dispatcher.feed_update(bot, Update.model_validate_json(raw))

        measured = await measure(handle, list(range(1, 51)), seconds)
        await connection.close()
        await bot.session.close()
    print(json.dumps(measured._asdict()))


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))
