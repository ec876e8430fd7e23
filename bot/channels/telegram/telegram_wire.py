"""The Bot API's objects, with the fields that we read and no others. (core.telegram.org/bots/api, 10.1)"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

#: What numbers updates: "positive", says the Bot API, and as a column of ours holds it.
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]


class User(Struct, frozen=True):
    id: int
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class Chat(Struct, frozen=True):
    id: int
    type: str


class PhotoSize(Struct, frozen=True):
    file_id: str
    width: int = 0
    height: int = 0
    file_size: int | None = None


class File(Struct, frozen=True):
    """What a voice note, an audio, a video, a sticker and a document have in common."""

    file_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None
    emoji: str | None = None


class Place(Struct, frozen=True):
    latitude: float
    longitude: float


class Venue(Struct, frozen=True):
    location: Place


class Card(Struct, frozen=True):
    phone_number: str
    first_name: str = ""
    last_name: str | None = None
    user_id: int | None = None


class Dice(Struct, frozen=True):
    emoji: str


class Poll(Struct, frozen=True):
    question: str


class Message(Struct, frozen=True):
    message_id: int
    chat: Chat
    date: int = 0
    edit_date: int | None = None
    from_: User | None = field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    media_group_id: str | None = None
    photo: tuple[PhotoSize, ...] = ()
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    animation: File | None = None
    sticker: File | None = None
    document: File | None = None
    location: Place | None = None
    venue: Venue | None = None
    contact: Card | None = None
    dice: Dice | None = None
    poll: Poll | None = None


class CallbackQuery(Struct, frozen=True):
    id: str
    from_: User = field(name="from")
    message: Message | None = None
    data: str | None = None


class ChatMember(Struct, frozen=True):
    status: str


class ChatMemberUpdated(Struct, frozen=True):
    chat: Chat
    date: int
    new_chat_member: ChatMember


class Numbered(Struct, frozen=True):
    """An update of which only the number is wanted."""

    update_id: Number


class Update(Struct, frozen=True):
    update_id: Number
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None
