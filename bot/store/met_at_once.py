"""Turns whose events were met before they were written: all of it in one transaction, if what they counted on holds."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.script import Script, listed, query
from bot.store.turns import INBOX, SQL, Record


class MetAtOnce:
    """A turn whose event is not in the inbox yet: what came of it, and on what it counted.

    `version` is the customer's as the turn found them. `written` is set by `write_met`: false where they had changed
    meanwhile or the event was known already, and then nothing of it was written.
    """

    __slots__ = ("customer", "event", "record", "version", "written")

    def __init__(self, event: str, customer: str, version: int, record: Record) -> None:
        self.event = event
        self.customer = customer
        self.version = version
        self.record = record
        self.written = False


def write_met(turns: Sequence[MetAtOnce]) -> Script[None]:
    """Write turns of different customers as one transaction, each whole or not at all."""
    rows = yield query(SQL["versions"], listed(turn.customer for turn in turns))
    versions = {row[0]: row[1] for row in rows}
    known = {row[0] for row in (yield query(INBOX["known"], listed(turn.event for turn in turns)))}
    record = Record()
    for turn in turns:
        turn.written = versions.get(turn.customer) == turn.version and turn.event not in known
        if turn.written:
            record.take(turn.record)
    yield from record.write()
