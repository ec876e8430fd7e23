"""Six-digit codes: made of their request and the installation's key, where one is sent and where one is compared.

So a code is kept nowhere. The outbox, the transcript and an export show its place (`MARK`); it is put in as the socket
opens. A code is good for one request, which is good once and for ten minutes (`store.people.links`).
"""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest
from typing import Final

from msgspec.structs import replace

from bot.engine.identity.proving import MARK, proof_of
from bot.model.events import CustomersMerged
from bot.model.parts import Part

_DIGITS: Final = 6

Keyed = Callable[[str], str]


def code_of(request: str, keyed: Keyed) -> str:
    """Return the code of a request. `keyed` hashes under the installation's key, to hexadecimal digits."""
    return str(int(keyed(f"code {request}"), 16) % 10**_DIGITS).zfill(_DIGITS)


def is_right(event: CustomersMerged, keyed: Keyed | None) -> bool:
    """Tell whether what was typed is the code of its request; without a key nothing is."""
    return keyed is not None and compare_digest(event.proof, proof_of(event.link, code_of(event.link, keyed)))


def opened(part: Part, keyed: Keyed | None) -> Part:
    """Return the part as it goes out: with its code, where it has one. Raises `ValueError` without the key for it."""
    if not part.body.code:
        return part
    if keyed is None:
        raise ValueError("a code can't be made without the installation's key")
    text = part.body.text.replace(MARK, code_of(part.body.code, keyed))
    return replace(part, body=replace(part.body, text=text))
