"""Codes with which a customer brings a friend: how they look, and who counts as a friend.

A code is ten characters of an alphabet without look-alikes (no 0, O, 1, I, L), 49 bits of chance: it tells nothing of
whose it is and is not found by trying. It is not a secret: whoever has it can only be counted as its owner's friend.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import blake2b
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 10
#: What a friend's link carries to `/start` and to the web chat, and what may be typed: no flow is called so.
_CARRIED: Final = re.compile(rf"(?i:ref)[_ ]([{ALPHABET}{ALPHABET.lower()}]{{{LENGTH}}})")


def code_of(token: str) -> str:
    """Return the code that a random token (of 128 bits at least) makes."""
    number = int.from_bytes(blake2b(token.encode(), digest_size=32).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def code_in(text: str) -> str | None:
    """Return the code that `ref_CODE` carries, in a link or typed, in capitals; None where it carries none."""
    found = _CARRIED.fullmatch(text.strip())
    return found[1].upper() if found else None


def is_new(spoke_before: datetime | None, orders_count: object) -> bool:
    """Tell whether a friend can still be brought: they have never written to the shop and never bought there."""
    return spoke_before is None and not orders_count
