"""Telegram: sending a message there, and having its updates come.

Only `telegram.Bot` is used, as a typed way to call the Bot API. The library's `Application` and `Updater` acknowledge
an update before anybody has it on disk, so reading (`telegram_updates`) and polling (`telegram_poller`) are our own.
Texts go out without a parse mode: what a customer is called can't become markup.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import httpx
import msgspec
import structlog
from msgspec.structs import replace
from telegram import Bot, InputFile, LinkPreviewOptions, Message
from telegram.error import BadRequest, TelegramError

from bot.channels.base import PATIENT, CannotLook, Timeouts
from bot.channels.cutting.cutters import TELEGRAM_TEXT, TelegramCutter
from bot.channels.cutting.table_picture import png_of
from bot.channels.files.file_shelf import is_kept
from bot.channels.files.media_shelf import MediaShelf, is_address
from bot.channels.provider_clock import OnRequest, unwatched
from bot.channels.telegram.telegram_errors import Floods, WatchedRequest, judge
from bot.channels.telegram.telegram_keyboards import keyboard
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_updates import ALLOWED_UPDATES
from bot.crash_points import reached
from bot.model.message import Media
from bot.model.parts import Accepted, Outcome, Part, Refused
from bot.model.table import Table

OFFICIAL_API: Final = "https://api.telegram.org"
#: One small machine answers; Telegram's default of 40 connections would only queue here.
_WEBHOOK_CONNECTIONS: Final = 16
_POOL: Final = 64
NO_FILE: Final = "the file is not kept any more"

_log = structlog.get_logger(__name__)


class _Fetched(msgspec.Struct, frozen=True):
    result: list[msgspec.Raw]


_fetched: Final = msgspec.json.Decoder(_Fetched)


class Telegram(TelegramCutter):
    """The bot with this token. `rate` and `chat_rate` are messages a second, over all chats and to one."""

    can_find: Final = False  # the Bot API can't be asked what was sent
    patience: Final = 0.0
    closing_time: Final = 0.0

    def __init__(
        self,
        token: str,
        *,
        seal: Seal,
        api_url: str = OFFICIAL_API,
        rate: float = 25.0,
        chat_rate: float | None = 1.0,
        shelf: MediaShelf | None = None,
        timeouts: Timeouts = PATIENT,
        on_request: OnRequest = unwatched,
    ) -> None:
        self.bot_id = token.partition(":")[0]
        self.sender = f"telegram:{self.bot_id}"
        self.rate = rate
        self.chat_rate = chat_rate
        self._seal = seal
        self._shelf = shelf or MediaShelf()
        self._floods = Floods()
        self._requests = (_request(timeouts, on_request), _request(timeouts, on_request))
        self.bot = Bot(
            token, base_url=f"{api_url}/bot", request=self._requests[0], get_updates_request=self._requests[1]
        )

    async def send(self, part: Part, *, now: datetime) -> Outcome:
        """Send one part; see `telegram_errors` for what comes of a failure."""
        try:
            markup = keyboard(part, self._seal)
        except ValueError as fault:
            return Refused(str(fault))
        try:
            message = await self._write(part, markup)
        except Exception as error:  # whatever it is: the message may be out, and the row must not stay `sending`
            return judge(error, floods=self._floods, chat=part.address.id, attempts=part.attempts, now=now)
        return Accepted(str(message.message_id))

    async def find(self, part: Part, *, known: Collection[str]) -> str | None:
        """Telegram can't be asked."""
        return None

    async def close(self) -> None:
        """Close the connections."""
        for request in self._requests:
            await request.shutdown()

    async def answer_press(self, query_id: str) -> None:
        """Stop a pressed button's spinning. Late is no fault: Telegram forgets a press after 150 seconds."""
        reached("press.before_answer")
        try:
            await self.bot.answer_callback_query(query_id)
        except TelegramError as error:
            _log.info("press not answered", channel=self.name, reason=type(error).__name__)
        reached("press.after_answer")

    async def name_of_ours(self) -> str | None:
        """Return what our bot is called, for links to it. Raises `CannotLook`."""
        try:
            return (await self.bot.get_me()).username
        except TelegramError as error:
            raise CannotLook(type(error).__name__) from error

    async def standing(self) -> tuple[int | None, datetime | None]:
        """Return how many updates wait at Telegram, and when it last failed to bring one. Raises `CannotLook`."""
        try:
            told = await self.bot.get_webhook_info()
        except TelegramError as error:
            raise CannotLook(type(error).__name__) from error
        return told.pending_update_count, told.last_error_date

    async def use_webhook(self, url: str, *, secret: str) -> None:
        """Have updates posted to `url`; what waits at Telegram's is kept. Raises `TelegramError`."""
        await self.bot.set_webhook(
            url,
            secret_token=secret,
            max_connections=_WEBHOOK_CONNECTIONS,
            allowed_updates=list(ALLOWED_UPDATES),
        )

    async def use_polling(self) -> None:
        """Have updates wait to be fetched. Raises `TelegramError`."""
        await self.bot.delete_webhook(drop_pending_updates=False)

    async def fetch(self, offset: int, *, wait: int, limit: int) -> list[bytes]:
        """Return up to `limit` updates from `offset` on, as they came, waiting up to `wait` seconds for the first.

        Those before `offset` are acknowledged. Raises `TelegramError`.
        """
        asked = {"offset": offset, "timeout": wait, "limit": limit, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        body = await self._requests[1].retrieve(
            f"{self.bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=wait + PATIENT.read
        )
        try:
            return [bytes(update) for update in _fetched.decode(body).result]
        except msgspec.MsgspecError as fault:
            raise TelegramError("Invalid server response") from fault

    async def _write(self, part: Part, markup: Any) -> Message:
        if part.body.media is not None:
            return await self._show(part, part.body.media, markup)
        return await self._say(part, markup)

    async def _say(self, part: Part, markup: Any) -> Message:
        return await self.bot.send_message(
            part.address.id,
            part.body.text,
            reply_markup=markup,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _show(self, part: Part, media: Media, markup: Any) -> Message:
        """Send a picture with its words; a picture that Telegram can't fetch does not cost the customer the words. What
        staff attached is what they want sent: they are told that it did not go."""
        file = await self._file(part, media)
        if file is None:
            if is_kept(media.ref):
                raise BadRequest(NO_FILE)
            return await self._words_only(part, markup, "no such file")
        sending = getattr(self.bot, _METHODS[media.kind])
        caption = {"caption": part.body.text or None} if media.kind != "sticker" else {}
        try:
            message: Message = await sending(part.address.id, file, reply_markup=markup, **caption)
        except BadRequest as refusal:
            if is_kept(media.ref) or not _is_about_the_file(str(refusal)):
                raise
            return await self._words_only(part, markup, str(refusal))
        return message

    async def _words_only(self, part: Part, markup: Any, reason: str) -> Message:
        _log.warning("picture left out", channel=self.name, part=part.id, reason=reason)
        words = "\n\n".join(filter(None, (part.body.media.in_words if part.body.media else "", part.body.text)))
        if not words:
            raise BadRequest(reason)
        return await self._say(replace(part, body=replace(part.body, text=words[:TELEGRAM_TEXT])), markup)

    async def _file(self, part: Part, media: Media) -> str | InputFile | None:
        if media.table is not None:
            return await self._drawn(part, media.table)
        if is_address(media.ref):
            return media.ref
        path = self._shelf.path(media.ref)
        return InputFile(_bytes(path), filename=media.name or path.name) if path else None

    async def _drawn(self, part: Part, table: Table) -> InputFile | None:
        """Draw a table beside the loop; what can't be drawn goes in words."""
        try:
            return InputFile(await asyncio.to_thread(png_of, table), filename="comparison.png")
        except Exception:  # whatever the renderer says: the customer gets the words
            _log.exception("table not drawn", channel=self.name, part=part.id)
            return None


_METHODS: Final = {
    "photo": "send_photo",
    "video": "send_video",
    "audio": "send_audio",
    "voice": "send_voice",
    "document": "send_document",
    "sticker": "send_sticker",
}
#: How telegram-bot-api says that the file is at fault, and not the chat or the text.
_FILE_FAULTS: Final = ("file", "photo", "http url", "wrong type of the web page", "image", "media")


def _is_about_the_file(refusal: str) -> bool:
    return any(words in refusal.lower() for words in _FILE_FAULTS)


def _bytes(path: Path) -> bytes:
    """At most sixteen megabytes from the local disk (`MediaShelf`)."""
    return path.read_bytes()


def _request(timeouts: Timeouts, on_request: OnRequest) -> WatchedRequest:
    async def note_time(request: httpx.Request) -> None:
        request.extensions = {**request.extensions, "on_date": on_request()}

    async def tell_time(answer: httpx.Response) -> None:
        answer.request.extensions["on_date"](answer.headers.get("Date"))

    return WatchedRequest(
        httpx_kwargs={"event_hooks": {"request": [note_time], "response": [tell_time]}},
        connection_pool_size=_POOL,
        read_timeout=timeouts.read,
        write_timeout=timeouts.read,
        connect_timeout=timeouts.connect,
        pool_timeout=5.0,
        media_write_timeout=60.0,
    )
