"""Customers who write as fast as they are answered, and how long each answer took."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from itertools import count
from typing import NamedTuple

#: Takes one raw update; returns once all that comes of it is durable.
Handle = Callable[[bytes], Awaitable[None]]
#: How people answer a question with three choices: by its number, by its label, or nearly.
ANSWERS = ("1", "Équilibré", "3", "clair et fruité", "2")


class Measured(NamedTuple):
    per_second: float
    p50: float  # milliseconds
    p99: float


def update(number: int, chat: int, text: str) -> bytes:
    """Return a Telegram update as it comes off the wire."""
    person = {"id": chat, "is_bot": False, "first_name": "Léa", "last_name": "Martin", "language_code": "fr"}
    message = {
        "message_id": number,
        "from": person,
        "chat": {"id": chat, "first_name": "Léa", "last_name": "Martin", "type": "private"},
        "date": 1772442000,
        "text": text,
    }
    return json.dumps({"update_id": number, "message": message}).encode()


async def measure(handle: Handle, chats: list[int], seconds: float, at_once: int = 50) -> Measured:
    """Let `at_once` of the chats write at any time, for some seconds: one answered, the one that is silent longest."""
    numbers, silent = count(1), deque(chats)
    took: list[float] = []
    deadline = time.perf_counter() + seconds

    async def write() -> None:
        while (began := time.perf_counter()) < deadline:
            number, chat = next(numbers), silent.popleft()
            await handle(update(number, chat, ANSWERS[(number + number // len(chats)) % len(ANSWERS)]))
            silent.append(chat)
            took.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(write() for _ in range(min(at_once, len(chats)))))
    elapsed = time.perf_counter() - began
    took.sort()
    return Measured(
        len(took) / elapsed, 1000 * took[len(took) // 2], 1000 * took[min(len(took) - 1, len(took) * 99 // 100)]
    )
