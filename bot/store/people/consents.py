"""What customers agreed to and took back: rows that are only ever added."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, listed
from bot.store.database.statements import statements
from bot.store.database.times import moment
from bot.store.people.family import family

SQL = statements("consents")


class Consent(Struct, frozen=True, kw_only=True):
    """One decision of a customer's, with its proof: the wording shown, its version, where and how it was said.

    `pending`: agreed to, and not yet confirmed. `order_id`: what a soft opt-in rests on.
    """

    id: str
    at: datetime
    purpose: str
    channel: str
    granted: bool
    wording: str
    version: str
    source: str
    evidence: str
    language: str
    pending: bool = False
    order_id: str = ""


class Consents(StoreSubject):
    """Read here; written by turns."""

    async def of(self, customer: str) -> list[Consent]:
        """Return all consents of a customer, oldest first."""
        who = listed(await family(self._database, customer))
        return [_consent(row) for row in await self._database.read(SQL["of"], who)]


def _consent(row: Row) -> Consent:
    id_, at, purpose, channel, granted, wording, version, source, evidence, language, pending, order_id = row
    return Consent(
        id=id_,
        at=moment(at),
        purpose=purpose,
        channel=channel,
        granted=bool(granted),
        wording=wording,
        version=version,
        source=source,
        evidence=evidence,
        language=language,
        pending=bool(pending),
        order_id=order_id,
    )
