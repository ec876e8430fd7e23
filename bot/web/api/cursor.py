"""Cursors of lists: opaque to who has one, signed by us, good for the list that gave it and no other."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hmac import compare_digest

import msgspec

from bot.store.database.lists import Key
from bot.web.problems import Fault, Problem

#: Signs: a purpose and words, as `Doors.derive` takes them.
Sign = Callable[..., str]
_KEY: msgspec.json.Decoder[Key] = msgspec.json.Decoder(Key)
_SEAL = 32  # letters of the signature


def cursor_of(key: Key | None, which: str, sign: Sign) -> str | None:
    """Return the cursor that goes on after a key of a list; None where the list is over."""
    if key is None:
        return None
    written = urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")
    return sign("api cursor", which, written) + written


def key_of(cursor: str | None, which: str, sign: Sign) -> Key | None:
    """Return the key that a cursor of this list goes on after. Raises `Problem` 422 for one that we did not give."""
    if cursor is None:
        return None
    seal, written = cursor[:_SEAL], cursor[_SEAL:]
    if not compare_digest(seal.encode(), sign("api cursor", which, written).encode()):
        raise Problem(422, "The question can't be answered.", (Fault("/cursor", "this list gave no such cursor"),))
    return _KEY.decode(urlsafe_b64decode(written + "=" * (-len(written) % 4)))
