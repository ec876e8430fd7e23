"""One of the program's own sentences to customers."""

from __future__ import annotations

from msgspec import Struct


class Situation(Struct, frozen=True):
    """`text` is a Liquid template; `sms` the short wording for SMS."""

    text: str
    sms: str | None = None
