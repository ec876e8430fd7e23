"""What is sold now, for turns and for readers of texts: the playbook's offers and the imported ones, in memory.

Loaded whole at the start and with each published playbook. A small catalogue is packed for search at once; a large one
is known by id and SKU at once, so that carts, orders and prices are right from the first turn, and is packed for search
beside the turns (`run`): until then a text finds no imported offer. From then on it is brought up to date by what an
import changed: at its ring, and every half minute all the same, because an import on SQLite is another process.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Final

import structlog

from bot.model.offer import Offer
from bot.rules.offers.catalogue import Listed
from bot.store import Store, StoreFault
from bot.store.shop.offers import TOPIC
from bot.understanding.shopping.sold_offers import SoldOffers
from bot.wiring.reading import PlaybookReader
from bot.work.processes import ringing_when
from bot.work.turns.shelves import Shelves

LOOK_AGAIN: Final = 30.0  # seconds
#: Offers whose packing nobody notices: a tenth of a second.
AT_ONCE: Final = 2_000

_log = structlog.get_logger(__name__)


class Selling:
    """Keeps what is sold up to date on the shelves and for the reader, where there is one."""

    def __init__(self, store: Store, shelves: Shelves, reader: PlaybookReader | None) -> None:
        self._store = store
        self._shelves = shelves
        self._reader = reader
        self._sold: SoldOffers | None = None
        self._read = (0, "")  # how far
        self._one_at_a_time = asyncio.Lock()

    async def load(self) -> None:
        """Read all that is sold; a large catalogue is searched once `run` has packed it. Raises `StoreUnavailable`."""
        async with self._one_at_a_time:
            if self._sold is not None or await self._store.offers.count() <= AT_ONCE:
                await self._load()
                return
            imported = [offer async for page in self._all() for offer in page]
            self._shelves.sell(await asyncio.to_thread(Listed, self._shelves.shelf.current.offers, imported))
            _log.info("offers known, not packed yet", offers=len(imported))

    async def _load(self) -> SoldOffers:
        imported = [offer async for page in self._all() for offer in page]
        book = self._shelves.shelf.current
        sold = await asyncio.to_thread(SoldOffers, book.offers, imported, book.criteria, book.offer_words)
        self._use(sold)
        return sold

    async def catch_up(self) -> None:
        """Take up what was imported since. Raises `StoreUnavailable`."""
        async with self._one_at_a_time:
            sold = self._sold or await self._load()
            async for page in self._pages():
                sold = await asyncio.to_thread(sold.changed, page)
                self._use(sold)

    async def run(self, stop: asyncio.Event) -> None:
        """Catch up with every import until `stop` is set."""
        with self._store.bell.listen(TOPIC) as listener, ringing_when(stop, listener):
            while not stop.is_set():
                if self._sold is not None:
                    await listener.rung(LOOK_AGAIN)
                try:
                    await self.catch_up()
                except StoreFault as fault:
                    _log.error("offers not readable", fault=str(fault))
                    await listener.rung(LOOK_AGAIN)

    async def _all(self) -> AsyncIterator[Sequence[Offer]]:
        self._read = (0, "")
        async for page in self._pages():
            yield page

    async def _pages(self) -> AsyncIterator[Sequence[Offer]]:
        while True:
            found = await self._store.offers.since(*self._read)
            if not found.offers:
                return
            self._read = (found.change, found.id)
            yield found.offers

    def _use(self, sold: SoldOffers) -> None:
        self._sold = sold
        self._shelves.sell(sold)
        if self._reader is not None:
            self._reader.sold = sold
        _log.info("offers in use", offers=len(sold))
