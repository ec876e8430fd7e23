"""Tokens, outgoing webhooks and backtests in a real browser: sound at a desk and on a phone, and used once for real."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from playwright.async_api import Browser

from bot.model.staff import Role
from bot.store import Store
from bot.web.doors import Doors
from tests.web.api.shop import LYON, shop_doors, token
from tests.web.chromium import EVERY_LOOK, visit
from tests.web.console.administration.test_outgoing import ONE, given_up
from tests.web.console.people import hired
from tests.web.console.playbooks.test_backtest import published, ran
from tests.web.console.test_browser import enters, looked_at
from tests.web.doorway import NOW

PAGES = (
    "tokens",
    "tokens/outgoing",
    f"tokens/outgoing/{ONE}",
    "playbook/backtests",
    "playbook/backtests/b1",
    "playbook/backtests/b2",
)


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return shop_doors(shop_store, public_url=None)


@EVERY_LOOK
async def test_every_page_is_sound(
    browser: Browser, shop_store: Store, doors: Doors, address: str, size: dict[str, int], language: str, theme: str
) -> None:
    owner = await hired(shop_store, Role.OWNER, name="Camille Roy")
    await shop_store.staff.prefer(msgspec.structs.replace(owner, language=language, theme=theme))
    await given_up(shop_store)
    await token(shop_store, places=(LYON,), last_used_at=NOW)
    await token(shop_store, expires_at=NOW - timedelta(days=1))
    await published(shop_store)
    await ran(shop_store)
    await ran(shop_store, ended=False, asked="b2")
    async with visit(browser, viewport=size) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        for path in PAGES:
            name = f"{path.replace('/', '-').replace(ONE, 'one')}-{language}-{theme}-{size['width']}"
            await looked_at(page, address, path, name)


async def test_one_is_asked_for_followed_to_its_end_and_read(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    owner = await hired(shop_store, Role.OWNER)
    await published(shop_store)
    async with visit(browser) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        await page.goto(f"{address}/console/playbook/backtests")
        await page.get_by_label("Sur quelle durée").select_option("7")
        await page.get_by_role("button", name="Lancer").click()
        await page.get_by_role("heading", name="En attente").wait_for()
        [asked] = await shop_store.backtests.latest()
        await shop_store.backtests.claim(NOW)
        await shop_store.backtests.count(asked.id, 5, NOW)
        await page.get_by_text("0 clients sur 5").wait_for()  # by itself
        await shop_store.backtests.finish(asked.id, NOW)
        await page.get_by_text("Il ne s’est rien passé pendant ce temps").wait_for()


async def test_a_token_is_made_and_shown_once(browser: Browser, shop_store: Store, doors: Doors, address: str) -> None:
    owner = await hired(shop_store, Role.OWNER)
    async with visit(browser) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        await page.goto(f"{address}/console/tokens")
        await page.get_by_label("Nom", exact=True).fill("Caisse de Lyon")
        await page.get_by_label("read:customers").check()
        await page.get_by_role("button", name="Créer").click()
        text = await page.get_by_label("Le nouveau jeton").input_value()
        assert text.startswith("parcours_")
        await page.goto(f"{address}/console/tokens")
        assert text not in await page.content()
        await page.get_by_role("button", name="Révoquer").click()
        await page.get_by_text("Révoqué").wait_for()
