"""Whether an answer is on its way: the web chat's three dots, from the database alone, so that all tabs and all
processes show the same.

One is when a part for the address is being sent, or when the thread is the bot's and something that the customer wrote
waits for its turn, or a `fetch` for its facts. What has waited for longer than `AT_MOST` no longer counts: no loop is
running that would meet it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.model.address import Address
from bot.store.database.database import StoreSubject
from bot.store.database.identity import identity_of
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("answering")
AT_MOST: Final = timedelta(seconds=60)


class Answering(StoreSubject):
    """Read only."""

    async def to(self, address: Address, now: datetime) -> bool:
        """Tell whether something is about to be said at an address."""
        where = (identity_of(address), address.channel, address.id)
        row = await self._database.read_one(SQL["to_address"], *where, micros(now - AT_MOST), micros(now))
        return row is not None and bool(row[0])
