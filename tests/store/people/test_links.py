"""Whose a link is: once, until it is over, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.store import Store
from bot.store.database.script import Script
from bot.store.database.times import micros
from bot.store.people.links import bearer, make, use
from tests.store.samples import NOON

DAY = timedelta(days=1)


async def whose(store: Store, event: str, *, link: str = "link", after: timedelta = timedelta()) -> str | None:
    return await store.database.transact(lambda: bearer(link, event, micros(NOON + after)))


async def does(store: Store, what: Callable[[], Script[None]]) -> None:
    await store.database.transact(what)


async def test_a_link_is_one_customers_until_it_is_over_and_once(store: Store) -> None:
    await does(store, lambda: make("link", "lea", NOON, NOON + DAY))
    assert await whose(store, "one", link="other") == ""
    assert await whose(store, "one", after=DAY) == ""
    assert await whose(store, "one") == "lea"
    await does(store, lambda: use("link", "one"))
    assert await whose(store, "one") == "lea"  # met again after a fault of ours
    assert await whose(store, "two") == ""


async def test_links_that_are_over_are_forgotten_with_the_next(store: Store) -> None:
    await does(store, lambda: make("old", "lea", NOON, NOON + DAY))
    await does(store, lambda: make("new", "lea", NOON + DAY, NOON + 2 * DAY))
    assert [row[0] for row in await store.database.read("SELECT digest FROM links")] == ["new"]
