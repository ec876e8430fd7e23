"""Signs of life, and what their lack means."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.store import Store
from bot.work.watching.absence import Absence, Gap, last_gap
from tests.store.samples import NOON


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize("away", [timedelta(seconds=20), timedelta(minutes=5), timedelta(hours=6), timedelta(hours=24)])
async def test_what_telegram_has_kept_is_no_gap(store: Store, away: timedelta) -> None:
    clock = Clock()
    assert await Absence(store, clock=clock).look() is None
    clock.now = NOON + away
    assert await Absence(store, clock=clock).look() is None
    assert await last_gap(store) is None


async def test_after_thirty_hours_the_first_six_are_lost_and_told_of_until_the_next_gap(store: Store) -> None:
    clock = Clock()
    await Absence(store, clock=clock).look()
    clock.now = NOON + timedelta(hours=30)
    gap = await Absence(store, clock=clock).look()
    assert gap == Gap(NOON, NOON + timedelta(hours=6), clock.now)
    assert await Absence(store, clock=clock).look() is None
    assert await last_gap(store) == gap
