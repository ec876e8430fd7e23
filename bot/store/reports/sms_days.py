"""How many segments of SMS left for each country, by day: what a provider bills.

Written with the counts of sending (`sending_counts`), in their transaction, and like them right again some seconds
after a state has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from bot.model.countries import billed_as
from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, listed, many
from bot.store.database.statements import statements

SQL = statements("sms_days")
#: States in which an SMS has left, so that the provider asks its price; of one in doubt nobody knows.
LEFT: Final = ("accepted", "sent", "delivered", "read", "undelivered")
#: Day, number, state, point of sale.
Where = tuple[int, str, str, str]


class SmsDays(StoreSubject):
    """Raises `StoreUnavailable`."""

    async def by_country(self, first: date, last: date, scope: Collection[str] = ()) -> dict[str, int]:
        """Return the segments that left, of SMS written from one day to another, by country; "" where it is not known.

        `scope`: points of sale; empty for all.
        """
        days = (first.toordinal(), last.toordinal())
        rows = await self._database.read(SQL["by_country"], *days, listed(LEFT), listed(scope))
        return {country: int(segments) for country, segments in rows if segments > 0}


def add_segments(changes: Mapping[Where, int]) -> Script[None]:
    """Add segments, or take them away, of numbers' countries."""
    sums: dict[Where, int] = {}
    for (day, number, state, point), segments in changes.items():
        where = (day, billed_as(number) or "", state, point)
        sums[where] = sums.get(where, 0) + segments
    yield many(SQL["add"], [(*where, segments) for where, segments in sorted(sums.items()) if segments])
