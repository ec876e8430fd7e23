"""Staff are told in the console, in their language, that the machine's clock can't be trusted."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from bot.store import Store
from tests.web.console.people import hired, signed_in

LINE = 'class="clock-line small"'


async def page(app: Starlette, store: Store, language: str) -> str:
    async with await signed_in(app, await hired(store, language=language)) as browser:
        return (await browser.get("/console/more")).text


@pytest.mark.parametrize(
    ("language", "skew", "said"),
    [
        ("en", 7200.0, "clock is 2 h ahead of Twilio"),
        ("en", -95.0, "clock is 2 min behind Twilio"),
        ("fr", 7200.0, "avance de 2 h sur celle de Twilio\u00a0: aucune offre ni relance ne part"),
        ("fr", -5400.0, "retarde de 1,5 h sur celle de Twilio"),
    ],
)
async def test_a_clock_that_is_wrong_is_told_at_the_head_of_every_page(
    app: Starlette, shop_store: Store, language: str, skew: float, said: str
) -> None:
    await shop_store.measures.set("clock_skew", skew, "twilio")
    shown = await page(app, shop_store, language)
    assert shown.count(LINE) == 1
    assert said in shown


async def test_a_clock_that_is_right_and_one_that_nobody_tells_any_more_are_not_spoken_of(
    app: Starlette, shop_store: Store
) -> None:
    assert LINE not in await page(app, shop_store, "en")
    await shop_store.measures.set("clock_skew", 29.0, "twilio")
    await shop_store.measures.set("clock_skew", 9000.0, "a provider that is off")
    assert LINE not in await page(app, shop_store, "en")
