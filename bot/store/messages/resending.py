"""Sending once more what may have left or not, because a person says so: once in all, whoever asks.

The dispatcher looks at it again as at any part: who has opted out since gets nothing.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import msgspec

from bot.store.database.bell import RungSubject
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.outbox import LEDGER, TOPIC

SQL = statements("resending")


class Resending(RungSubject):
    async def resend(self, part: str, by: str, now: datetime) -> bool:
        """Queue an uncertain part again, with one row in the ledger; tell whether it was: it never is a second time."""
        done = await self._database.transact(partial(_resend, part, by, micros(now)), "resend.{}_commit")
        self._bell.ring(TOPIC)
        return done


def _resend(part: str, by: str, now: int) -> Script[bool]:
    rows = yield query(SQL["again"], part, now)
    for (customer,) in rows:
        facts = msgspec.json.encode({"by": by}).decode()
        said = ("sent", f"sent once more, because {by} asked for it: nobody knew whether it had left", "uncertain send")
        yield once(LEDGER["note"], customer, now, 0, f"{part}r", part, *said, facts, None, None, None, None, part)
    return bool(rows)
