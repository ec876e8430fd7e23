"""How wrong the clock is, by whom, and what the time is all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import Store
from bot.web.wrong_clock import WrongClock, times, wrong_clock
from tests.web.doorway import open_doors


async def test_a_clock_is_right_until_a_provider_that_is_on_tells_otherwise(shop_store: Store) -> None:
    doors = open_doors(shop_store)
    assert await wrong_clock(doors) is None
    await shop_store.measures.set("clock_skew", -30.0, "twilio")
    await shop_store.measures.set("clock_skew", 9000.0, "one that is off")
    assert await wrong_clock(doors) is None
    assert await times(doors) == [doors.clock()]


@pytest.mark.parametrize("skew", [31.0, -5400.0])
async def test_the_providers_time_is_known_while_ours_is_wrong(shop_store: Store, skew: float) -> None:
    doors = open_doors(shop_store)
    await shop_store.measures.set("clock_skew", skew, "twilio")
    assert await wrong_clock(doors) == WrongClock("twilio", timedelta(seconds=skew))
    assert await times(doors) == [doors.clock(), doors.clock() - timedelta(seconds=skew)]
