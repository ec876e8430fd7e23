"""python-telegram-bot's ConversationHandler, persisted on every update: the only durability that it offers."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (  # noqa: TID251 - measured here, not used
    Application,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from tests.benchmarks.crowd import measure, update

ASKED = 0


async def on_message(message: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["number"] = message.message.text
    return ASKED


async def main(seconds: float, known: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        persistence = PicklePersistence(Path(folder) / "state.pickle", update_interval=3600)
        application = Application.builder().token("1:AAAA").persistence(persistence).updater(None).build()
        handler: Any = MessageHandler(filters.TEXT, on_message)
        application.add_handler(
            ConversationHandler([handler], {ASKED: [handler]}, [], name="conversation", persistent=True)
        )
        application._initialized = True  # without asking Telegram who we are
        await persistence.get_user_data()
        await application._initialize_persistence()
        turn = asyncio.Lock()

        async def handle(raw: bytes) -> None:
            async with turn:  # it writes the whole file: two at once would mix
                await application.process_update(Update.de_json(json.loads(raw), application.bot))
                await application.update_persistence()
                await persistence.flush()

        for chat in range(10_000, 10_000 + known):
            await application.process_update(Update.de_json(json.loads(update(chat, chat, "1")), application.bot))
        measured = await measure(handle, list(range(1, 51)), seconds)
    print(json.dumps(measured._asdict()))


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]), int(sys.argv[2])))
