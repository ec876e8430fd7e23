"""Passwords: what is taken for one, and the hash that is kept (argon2id).

Rules after OWASP ASVS 5.0, 6.2 and NIST SP 800-63B: long rather than odd, nothing that is guessed first, no signs that
must be there, none that must not.
"""

from __future__ import annotations

import asyncio
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.web.console.words import marked

LEAST: Final = 12
MOST: Final = 256
#: Of 0 to 4: "safely unguessable, moderate protection from offline slow-hash attacks" (Wheeler, USENIX Security 2016).
STRONG_ENOUGH: Final = 3
_LOOKED_AT: Final = 72  # signs that zxcvbn looks at; its work grows with the square
#: OWASP's cheat sheet on password storage: 46 MiB, one pass, one lane.
_MEMORY: Final = 46 * 1024
#: What a password is held against where there is none: the work is the same.
_NOBODYS: Final = "$argon2id$v=19$m=47104,t=1,p=1$vM68pNUK/VH9JFcmvw3p2w$l54UhbrhQZ4bKP5VPP6O4yPQi/aN4SfRDRSDiTuepKY"
#: How many are reckoned at once: each takes the memory above.
_AT_ONCE: Final = 2


def fault_of(password: str, *about: str) -> str | None:
    """Return what is wrong with a new password, to be translated; None for a good one. `about`: e-mail, names."""
    plain = as_typed(password)
    if len(plain) < LEAST:
        return marked("Use at least 12 characters; a sentence of a few words is good.")
    if len(plain) > MOST:
        return marked("Use at most 256 characters.")
    words = [word for text in about for word in (text, *text.replace("@", " ").replace(".", " ").split()) if word]
    if any(len(word) >= 4 and plain.casefold() == word.casefold() * (len(plain) // len(word)) for word in words):
        return marked("Your e-mail address or your name is guessed first. Choose something else.")
    if _strength(plain, words) < STRONG_ENOUGH:
        return marked(
            "This is among the passwords that are guessed first. Choose a few words that have nothing in common."
        )
    return None


def _strength(password: str, about: list[str]) -> int:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists take 12 MB, and a password is seldom chosen

    score: int = zxcvbn(password[:_LOOKED_AT], user_inputs=about)["score"]
    return score


def as_typed(password: str) -> str:
    """Return the one form of a password, whichever keyboard it was typed on (NFKC, as NIST SP 800-63B asks)."""
    return unicodedata.normalize("NFKC", password)


class Hasher:
    """Hashes and verifies outside of the loop, a few at once. Nothing here tells which of two was wrong."""

    def __init__(self) -> None:
        self._argon2 = PasswordHasher(time_cost=1, memory_cost=_MEMORY, parallelism=1)
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def hash(self, password: str) -> str:
        async with self._room:
            return await asyncio.to_thread(self._argon2.hash, as_typed(password))

    async def fits(self, password: str, hashed: str | None) -> bool:
        """Tell whether a password is the one that was hashed. Without a hash it takes as long, and is never right."""
        if len(password) > 4 * MOST:
            password = ""
        async with self._room:
            right = await asyncio.to_thread(self._verify, as_typed(password), hashed or _NOBODYS)
        return right and hashed is not None

    def _verify(self, password: str, hashed: str) -> bool:
        try:
            return self._argon2.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False
