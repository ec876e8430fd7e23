"""How many SMS left for each country within a day, by the hour, in the transaction that says that one has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.model.countries import country_of
from bot.model.parts import Part
from bot.store.database import Database
from bot.store.script import Script, once, query
from bot.store.statements import statements
from bot.store.times import micros

SQL = statements("sms_counts")
_HOUR: Final = 3_600_000_000  # microseconds
_DAY: Final = 24  # hours
_KEPT: Final = 48  # hours


class SmsCounts:
    """Read by operators; what sends reads them with its claim."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_country(self, now: datetime) -> dict[str, int]:
        """Return how many SMS left for each country within a day; "" for numbers of no country."""
        rows = await self._database.read(SQL["since"], micros(now) // _HOUR - _DAY)
        return {country: int(count) for country, count in rows}


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
