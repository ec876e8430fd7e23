"""What is sold, from an import to the turns and the reader."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

from bot.model.address import Address
from bot.model.events import MessageReceived
from bot.model.offer import Offer
from bot.rules.offers.catalogue import Listed
from bot.understanding.questions.matcher import Matcher
from bot.wiring.clock import now
from bot.wiring.installation import opened
from bot.wiring.reading import PlaybookReader
from bot.wiring.selling import AT_ONCE
from tests.wiring.test_installation import settings_of

VOLTA = Offer(id="volta", name="Machine Volta", category="machine", price=Decimal(199), stock={"": 3})


async def test_what_is_imported_is_sold_at_once_and_after_a_restart(tmp_path: Path) -> None:
    def reader_of(book):  # type: ignore[no-untyped-def]
        return PlaybookReader(book, Matcher)

    async with opened(settings_of(tmp_path), migrating=True, reader_of=reader_of) as installation:
        catalogue = installation.shelves.shelf.catalogue
        assert catalogue is not None
        assert catalogue.get("volta") is None
        await installation.store.offers.put([VOLTA], now())
        await installation.selling.catch_up()
        catalogue = installation.shelves.shelf.catalogue
        assert catalogue is not None
        assert catalogue.get("volta") == VOLTA
    async with opened(settings_of(tmp_path), migrating=True, reader_of=reader_of) as again:
        catalogue = again.shelves.shelf.catalogue
        assert catalogue is not None
        assert catalogue.get("volta") == VOLTA
        assert again.reader is not None
        again.shelves.replace(again.playbook)
        assert again.shelves.shelf.catalogue is catalogue
        said = MessageReceived(id="e", address=Address("telegram", "42"), text="la machine volta")
        assert again.reader(said, "fr", "").offers[0].id == "volta"


async def test_a_large_catalogue_is_known_from_the_first_turn_and_searched_once_it_is_packed(tmp_path: Path) -> None:
    def reader_of(book):  # type: ignore[no-untyped-def]
        return PlaybookReader(book, Matcher)

    many = [Offer(id=f"tasse-{n}", name=f"Tasse {n}", category="tasse", sku=f"T{n}") for n in range(AT_ONCE)]
    async with opened(settings_of(tmp_path), migrating=True, reader_of=reader_of) as installation:
        await installation.store.offers.put([VOLTA, *many], now())
    said = MessageReceived(id="e", address=Address("telegram", "42"), text="la machine volta")
    async with opened(settings_of(tmp_path), migrating=True, reader_of=reader_of) as again:
        catalogue = again.shelves.shelf.catalogue
        assert isinstance(catalogue, Listed)
        assert (catalogue.get("volta"), catalogue.by_sku("T7")) == (VOLTA, "tasse-7")
        assert again.reader is not None and not again.reader(said, "fr", "").offers
        stop = asyncio.Event()
        running = asyncio.create_task(again.selling.run(stop))
        async with asyncio.timeout(60):
            while isinstance(again.shelves.shelf.catalogue, Listed):
                await asyncio.sleep(0.01)
        assert again.reader(said, "fr", "").offers[0].id == "volta"
        stop.set()
        await running
