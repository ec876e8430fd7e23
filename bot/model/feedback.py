"""A rating, as the engine asks for it to be kept."""

from __future__ import annotations

from msgspec import Struct


class RecordFeedback(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="record_feedback", omit_defaults=True
):
    """A rating as it stands now: the same `key` again replaces it. `recovers` is the key of a low one that this one
    asks after: it is solved unless this one is low too.
    """

    id: str
    key: str
    scale: str
    score: int
    level: str
    source: str  # `chat`, or `shop` where the shop's systems said so
    about: str = ""
    comment: str = ""
    channel: str = ""
    conversation: str | None = None
    flow: str | None = None
    step: str | None = None
    version: str = ""
    recovers: str = ""
