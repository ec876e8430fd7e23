"""What Telegram and Twilio take of files, as they publish it, for the emulators to hold uploads and addresses against.

Telegram: core.telegram.org/bots/api, "Sending files" (10 MB for photos, 50 MB for others), `sendPhoto` (sides of at
most 10,000 pixels together, at most 20 times as wide as high), `sendAudio` (.MP3 or .M4A), `sendVoice` (.OGG with OPUS,
.MP3 or .M4A), `sendVideo` (MPEG4). Twilio: "Accepted content types for media" and "Guidance on WhatsApp Media Messages"
(the Content-Type is that of the file, asked for by HEAD and GET; 5 MB by MMS, which it sends in the United States and
Canada alone; 16 MB on WhatsApp, 5 MB for a picture, no words with a document or a voice; a file name of at most 20
characters).
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final

import aiohttp
from PIL import Image, UnidentifiedImageError

from bot.model.countries import country_of

MB: Final = 1024 * 1024
_BEGINS: Final = {
    "image/jpeg": rb"\xff\xd8\xff",
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "application/pdf": rb"%PDF-",
    "video/mp4": rb".{4}ftyp(isom|iso[2-6]|avc1|mp4[12]|M4V )",
    "audio/mpeg": rb"ID3|\xff[\xfb\xf3\xf2]",
    "audio/ogg": rb"OggS",
    **dict.fromkeys(
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        rb"PK\x03\x04",
    ),
}
_TELEGRAM: Final = {
    "video": ("video/mp4",),
    "audio": ("audio/mpeg",),
    "voice": ("audio/ogg", "audio/mpeg"),
}
_CAPTIONED: Final = re.compile(r"image/|video/")
_NAME: Final = re.compile(r'inline; filename="[A-Za-z0-9._-]{1,20}"')


class NotTaken(Exception):
    """`code` is Twilio's; 0 for Telegram, which says it in words."""

    def __init__(self, words: str, code: int = 0) -> None:
        super().__init__(words)
        self.code = code


def is_a(mime: str, content: bytes) -> bool:
    return re.match(_BEGINS[mime], content, re.DOTALL) is not None


def look_at_upload(kind: str, content: bytes) -> None:
    """Raise `NotTaken` for an upload that Telegram would not send as this kind."""
    if len(content) > (10 if kind == "photo" else 50) * MB:
        raise NotTaken("file is too big")
    if kind == "photo":
        _look_at_photo(content)
    elif kind in _TELEGRAM and not any(is_a(mime, content) for mime in _TELEGRAM[kind]):
        raise NotTaken(f"wrong type of the {kind} file")


def _look_at_photo(content: bytes) -> None:
    try:
        with Image.open(BytesIO(content)) as photo:
            width, height = photo.size
    except UnidentifiedImageError:
        raise NotTaken("IMAGE_PROCESS_FAILED") from None
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise NotTaken("PHOTO_INVALID_DIMENSIONS")


async def look_at_address(client: aiohttp.ClientSession, url: str, to: str, body: str) -> bytes:
    """Fetch a file as Twilio does, and return it. Raises `NotTaken` for one that it would not send to this number."""
    is_whatsapp = to.startswith("whatsapp:")
    if not is_whatsapp and country_of(to) not in ("US", "CA"):
        raise NotTaken("MMS is not sent to this country", 21612)
    async with client.head(url) as asked, client.get(url) as answer:
        content = await answer.read()
        mime = answer.content_type
        if asked.status != 200 or answer.status != 200 or not content:
            raise NotTaken("Media failed to download", 63019)
        if asked.content_type != mime or mime not in _BEGINS or not is_a(mime, content):
            raise NotTaken(f"Invalid Content-Type: {mime}", 12300)
        if not _NAME.fullmatch(answer.headers.get("content-disposition", "")):
            raise NotTaken("the file name would not be shown", 12300)
    if len(content) > (16 if is_whatsapp and not mime.startswith("image/") else 5) * MB:
        raise NotTaken("Media exceeds messaging provider size limit", 11751)
    if is_whatsapp and body and not _CAPTIONED.match(mime):
        raise NotTaken("words would be lost beside this kind of file", 63021)
    return content
