"""How many SMS left for each country within a day, by the hour, in the transaction that says that one has left; and
the notice to staff when no more may go to one, once a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

import msgspec

from bot.model.countries import country_of
from bot.model.parts import Part
from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("sms_counts")
CURSORS = statements("cursors")
LEDGER = statements("ledger")
OUTBOX = statements("outbox")
_NOTICE: Final = "sms stopped {}"
_HOUR: Final = 3_600_000_000  # microseconds
_DAY: Final = 24  # hours
_KEPT: Final = 48  # hours


class SmsCounts(StoreSubject):
    """Read by operators; what sends reads them with its claim."""

    async def by_country(self, now: datetime) -> dict[str, int]:
        """Return how many SMS left for each country within a day; "" for numbers of no country."""
        rows = await self._database.read(SQL["since"], micros(now) // _HOUR - _DAY)
        return {country: int(count) for country, count in rows}

    async def stopped(self, part: Part, words: str, now: datetime) -> bool:
        """Keep the notice that no SMS goes to the country of a part for now, with a row in the ledger of the customer
        who met it first, unless they were erased meanwhile. Tell whether it is new: once a day for a country.
        """
        return await self._database.transact(lambda: _notice(part, words, now))

    async def stopped_since(self, country: str) -> datetime | None:
        """Return when staff were last told that no SMS goes to a country; None where they never were."""
        row = await self._database.read_one(CURSORS["get"], _NOTICE.format(country))
        return None if row is None else datetime.fromisoformat(row[0])


def _notice(part: Part, words: str, now: datetime) -> Script[bool]:
    country = country_of(part.address.id) or ""
    name = _NOTICE.format(country)
    before = yield query(CURSORS["get"], name)
    if before and now - datetime.fromisoformat(before[0][0]) < timedelta(hours=_DAY):
        return False
    yield once(CURSORS["set"], name, now.isoformat())
    if not (yield query(OUTBOX["state_of"], part.id)):
        return True  # the customer was erased meanwhile: nothing is written of them, and staff are told all the same
    key = blake2b(f"{name} {now.isoformat()}".encode(), digest_size=16).hexdigest()
    facts = msgspec.json.encode({"channel": "sms", "country": country}).decode()
    said = ("not_sent", words, "staff told", facts)
    yield once(LEDGER["note"], part.customer, micros(now), 1, key, part.id, *said, None, None, None, None, part.id)
    return True


def count_sms(part: Part, now: int) -> Script[None]:
    """Count a part that has left, or may have; any other channel's costs a look."""
    if part.address.channel == "sms":
        yield once(SQL["add"], country_of(part.address.id) or "", now // _HOUR)
        yield once(SQL["forget"], now // _HOUR - _KEPT)


def sent_to_countries(parts: Sequence[Part], now: int) -> Script[dict[str, int]]:
    """Return, by number, how many SMS left within a day for the country of each SMS among these."""
    numbers = {part.address.id for part in parts if part.address.channel == "sms"}
    if not numbers:
        return {}
    rows = yield query(SQL["since"], now // _HOUR - _DAY)
    counts = {country: int(count) for country, count in rows}
    return {number: counts.get(country_of(number) or "", 0) for number in numbers}
