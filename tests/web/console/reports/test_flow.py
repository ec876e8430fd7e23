"""One flow, step by step: the numbers of a shop that is known by heart."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.store.database.script import Script, once
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import HOSTILE, lived
from tests.web.console.reports.test_flows import seen

PAGE = "/console/flows/confirm"


async def test_what_customers_did_step_by_step(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER, language="en")) as browser:
        page = (await browser.get(PAGE)).text
        sheet = (await browser.get("/console/sheets/flow?flow=confirm")).text
    read = seen(page)
    assert "Voici votre panier, on confirme ? asks 10 83.3% 3 30.0% 2" in read
    assert "Que voulez-vous changer ? asks 2 16.7%" in read
    assert "Merci says 4 33.3%" in read
    assert "Converted 4 33.3% +33.3" in read
    assert "Holdout, nothing sent 2 16.7%" in read
    assert "−3 30.0% stop here" in read, "drawn on the flow"
    assert '"2","ask","Voici votre panier, on confirme ?","10","3","2"' in sheet
    assert HOSTILE[:8] not in page
    assert 'dir="ltr">U+202E' in page


async def test_a_split_says_how_sure_it_is(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER, language="en")) as browser:
        read = seen((await browser.get(PAGE)).text)
        french = seen((await browser.get(f"{PAGE}?lang=fr")).text)
    assert "Trial: tone" in read
    assert "arm_1 5 2 40.0% between 11.8 and 76.9" in read
    assert "Holdout, nothing 2 0 0.0% between 0.0 and 65.8" in read
    assert "arm_1: +40.0 points against the holdout, between −31.6 and +76.9. Not sure yet." in read
    assert french


async def test_a_flow_of_nobody_is_not_there_and_one_that_nobody_began_says_so(
    app: Starlette, shop_store: Store
) -> None:
    async with await signed_in(app, await hired(shop_store, Role.VIEWER, language="en")) as browser:
        assert (await browser.get("/console/flows/none")).status_code == 404
        page = await browser.get("/console/flows/cart")
        assert "Nobody began this conversation in this period." in page.text


async def test_a_flow_that_is_written_no_more_keeps_its_numbers(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)

    await shop_store.database.transact(_renamed)
    async with await signed_in(app, await hired(shop_store, Role.VIEWER, language="en")) as browser:
        read = seen((await browser.get("/console/flows/gone")).text)
    assert "Started 12" in read


def _renamed() -> Script[None]:
    yield once("UPDATE flow_days SET flow = 'gone'")
