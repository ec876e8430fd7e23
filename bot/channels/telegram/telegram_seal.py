"""What stands behind a button on Telegram: which question, which of its choices, and a proof that we put it there.

A client may send any callback data it likes, so it is opaque and sealed: an HMAC binds it to the chat that it was shown
in. 64 bytes are all that Telegram takes (`InlineKeyboardButton.callback_data`). This knows no update and no message.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from hashlib import sha256
from typing import Final

from bot.model.message import Pressed

_MAC_BYTES: Final = 16
_HEX_PROMPT: Final = 1
_PLAIN_PROMPT: Final = 2
_LONGEST_PROMPT: Final = 30  # 48 bytes are 64 in base64; kind, index and proof take 18


class Seal:
    """Seals and opens callback data. `key` is any secret of ours: the one used here is derived from it."""

    def __init__(self, key: bytes) -> None:
        self._key = hmac.digest(key, b"parcours: telegram buttons", "sha256")

    def close(self, prompt: str, index: int, *, chat: str) -> str:
        """Return callback data of at most 64 bytes.

        Raises `ValueError` for an index over 255, or a prompt that is neither 32 hex digits nor 1 to 30 bytes.
        """
        payload = _pack(prompt, index)
        return urlsafe_b64encode(payload + self._proof(payload, chat)).decode().rstrip("=")

    def open(self, data: str, *, chat: str) -> Pressed | None:
        """Return what was pressed, or None when we did not put this behind a button of this chat."""
        try:
            sealed = urlsafe_b64decode(data.encode("ascii") + b"=" * (-len(data) % 4))
        except (Base64Error, UnicodeEncodeError):
            return None
        payload, proof = sealed[:-_MAC_BYTES], sealed[-_MAC_BYTES:]
        if len(payload) < 3 or not hmac.compare_digest(proof, self._proof(payload, chat)):
            return None
        return _unpack(payload)

    def _proof(self, payload: bytes, chat: str) -> bytes:
        return hmac.new(self._key, chat.encode() + b"\0" + payload, sha256).digest()[:_MAC_BYTES]


def _pack(prompt: str, index: int) -> bytes:
    if len(prompt) == 32 and set(prompt) <= set("0123456789abcdef"):
        return bytes((_HEX_PROMPT, index)) + bytes.fromhex(prompt)
    plain = prompt.encode()
    if not 0 < len(plain) <= _LONGEST_PROMPT:
        raise ValueError(f"a prompt of {len(plain)} bytes does not fit behind a button")
    return bytes((_PLAIN_PROMPT, index)) + plain


def _unpack(payload: bytes) -> Pressed:
    kind, index, prompt = payload[0], payload[1], payload[2:]
    return Pressed(prompt.hex() if kind == _HEX_PROMPT else prompt.decode(), index)
