"""Tokens of `/api`: made, shown once, used, revoked."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.rules.api_access import BEGINS
from bot.store import Store
from bot.web.doors import Doors
from tests.web.api.shop import LYON, PARIS, carrying, shop_doors, token
from tests.web.console.people import hired, signed_in
from tests.web.doorway import client_of

FORM = {"name": "Caisse de Lyon", "scope": "read:customers", "days": "90"}


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return shop_doors(shop_store)


def shown(page: str) -> str:
    found = re.search(rf'value="({BEGINS}[^"]+)"', page)
    return found[1] if found else ""


async def test_a_token_is_shown_once_works_and_is_revoked(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store, Role.ADMIN)
    async with await signed_in(app, staff) as browser, client_of(app) as system:
        made = await browser.sends("/console/tokens", **FORM)
        text = shown(made.text)
        assert (await system.get("/api/customers", headers=carrying(text))).status_code == 200
        assert (await system.get("/api/orders", headers=carrying(text))).status_code == 403
        page = await browser.get("/console/tokens")
        assert text not in page.text
        assert text[: len(BEGINS) + 6] in page.text
        assert "Caisse de Lyon" in page.text
        [kept] = await shop_store.api_tokens.all()
        assert (kept.scopes, kept.made_by) == (("read:customers",), staff.id)
        assert (await browser.sends(f"/console/tokens/{kept.id}/revoke")).status_code == 303
        assert (await system.get("/api/customers", headers=carrying(text))).status_code == 401
    assert [one.entry.act for one in await shop_store.audit.of(kept.id, 9)] == ["token.revoked", "token.made"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "nom"),
        ({"scope": "read:everything"}, "cochez"),
        ({"scope": ""}, "cochez"),
        ({"place": "lille"}, "cochez"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_made(
    app: Starlette, shop_store: Store, changes: dict[str, str], words: str
) -> None:
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        answer = await browser.sends("/console/tokens", **{**FORM, **changes})
    assert answer.status_code == 422
    assert words in answer.text
    assert await shop_store.api_tokens.all() == []


async def test_who_is_for_a_point_of_sale_makes_and_sees_tokens_for_it_alone(app: Starlette, shop_store: Store) -> None:
    await token(shop_store)
    await token(shop_store, places=(PARIS,))
    others = await shop_store.api_tokens.all()
    staff = await hired(shop_store, Role.ADMIN, points_of_sale=(LYON,))
    async with await signed_in(app, staff) as browser:
        assert (await browser.sends("/console/tokens", **FORM)).status_code == 422
        assert (await browser.sends("/console/tokens", **FORM, place=PARIS)).status_code == 422
        assert shown((await browser.sends("/console/tokens", **FORM, place=LYON)).text)
        page = await browser.get("/console/tokens")
        for other in others:
            assert other.id not in page.text
            assert (await browser.sends(f"/console/tokens/{other.id}/revoke")).status_code == 404
    assert [one.points_of_sale for one in await shop_store.api_tokens.all() if one not in others] == [(LYON,)]
