"""How the conversations of each flow went: the numbers of a shop that is known by heart."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import lived


def seen(text: str) -> str:
    """A page as it is read: without its tags, spaces as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text.replace("\u00a0", " ").replace("\u202f", " ")))


async def test_all_flows_with_the_days_before(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER, language="en")) as browser:
        page = seen((await browser.get("/console/flows")).text)
    assert "Started 12 +11" in page
    assert "Finished 11 91.7%" in page
    assert "Converted 33.3% between 13.8 and 60.9" in page
    assert "Confirmer la commande 12 +11 11 91.7% 33.3% between 13.8 and 60.9 +33.3" in page
    assert "Panier oublié 0 ±0 0 – – – –" in page, "a flow that nobody began is there"


async def test_who_is_for_a_point_of_sale_has_its_numbers(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.AGENT, points_of_sale=("lyon",))) as browser:
        page = seen((await browser.get("/console/flows")).text)
        file = await browser.get("/console/sheets/flows")
    assert "Démarrées 6" in page
    assert '"confirm","Confirmer la commande","6","1","6","4","0.6667"' in file.text


@pytest.mark.parametrize("query", ["?days=x", "?from=2026-13-01", "?from=2026-03-02&to=2026-03-01", "?days=90&from=²"])
async def test_a_strange_address_is_no_fault(app: Starlette, shop_store: Store, query: str) -> None:
    async with await signed_in(app, await hired(shop_store, Role.VIEWER)) as browser:
        assert (await browser.get(f"/console/flows{query}")).status_code == 200
