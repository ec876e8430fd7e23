"""Trying to sign in: five tries are free, then the wait doubles; a network address has its own. On both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.store import Store
from bot.store.staff.sign_in_tries import BURST, EVERY, FORGOTTEN_AFTER, FREE, LONGEST, pause_after
from tests.store.samples import NOON

SECOND = timedelta(seconds=1)


async def test_after_five_tries_the_wait_doubles(store: Store) -> None:
    now, waits = NOON, []
    for number in range(12):
        assert await store.sign_in_tries.take("camille", f"place {number}", now) is None
        wait = await store.sign_in_tries.take("camille", f"place {number}", now)
        if wait is not None:
            waits.append(wait)
            now += wait
        else:  # the second look was a try of its own, still free
            assert number * 2 + 2 < FREE
    assert waits[:6] == [SECOND * 2**n for n in range(6)]


async def test_a_try_that_had_to_wait_does_not_make_the_wait_longer(store: Store) -> None:
    for _ in range(FREE):
        await store.sign_in_tries.take("camille", "place", NOON)
    waits = [await store.sign_in_tries.take("camille", "place", NOON) for _ in range(9)]
    assert set(waits) == {SECOND}


async def test_a_hundred_tries_at_once_are_a_hundred_tries(store: Store) -> None:
    waits = await asyncio.gather(*(store.sign_in_tries.take("camille", f"p{n}", NOON) for n in range(100)))
    assert sum(wait is None for wait in waits) == FREE


async def test_the_right_one_clears_the_account_and_others_are_not_touched(store: Store) -> None:
    for _ in range(FREE):
        await store.sign_in_tries.take("camille", "place", NOON)
    assert await store.sign_in_tries.take("theo", "place", NOON) is None
    assert await store.sign_in_tries.take("camille", "place", NOON) is not None
    await store.sign_in_tries.forget("camille")
    assert await store.sign_in_tries.take("camille", "place", NOON) is None


async def test_one_address_can_not_try_everybody(store: Store) -> None:
    waits = [await store.sign_in_tries.take(f"account {n}", "place", NOON) for n in range(BURST + 5)]
    assert waits[:BURST] == [None] * BURST
    assert waits[BURST:] == [EVERY] * 5
    assert await store.sign_in_tries.take("one more", "place", NOON + EVERY) is None


async def test_no_wait_is_longer_than_a_quarter_of_an_hour(store: Store) -> None:
    assert max(pause_after(failures) for failures in range(10_000)) == LONGEST == timedelta(minutes=15)
    assert pause_after(FREE - 1) == timedelta()


async def test_after_a_day_nothing_of_it_is_kept(store: Store) -> None:
    await store.sign_in_tries.take("camille", "place", NOON)
    await store.sign_in_tries.take("theo", "other", NOON + FORGOTTEN_AFTER)
    names = {row[0] for row in await store.database.read("SELECT name FROM sign_in_tries")}
    assert names == {"theo", "other"}


async def test_nobody_is_kept_out_by_a_clock_that_was_ahead(store: Store) -> None:
    ahead = NOON + timedelta(days=30)
    for _ in range(BURST):
        await store.sign_in_tries.take("camille", "the shop", ahead)
        await store.sign_in_tries.take("paul", "the shop", ahead)
    assert await store.sign_in_tries.take("camille", "the shop", ahead) is not None
    assert await store.sign_in_tries.take("camille", "the shop", NOON) is None
    assert await store.sign_in_tries.take("camille", "the shop", NOON) is not None, "it goes on counting"
