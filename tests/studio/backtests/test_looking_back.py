"""A backtest over everybody: a page of customers at a time, kept as it goes, gone on with, stopped when not wanted."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from bot.model.backtest import Compared
from bot.playbook.compiled import Shelf
from bot.store import Store
from bot.store.playbooks.backtests import Asked
from bot.studio.backtests import looking_back
from bot.studio.backtests.backtest import Sides
from bot.studio.backtests.looking_back import keep_up, look_back
from tests.store.samples import NOON, wrote
from tests.studio.backtests.test_backtest import DAY, FOLLOW_UP, SOONER, with_
from tests.work.shop import Shop, open_shop

BEFORE, AFTER = (Sides(Shelf(current=with_(flow))) for flow in (FOLLOW_UP, SOONER))
ASKED = Asked(id="b1", by="ana", at=NOON, title="", used="u", tried="t", since=NOON - DAY, until=NOON + 9 * DAY)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_back, "PAGE", 2)


async def lived(shop: Shop) -> None:
    """Five customers come; the shop's playbook greets them."""
    shop.shelves.replace(with_(FOLLOW_UP))
    await shop.store.inbox.put([wrote("/start", chat=chat) for chat in range(5)])
    await shop.meet(DAY)


async def all_of(store: Store, behind: str = "") -> list[Compared]:
    found = look_back(store, BEFORE, AFTER, since=ASKED.since, until=ASKED.until, behind=behind)
    return [one async for one in found]


async def test_everybody_comes_once_in_order_and_from_where_it_was(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        found = [one.customer for one in await all_of(store)]
        assert len(found) == 5
        assert found == sorted(found)
        assert [one.customer for one in await all_of(store, found[2])] == found[3:]
        assert await store.inbox.count_heard_of(ASKED.since) == 5


async def test_what_is_reached_is_kept_and_gone_on_with(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        found = await all_of(store)
        await store.backtests.ask(ASKED, {})
        await store.backtests.claim(NOON)
        halfway = replace(ASKED, reached=found[1].customer, figures=ASKED.figures.plus(found[0]).plus(found[1]))
        seconds = itertools.count(step=5)
        assert await keep_up(store, halfway, BEFORE, AFTER, clock=lambda: NOON, seconds=lambda: next(seconds))
    kept = await store.backtests.get("b1")
    assert kept is not None
    assert (kept.state, kept.people, kept.figures.met, kept.reached) == ("done", 5, 5, found[-1].customer)
    assert len(await store.backtests.customers("b1")) == kept.figures.differ


async def test_what_is_not_wanted_any_more_ends_at_the_next_look(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        await store.backtests.ask(ASKED, {})
        assert not await keep_up(store, ASKED, BEFORE, AFTER, clock=lambda: NOON, seconds=lambda: 0)  # nobody's yet
        await store.backtests.claim(NOON)
        looked = 0

        def seconds() -> float:
            nonlocal looked
            looked += 1
            return looked * 5.0

        await store.backtests.cancel("b1", "ana", NOON)
        assert not await keep_up(store, ASKED, BEFORE, AFTER, clock=lambda: NOON, seconds=seconds)
        assert looked <= 2
