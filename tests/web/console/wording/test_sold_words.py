"""What offers are called on a page of the console."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from bot.model.offer import Offer
from bot.model.order import OrderLine
from bot.store import Store
from bot.web.console.wording.sold_words import sold_words
from tests.web.console.counter import book, counter_on

NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
POT = Offer(id="pot", name="Pot en terre", price=Decimal(9), words={"en": {"name": "Clay pot"}})


async def test_an_imported_offer_is_called_as_it_is_in_the_readers_language(store: Store) -> None:
    await store.offers.put([POT], NOW)
    doors = counter_on(store, book()).doors
    english, french = await sold_words(doors, ["pot", ""], "en"), await sold_words(doors, ["pot"], "fr")
    assert (english.name("pot"), french.name("pot"), english.name("gone")) == ("Clay pot", "Pot en terre", "gone")
    line = OrderLine(name="Pot en terre (x)", offer="pot")
    assert (english.line(line), french.line(line)) == ("Clay pot", "Pot en terre (x)")
