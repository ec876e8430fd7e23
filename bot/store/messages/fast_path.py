"""Turns of the fast path, whose events were met before they were written: all in one transaction, if what they relied
on still holds (`work.turns.fast_path`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.store.database.script import Row, Script, listed, listing
from bot.store.database.times import micros
from bot.store.messages.record import SQL, Record


class FastTurn:
    """A turn whose event is not in the inbox yet: what came of it, and what it relied on.

    `at` is when it was met, `version` the customer's as the turn found them. `written` is set by `write_fast_turns`:
    false where they had changed meanwhile or the event was known already, and then nothing of it was written. It holds
    once the transaction is committed, and means nothing where that failed.
    """

    __slots__ = ("at", "customer", "event", "record", "version", "written")

    def __init__(self, event: str, at: datetime, customer: str, version: int, record: Record) -> None:
        self.event = event
        self.at = at
        self.customer = customer
        self.version = version
        self.record = record
        self.written = False


def write_fast_turns(turns: Sequence[FastTurn]) -> Script[None]:
    """Write turns of different customers as one transaction, each whole or not at all."""
    yield from _write(turns, (yield listing(SQL["standing_among"], 2, *_named(turns))))


def write_fast_turns_among_others(turns: Sequence[FastTurn]) -> Script[None]:
    """Like `write_fast_turns`, where other processes receive messages too: customers with something due in the inbox,
    of which this process knows nothing, are met there, in order.
    """
    latest = max(micros(turn.at) for turn in turns)
    yield from _write(turns, (yield listing(SQL["standing_with_nothing_due"], 2, *_named(turns), latest)))


def _named(turns: Sequence[FastTurn]) -> tuple[str, str]:
    return listed(turn.customer for turn in turns), listed(turn.event for turn in turns)


def _write(turns: Sequence[FastTurn], rows: Sequence[Row]) -> Script[None]:
    versions = {row[0]: row[1] for row in rows}  # an event's, where it is known, is none that a customer has
    record = Record()
    for turn in turns:
        turn.written = versions.get(turn.customer) == turn.version and turn.event not in versions
        if turn.written:
            record.take(turn.record)
    yield from record.write()
