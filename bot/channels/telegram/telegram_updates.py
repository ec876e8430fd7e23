"""Reading what Telegram sends: one update in, one event for the inbox out, or nothing.

Updates are decoded once into typed records with the few fields that we use (under a microsecond; python-telegram-bot's
objects take ninety). Private chats only: what groups and channels say is not a customer talking to the store. A field
or a kind of message that Telegram invents later is passed over, never a fault. Nothing here talks to Telegram.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import msgspec
import structlog

from bot.channels.event_ids import numbered_event_id
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_wire import (
    CallbackQuery,
    ChatMemberUpdated,
    File,
    Message,
    Numbered,
    PhotoSize,
    Update,
    User,
)
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatBlocked, ChatOpened, ChatUnblocked, MessageEdited, MessageReceived
from bot.model.message import Contact, Location, Media, MediaKind, Profile

#: What the bot asks for, at each start: the setting persists at Telegram's, and its default leaves some of these out.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

_log = structlog.get_logger(__name__)
_decoder: Final = msgspec.json.Decoder(Update)
_numbers: Final = msgspec.json.Decoder(Numbered)
_SOURCE: Final = "telegram"


class UnreadableUpdate(ValueError):
    """The body is no update.

    One that came with the right secret should be answered 200 all the same and logged: a refusal makes Telegram repeat
    it for a day and hold back what that chat sends next.
    """


def read_update(raw: bytes, *, bot_id: str, seal: Seal, received_at: datetime) -> Arrival | None:
    """Return the event in an update, or None where there is none for us (a group, a forged button, a pinned message).

    `bot_id` is the number before the colon of the token; the event's id comes from it and the `update_id`, so that an
    update delivered again is the same event. Raises `UnreadableUpdate`.
    """
    try:
        update = _decoder.decode(raw)
    except msgspec.MsgspecError as fault:
        raise UnreadableUpdate(str(fault)) from fault
    event = _read_event(update, numbered_event_id(_SOURCE, bot_id, update.update_id), seal)
    if event is None:
        return None
    return Arrival(
        event=event,
        received_at=received_at,
        names=(event.address,),
        source=_SOURCE,
        ordinal=update.update_id,
        raw=raw.decode(errors="replace"),
    )


def read_press(raw: bytes) -> str | None:
    """Return the id of the callback query in an update. Every press is to be answered, or its button spins."""
    try:
        query = _decoder.decode(raw).callback_query
    except msgspec.MsgspecError:
        return None
    return query.id if query else None


def read_number(raw: bytes) -> int:
    """Return an update's `update_id`, whatever else is in it. Raises `UnreadableUpdate`."""
    try:
        return _numbers.decode(raw).update_id
    except msgspec.MsgspecError as fault:
        raise UnreadableUpdate(str(fault)) from fault


_TalkEvent = MessageReceived | MessageEdited | ChatOpened | ChatBlocked | ChatUnblocked


def _read_event(update: Update, key: str, seal: Seal) -> _TalkEvent | None:
    if update.message is not None:
        return _read_message(update.message, key)
    if update.callback_query is not None:
        return _read_callback(update.callback_query, key, seal)
    if update.edited_message is not None:
        return _read_edit(update.edited_message, key)
    if update.my_chat_member is not None:
        return _read_membership(update.my_chat_member, key)
    return None


def _read_message(message: Message, key: str) -> MessageReceived | ChatOpened | None:
    if message.chat.type != "private":
        return None
    address, profile, sent_at = _address(message.chat.id), _profile(message.from_), _time(message.date)
    text = message.text or message.caption or ""
    command, _, payload = text.partition(" ")
    if command == "/start":
        return ChatOpened(id=key, happened_at=sent_at, address=address, payload=payload.strip(), profile=profile)
    received = MessageReceived(
        id=key,
        happened_at=sent_at,
        address=address,
        message_id=str(message.message_id),
        text=text or _spoken_by(message),
        media=_media(message),
        location=_location(message),
        contact=_contact(message),
        profile=profile,
        album=message.media_group_id,
    )
    said = received.text or received.media or received.location or received.contact
    return received if said else None


def _read_callback(query: CallbackQuery, key: str, seal: Seal) -> MessageReceived | None:
    if query.message is None or query.message.chat.type != "private" or query.data is None:
        return None
    chat = query.message.chat.id
    pressed = seal.open(query.data, chat=str(chat))
    if pressed is None:
        _log.warning("forged button refused", channel=_SOURCE, arrival=key)
        return None
    profile = _profile(query.from_)
    return MessageReceived(id=key, address=_address(chat), message_id=query.id, pressed=pressed, profile=profile)


def _read_edit(message: Message, key: str) -> MessageEdited | None:
    if message.chat.type != "private":
        return None
    return MessageEdited(
        id=key,
        happened_at=_time(message.edit_date or message.date),
        address=_address(message.chat.id),
        message_id=str(message.message_id),
        text=message.text or message.caption or "",
    )


def _read_membership(change: ChatMemberUpdated, key: str) -> ChatBlocked | ChatUnblocked | None:
    """A private chat's membership changes only when the customer blocks the bot or lets it in again."""
    if change.chat.type != "private":
        return None
    address, at = _address(change.chat.id), _time(change.date)
    if change.new_chat_member.status in {"kicked", "left"}:
        return ChatBlocked(id=key, happened_at=at, address=address)
    return ChatUnblocked(id=key, happened_at=at, address=address)


def _address(chat: int) -> Address:
    return Address("telegram", str(chat))


def _time(seconds: int) -> datetime | None:
    """Telegram gives date 0 to a message that it no longer shows the bot. A date beyond our years is none."""
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


def _profile(user: User | None) -> Profile | None:
    if user is None:
        return None
    return Profile(user.first_name or None, user.last_name, user.username, user.language_code)


def _spoken_by(message: Message) -> str:
    """The words in what is no text: a dice is sent by its emoji, a poll asks a question."""
    if message.dice is not None:
        return message.dice.emoji
    return message.poll.question if message.poll is not None else ""


def _location(message: Message) -> Location | None:
    place = message.location or (message.venue.location if message.venue else None)
    return Location(place.latitude, place.longitude) if place else None


def _contact(message: Message) -> Contact | None:
    card = message.contact
    if card is None:
        return None
    phone = card.phone_number if card.phone_number.startswith("+") else f"+{card.phone_number}"
    name = " ".join(filter(None, (card.first_name, card.last_name)))
    own = message.from_ is not None and card.user_id == message.from_.id
    return Contact(phone, name or None, own)


def _media(message: Message) -> tuple[Media, ...]:
    if message.photo:
        return (_photo(message.photo),)
    kinds: tuple[tuple[MediaKind, File | None], ...] = (
        ("voice", message.voice),
        ("audio", message.audio),
        ("video", message.video or message.video_note or message.animation),
        ("sticker", message.sticker),
        ("document", message.document),
    )
    return next(((_file(kind, file),) for kind, file in kinds if file is not None), ())


def _photo(sizes: tuple[PhotoSize, ...]) -> Media:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return Media("photo", largest.file_id, mime="image/jpeg", size=largest.file_size)


def _file(kind: MediaKind, file: File) -> Media:
    return Media(kind, file.file_id, name=file.file_name or file.emoji, mime=file.mime_type, size=file.file_size)
