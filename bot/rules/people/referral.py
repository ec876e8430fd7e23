"""Codes with which a customer brings a friend: how they look, and who counts as a friend.

A code is ten characters of an alphabet without look-alikes (no 0, O, 1, I, L), 49 bits of chance: it tells nothing of
whose it is and is not found by trying. It is not a secret: whoever has it can only be counted as its owner's friend.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import blake2b
from typing import Final

from bot.rules.texts.plain_text import plain

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 10
#: Words beside a code, where a text is about it and asks for nothing else.
MOST_WORDS: Final = 16
_SAYS_SO: Final = re.compile(
    r"\b(?:codes?|parrain\w*|ami|amie|amis|copain|copine|recommand\w+|de la part|friends?|referr\w+|invit\w+|sent me)\b"
)
_PARTED: Final = re.compile(rf"(?<=[{ALPHABET}])[ -](?=[{ALPHABET}]{{2,}})")
_MADE: Final = re.compile(r"(?<![\w-])[A-Za-z0-9]{8,12}(?![\w-])")
_OF_A_DISCOUNT: Final = re.compile(r"\b(?:promo\w*|reduc\w*|remise|bon|discount|voucher|coupon|gift card)\b")
_TOKEN: Final = re.compile(rf"(?<![\w-])[{ALPHABET}{ALPHABET.lower()}]{{{LENGTH}}}(?![\w-])")
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


def code_told(text: str) -> str | None:
    """Return the code that somebody gives in their own words, in capitals: alone, or in a short text that says what it
    is ("une amie m'a donné le code K7PQ2RWX9T"). None for a question, and for a word that only looks like a code.
    """
    found = [token for token in _TOKEN.findall(text) if _looks_made(token)]
    if not found and (whole := _PARTED.sub("", text)) != text:  # "K7PQ 2RWX 9T"
        return code_told(whole)
    if len(found) != 1 or "?" in text:
        return None
    rest = plain(_TOKEN.sub(" ", text))
    told = not rest or (len(rest.split()) <= MOST_WORDS and _SAYS_SO.search(rest))
    return found[0].upper() if told else None


def is_mistyped(text: str) -> bool:
    """Return whether a text gives a friend's code that can be none: a sign too few or too many, or one that no code
    has ("K7PQ2RWX0T")."""
    said = plain(text)
    if "?" in text or _SAYS_SO.search(said) is None or _OF_A_DISCOUNT.search(said) or len(said.split()) > MOST_WORDS:
        return False
    return any(any(sign.isdigit() for sign in token) and not token.isdigit() for token in _MADE.findall(text))


def _looks_made(token: str) -> bool:
    """Nineteen codes in twenty have a digit, and no word has; a code of letters alone is written in capitals."""
    return (any(sign.isdigit() for sign in token) and any(sign.isalpha() for sign in token)) or token.isupper()


def is_new(spoke_before: datetime | None, orders_count: object) -> bool:
    """Tell whether a friend can still be brought: they have never written to the shop and never bought there."""
    return spoke_before is None and not orders_count
