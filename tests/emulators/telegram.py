"""Telegram's Bot API, and the phones behind it.

As the published server does (tdlib/telegram-bot-api): updates wait for 24 hours, in webhook mode each chat's next one
waits until the one before it was answered 2xx; getUpdates acknowledges what lies before its offset; a second poller
ends the first with 409; messages of bots to chats that blocked them are 403.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.emulators.faults import Fault
from tests.emulators.limits import Limit
from tests.emulators.media import NotTaken, look_at_upload
from tests.emulators.schemas import NotAsSpecified, hold_against, specification
from tests.emulators.serving import Emulator, main

TOKEN = "123456789:AAEmulatedTokenForTestsOnly_0123456789"
UPDATE_KEPT = timedelta(hours=24)
PRESS_KEPT = timedelta(seconds=150)
_SENDS = {
    "sendMessage": "text",
    "sendPhoto": "photo",
    "sendVideo": "video",
    "sendAudio": "audio",
    "sendVoice": "voice",
    "sendDocument": "document",
    "sendSticker": "sticker",
}
_FILES: dict[str, dict[str, Any]] = {
    "video": {"width": 1, "height": 1, "duration": 1},
    "audio": {"duration": 1},
    "voice": {"duration": 1},
    "document": {},
    "sticker": {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False},
}


class Rejected(Exception):
    """The API's answer to what it won't do."""

    def __init__(self, status: int, words: str, **parameters: Any) -> None:
        super().__init__(words)
        self.status, self.words, self.parameters = status, words, parameters


class TelegramEmulator(Emulator):
    """`limit` counts all messages, `chat_limit()` makes a count for each chat, both by the seconds of `clock`."""

    def __init__(
        self,
        *,
        port: int = 0,
        ledger: Path | None = None,
        token: str = TOKEN,
        limit: Limit | None = None,
        chat_limit: Callable[[], Limit] | None = None,
        validate: bool = True,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port, ledger=ledger)
        self.token = token
        self.webhook: dict[str, Any] = {}
        self.allowed: list[str] = []
        self.blocked: set[int] = set()
        self.missing: set[int] = set()
        self.answered_presses: list[str] = []
        self.uploads: list[tuple[str, bytes]] = []
        self.refused = 0
        self._limit, self._chat_limit, self._clock, self._validate = limit, chat_limit, clock, validate
        self._now = now
        self.expired: list[int] = []
        self._chat_limits: dict[int, Limit] = {}
        self._messages = 0
        self._last_update = 700_000_000
        self._waiting: list[dict[str, Any]] = []
        self._came_at: dict[int, datetime] = {}
        self._news = asyncio.Event()
        self._pushing: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self._poller: asyncio.Event | None = None
        self._shown: dict[int, dict[str, Any]] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/bot{token}/{method}", self._call)]

    # The bot's side

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.requests.append(method)
        fault = self.faults.take(method)
        try:
            if fault is not None and not fault.accepted:
                return await self._go_wrong(request, fault, method)
            if request.match_info["token"] != self.token:
                raise Rejected(401, "Unauthorized")
            result = await self._do(method, await self._parameters(request, method))
            if fault is not None:
                return await self._go_wrong(request, fault, method, result)
        except Rejected as rejected:
            return _error(rejected)
        return web.json_response({"ok": True, "result": result})

    async def _go_wrong(
        self, request: web.Request, fault: Fault, method: str, result: Any = None
    ) -> web.StreamResponse:
        if fault.action == "slow":
            given = await self._parameters(request, method)  # read while the other side still waits
            await asyncio.sleep(fault.seconds)
            result = result or await self._do(method, given)
            return web.json_response({"ok": True, "result": result})
        if fault.action == "status":
            parameters = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
            return _error(Rejected(fault.status, fault.words or f"Error {fault.status}", **parameters))
        return await self.faults.break_off(request, fault)

    async def _parameters(self, request: web.Request, method: str) -> dict[str, Any]:
        if method not in specification("telegram")["methods"]:
            raise Rejected(404, "Not Found: method not found")
        if request.content_type == "application/json":
            given = await request.json()
        else:
            form = await request.post() if request.method == "POST" else request.query
            known = specification("telegram")["methods"][method]["parameters"]["properties"]
            files = {name for name, value in form.items() if isinstance(value, web.FileField)}
            given = {
                name: _typed(value, known.get(name, {}))
                for name, value in form.items()
                if name not in files or name in known
            }
            self._look_at_files(method, {name: form[name] for name in files})
        self._hold(("methods", method, "parameters"), given)
        return given

    def _look_at_files(self, method: str, files: dict[str, Any]) -> None:
        for field in files.values():
            content = field.file.read()
            try:
                look_at_upload(_SENDS[method], content)
            except NotTaken as fault:
                raise Rejected(400, f"Bad Request: {fault}") from fault
            self.uploads.append((field.filename, content))

    def _hold(self, path: tuple[str, ...], value: Any) -> None:
        if not self._validate:
            return
        try:
            hold_against("telegram", *path, value=value)
        except NotAsSpecified as breach:
            self.breaches.append(str(breach))
            raise Rejected(400, f"Bad Request: {breach}") from breach

    async def _do(self, method: str, given: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                result: Any = {
                    "id": int(self.token.split(":")[0]),
                    "is_bot": True,
                    "first_name": "Moka",
                    "username": "MokaBot",
                }
            case "getUpdates":
                result = await self._updates(given)
            case "setWebhook":
                result = self._set_webhook(given)
            case "deleteWebhook":
                self.webhook, result = {}, True
            case "getWebhookInfo":
                result = {
                    "url": self.webhook.get("url", ""),
                    "has_custom_certificate": False,
                    "pending_update_count": len(self._waiting),
                }
            case "answerCallbackQuery":
                result = self._answer_press(given["callback_query_id"])
            case _:
                result = self._send(method, given)
        self._hold(("methods", method, "result"), result)
        return result

    def _send(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        chat, kind = int(given["chat_id"]), _SENDS[method]
        self._admit(chat)
        if chat in self.blocked:
            raise Rejected(403, "Forbidden: bot was blocked by the user")
        if chat in self.missing:
            raise Rejected(400, "Bad Request: chat not found")
        text = given.get("text" if kind == "text" else "caption", "")
        _check_text(text, 4096 if kind == "text" else 1024, empty=kind != "text")
        markup = given.get("reply_markup", {})
        _check_buttons(markup)
        if kind != "text" and str(given[kind]).endswith("missing.jpg"):
            raise Rejected(400, "Bad Request: failed to get HTTP URL content")
        self._messages += 1
        message = {
            "message_id": self._messages,
            "date": int(self._now().timestamp()),
            "chat": _chat(chat),
            **({"text": text} if kind == "text" else _file(kind, self._messages)),
            **({"caption": text} if kind != "text" and text else {}),
            **({"reply_markup": markup} if "inline_keyboard" in markup else {}),
        }
        self._shown[self._messages] = message
        rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
        self.ledger.show(
            to=chat,
            id=self._messages,
            kind=kind,
            text=text,
            buttons=[[button["text"] for button in row] for row in rows],
            at=time.time(),
        )
        return message

    def _admit(self, chat: int) -> None:
        now = self._clock()
        limits = [self._limit] if self._limit else []
        if self._chat_limit is not None:
            limits.append(self._chat_limits.setdefault(chat, self._chat_limit()))
        waits = [wait for limit in limits if (wait := limit.refuse(now)) is not None]
        if waits:
            self.refused += 1
            seconds = max(1, -(-max(waits) // 1))
            raise Rejected(429, f"Too Many Requests: retry after {int(seconds)}", retry_after=int(seconds))

    def _answer_press(self, query: str) -> bool:
        if query.startswith("old"):
            raise Rejected(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.answered_presses.append(query)
        return True

    def _set_webhook(self, given: dict[str, Any]) -> bool:
        self.webhook = given
        self.allowed = given.get("allowed_updates", [])
        waiting, self._waiting = self._waiting, []
        for update in waiting:
            self._deliver(update)
        return True

    async def _updates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Rejected(
                409, "Conflict: can't use getUpdates method while webhook is active; delete the webhook first"
            )
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        self.allowed = given.get("allowed_updates", self.allowed)
        offset = given.get("offset", 0)
        self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
        self._waiting = [update for update in self._waiting if not self._has_expired(update)]
        until = time.monotonic() + given.get("timeout", 0)
        while not self._waiting and time.monotonic() < until and not mine.is_set() and not self.faults.closing.is_set():
            self._news.clear()
            waits = [asyncio.ensure_future(one.wait()) for one in (self._news, mine, self.faults.closing)]
            await asyncio.wait(waits, timeout=until - time.monotonic(), return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()
        if mine.is_set():
            raise Rejected(409, "Conflict: terminated by other getUpdates request")
        self._poller = None
        return self._waiting[: given.get("limit", 100)]

    # The customers' side

    def writes(self, chat: int, text: str, **more: Any) -> int:
        """The customer writes; returns the update's id."""
        return self.sends(chat, text=text, **more)

    def sends(self, chat: int, **content: Any) -> int:
        """The customer sends a message of any kind: `photo=[…]`, `location={…}`, `text=…`."""
        return self._update(chat, "message", self._message(chat, content))

    def edits(self, chat: int, message_id: int, text: str) -> int:
        message = self._message(chat, {"text": text, "edit_date": int(self._now().timestamp())}) | {
            "message_id": message_id
        }
        return self._update(chat, "edited_message", message)

    def presses(self, chat: int, label: str, *, query: str | None = None, data: str | None = None) -> int:
        """The customer presses the newest button with this label. `data` forges what stands behind it."""
        for message in reversed(self._shown.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if message["chat"]["id"] == chat and button["text"] == label:
                        press = {
                            "id": query or f"press-{self._last_update + 1}",
                            "from": _user(chat),
                            "message": message,
                            "chat_instance": str(chat),
                            "data": data or button["callback_data"],
                        }
                        return self._update(chat, "callback_query", press)
        raise LookupError(f"no button {label!r} was shown to {chat}")

    def blocks(self, chat: int) -> int:
        """The customer blocks the bot."""
        self.blocked.add(chat)
        return self._membership(chat, "member", "kicked")

    def unblocks(self, chat: int) -> int:
        self.blocked.discard(chat)
        return self._membership(chat, "kicked", "member")

    async def redeliver(self, update: dict[str, Any]) -> int | None:
        """Post an update to the webhook once more."""
        return await self._push(update)

    def numbers_from(self, number: int) -> None:
        """After a quiet week Telegram numbers updates from anywhere."""
        self._last_update = number

    def unacknowledged(self) -> int:
        """How many updates wait to be fetched, or were fetched and not acknowledged yet."""
        return len(self._waiting)

    def _message(self, chat: int, content: dict[str, Any]) -> dict[str, Any]:
        self._messages += 1
        return {
            "message_id": self._messages,
            "from": _user(chat),
            "chat": _chat(chat),
            "date": int(self._now().timestamp()),
            **content,
        }

    def _membership(self, chat: int, old: str, new: str) -> int:
        def member(status: str) -> dict[str, Any]:
            return {"user": _user(chat), "status": status, **({"until_date": 0} if status == "kicked" else {})}

        change = {
            "chat": _chat(chat),
            "from": _user(chat),
            "date": int(self._now().timestamp()),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        return self._update(chat, "my_chat_member", change)

    def _update(self, chat: int, kind: str, content: dict[str, Any]) -> int:
        self._last_update += 1
        update = {"update_id": self._last_update, kind: content}
        hold_against("telegram", "$defs", "Update", value=update)
        self._came_at[self._last_update] = self._now()
        if not self.allowed or kind in self.allowed:
            self._deliver(update)
        return self._last_update

    def _deliver(self, update: dict[str, Any]) -> None:
        if not self.webhook.get("url"):
            self._waiting.append(update)
            self._news.set()
            return
        queue = self._pushing[_queue_of(update)]
        queue.append(update)
        if len(queue) == 1:
            self.background(self._push_in_order(queue))

    async def _push_in_order(self, queue: list[dict[str, Any]]) -> None:
        """Telegram's patience: at once, then doubling pauses; here in hundredths of its seconds."""
        pause = 0.01
        while queue:
            if self._has_expired(queue[0]):
                queue.pop(0)
                continue
            status = await self._push(queue[0])
            if status is not None and 200 <= status < 300:
                queue.pop(0)
                pause = 0.01
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, 1.0)

    def _has_expired(self, update: dict[str, Any]) -> bool:
        """Telegram keeps an update for 24 hours, a press for 150 seconds."""
        kept = PRESS_KEPT if "callback_query" in update else UPDATE_KEPT
        if self._now() - self._came_at[update["update_id"]] <= kept:
            return False
        self.expired.append(update["update_id"])
        return True

    async def _push(self, update: dict[str, Any]) -> int | None:
        headers = {"Content-Type": "application/json"}
        if "secret_token" in self.webhook:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.webhook["secret_token"]
        return await self.post(self.webhook["url"], json.dumps(update).encode(), headers)


def _queue_of(update: dict[str, Any]) -> int:
    """What is ordered among itself (telegram-bot-api: by chat, by user for presses, by chat for membership)."""
    if "callback_query" in update:
        return int(update["callback_query"]["from"]["id"]) + (3 << 33)
    if "my_chat_member" in update:
        return int(update["my_chat_member"]["chat"]["id"]) + (5 << 33)
    return int((update.get("message") or update["edited_message"])["chat"]["id"])


def _error(rejected: Rejected) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": rejected.status, "description": rejected.words}
    if rejected.parameters:
        body["parameters"] = rejected.parameters
    return web.json_response(body, status=rejected.status)


def _typed(value: Any, schema: dict[str, Any]) -> Any:
    """Form values are strings; what the method wants says how to read them."""
    if isinstance(value, web.FileField):
        return f"attach://{value.filename}"
    kinds = schema.get("anyOf", [schema])
    if any("$ref" in kind or kind.get("type") in {"array", "boolean", "integer", "number"} for kind in kinds):
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            return value
    return value


def _chat(chat: int) -> dict[str, Any]:
    return (
        {"id": chat, "type": "private", "first_name": "Léa"}
        if chat > 0
        else {"id": chat, "type": "group", "title": "G"}
    )


def _user(chat: int) -> dict[str, Any]:
    return {"id": abs(chat), "is_bot": False, "first_name": "Léa", "last_name": "Martin", "language_code": "fr"}


def _file(kind: str, number: int) -> dict[str, Any]:
    names = {"file_id": f"{kind}-{number}", "file_unique_id": f"u{number}"}
    return {"photo": [names | {"width": 9, "height": 9}]} if kind == "photo" else {kind: names | _FILES[kind]}


def _check_text(text: str, limit: int, *, empty: bool) -> None:
    if not empty and not text.strip():
        raise Rejected(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > limit:
        raise Rejected(
            400, "Bad Request: message is too long" if limit > 1024 else "Bad Request: message caption is too long"
        )


def _check_buttons(markup: dict[str, Any]) -> None:
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                raise Rejected(400, "Bad Request: BUTTON_DATA_INVALID")


if __name__ == "__main__":
    main(TelegramEmulator)
