"""`POST /webhooks/telegram`: secret, disk, 200; in this order.

A refusal makes Telegram repeat an update for a day and hold back what that chat sends next (reliability 0.2), so a body
that came with the right secret and can't be read is kept for us to look at, and answered 200 all the same.
"""

from __future__ import annotations

import hmac

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.telegram.telegram_updates import UnreadableUpdate, read_press, read_update
from bot.web.bodies import read_body
from bot.web.console.threads import staff_chat
from bot.web.counters import forged, received
from bot.web.dead_letters import keep_unreadable
from bot.web.doors import Doors, TelegramDoor
from bot.web.guard import refuse
from bot.web.providers.answered import after_answer, before_answer

SECRET_HEADER = b"x-telegram-bot-api-secret-token"


_PRESSED = b'"callback_query"'
#: The answer to most: a response has nothing of its request, and making one took as long as reading the update.
_TAKEN = Response(background=BackgroundTask(after_answer))


async def receive_update(request: Request) -> Response:
    """Answer 200 once the update is on disk; the same update again has no effect."""
    doors: Doors = request.app.state.doors
    door = doors.telegram
    if door is None:
        raise refuse(404)
    if not _knows_secret(request, door):
        forged("telegram")
        raise refuse(401)
    raw = await read_body(request)
    await _keep(raw, doors, door)
    before_answer()
    return Response(background=BackgroundTask(_after, raw, door)) if _PRESSED in raw else _TAKEN


def _knows_secret(request: Request, door: TelegramDoor) -> bool:
    given = next((value for name, value in request.scope["headers"] if name == SECRET_HEADER), b"")
    return hmac.compare_digest(given, door.secret.encode())


async def _keep(raw: bytes, doors: Doors, door: TelegramDoor) -> None:
    now = doors.clock()
    try:
        arrival = read_update(raw, bot_id=door.bot_id, seal=door.seal, received_at=now)
    except (UnreadableUpdate, RecursionError) as fault:
        await keep_unreadable(doors, "telegram", raw, fault)
        return
    if arrival is not None:
        await staff_chat.keep(doors.store, [arrival], public_url=doors.public_url)
    received("telegram")


async def _after(raw: bytes, door: TelegramDoor) -> None:
    """Stop the pressed button's spinning: nothing of ours depends on it, so it comes after the answer."""
    await after_answer()
    if door.answer_press is None:
        return
    if press := read_press(raw):
        await door.answer_press(press)
