"""Forgetting what has been kept long enough: months whole where there are any, the rest a batch at a time.

Of a customer's words all goes at one age: the transcript, the decisions, the events met, parts that are settled,
conversations that ended, handovers that were closed, errands that are done, moves that are counted in the times of
their stages, moments, contacts, ratings, appointments that are over, marks of conversations that are counted, questions
that nobody answered, what turns were told, tries of outgoing webhooks, what staff attached. What waits or is under way
never goes, nor do consents: they prove what was allowed. People who have been silent for years are forgotten whole
(`people`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Literal, get_args

from msgspec import Struct

from bot.store.database import batches
from bot.store.database.database import StoreSubject
from bot.store.database.months import Monthly, drop_past, kept_by_row, make_ahead
from bot.store.database.script import Row, Script, listed, many, once
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.archive import REPEATS_KNOWN, tidy_inbox
from bot.store.people.people import forget_people
from bot.store.playbooks.backtests import forget_old as forget_backtests

SQL = statements("retention")
MERGES = statements("merges")
ATTACHMENTS = statements("attachments")
Settled = Literal[
    "outbox",
    "errands",
    "conversations",
    "handovers",
    "stage_moves",
    "moments",
    "contacts",
    "paces_met",
    "offers_met",
    "feedback",
    "flow_marks",
    "unanswered",
    "webhook_deliveries",
    "appointments",
]
SETTLED: Final[tuple[Settled, ...]] = get_args(Settled)
YEAR, THREE_YEARS = timedelta(days=365), timedelta(days=3 * 365 + 1)


class Kept(Struct, frozen=True, kw_only=True):
    """How long: what was said (and all that goes with it), silent people who never ordered, silent people who did."""

    transcripts: timedelta = YEAR
    prospects: timedelta = THREE_YEARS
    customers: timedelta = THREE_YEARS


class Retention(StoreSubject):
    """Each method returns how many rows it forgot. All raise `StoreUnavailable`, and may simply be run again."""

    async def make_months(self, now: datetime) -> int:
        """Make the months ahead, on PostgreSQL; return how many were made."""
        return await make_ahead(self._database, now)

    async def forget(self, kept: Kept, now: datetime) -> dict[str, int]:
        """Forget all that is old enough; return the number of rows by what they were."""
        said = now - kept.transcripts
        counts = await tidy_inbox(self._database, now, said)
        for settled in SETTLED:
            counts[settled] = await self.forget_settled(settled, said)
        counts["transcript"] = await self.forget_transcript(said)
        counts["ledger"] = await self.forget_by_customer("ledger", said)
        counts["events"] = await self.forget_by_customer("events", said)
        await self.forget_stray_reports(now - REPEATS_KNOWN)
        for forget_old in (MERGES["forget_old"], ATTACHMENTS["forget_old"]):
            await self._database.transact(partial(_each, forget_old, [(micros(said),)]))
        counts["backtests"] = await forget_backtests(self._database, now)
        counts["people"] = await forget_people(self._database, now - kept.prospects, now - kept.customers)
        return counts

    async def forget_settled(self, what: Settled, before: datetime) -> int:
        """Forget what is settled and older than a time."""
        return await self._along(SQL[f"{what}_page"], SQL[f"forget_{what}"], before)

    async def forget_transcript(self, before: datetime) -> int:
        """Forget what was said before a time. Months go whole, once all of a month is older."""
        forgotten = await drop_past(self._database, "transcript", before)
        for table in await kept_by_row(self._database, "transcript"):
            page, forget = (SQL[name].format(table=table) for name in ("transcript_page", "forget_transcript"))
            forgotten += await self._along(page, forget, before)
        return forgotten

    async def forget_by_customer(self, what: Monthly, before: datetime) -> int:
        """Forget rows of the ledger or of the events met, whose key is the customer and the time. Months go whole."""
        forgotten = await drop_past(self._database, what, before)
        for table in await kept_by_row(self._database, what):
            after = ""
            while page := await self._database.read(SQL["customers_page"], after, batches.PAGE):
                after = page[-1][0]
                forgotten += await self._of_customers(what, table, [row[0] for row in page], before)
        return forgotten

    async def forget_stray_reports(self, before: datetime) -> None:
        """Forget reports on parts that never were ours."""
        await self._database.transact(lambda: _each(SQL["forget_strays"], [(micros(before),)]))

    async def _along(self, page_of: str, forget: str, before: datetime) -> int:
        """Walk along a table from its oldest row to where it is young; its rows came in about the order of time."""
        forgotten, after, end = 0, 0, micros(before)
        while page := await self._database.read(page_of, after, batches.PAGE):
            old = [position for position, at, may_go in page if may_go and at < end]
            for batch in batches.batches(old):
                await self._database.transact(partial(_those, forget, batch), "retention.{}_commit")
                await batches.rest()
            forgotten, after = forgotten + len(old), page[-1][0]
            if page[-1][1] >= end:
                break
        return forgotten

    async def _of_customers(self, what: Monthly, table: str, customers: Sequence[str], before: datetime) -> int:
        old, forget = (SQL[name].format(table=table) for name in (f"old_{what}", f"forget_{what}"))
        forgotten, chosen = 0, listed(customers)
        while rows := await self._database.read(old, chosen, micros(before), batches.BATCH):
            await self._database.transact(partial(_each, forget, rows), "retention.{}_commit")
            forgotten += len(rows)
            await batches.rest()
        return forgotten


def _those(forget: str, positions: Sequence[int]) -> Script[None]:
    yield once(forget, listed(positions))


def _each(forget: str, rows: Sequence[Row]) -> Script[None]:
    yield many(forget, [tuple(row) for row in rows])
