"""What is sold, from an import to the turns and the reader."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from bot.model.address import Address
from bot.model.events import MessageReceived
from bot.model.offer import Offer
from bot.understanding.matcher import Matcher
from bot.wiring.clock import now
from bot.wiring.installation import opened
from bot.wiring.reading import PlaybookReader
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
        assert again.reader(said, "fr").offers[0].id == "volta"
