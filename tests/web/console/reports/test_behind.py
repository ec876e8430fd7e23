"""Every number opens the customers behind it: as many as it says, and of one's own points of sale."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import lived, who


def doors_of(page: str) -> list[tuple[str, int]]:
    """The numbers of a page's tables that are links, with where they lead."""
    found = re.findall(r'<a href="([^"]*)">(\d+)</a>', page)
    return [(unescape(href), int(number)) for href, number in found]


@pytest.mark.parametrize(
    "path", ["/console/flows/confirm", "/console/questions", "/console/feedback", "/console/sending"]
)
@pytest.mark.parametrize("scope", [(), ("lyon",)])
async def test_each_number_has_as_many_behind_it(
    app: Starlette, shop_store: Store, path: str, scope: tuple[str, ...]
) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER, points_of_sale=scope)) as browser:
        links = doors_of((await browser.get(path)).text)
        assert links
        for href, number in links:
            page = await browser.get(href)
            assert page.status_code == 200
            assert page.text.count("<tr><td>") == number, href


async def test_behind_what_was_not_understood_are_the_words(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.VIEWER, language="en")) as browser:
        page = await browser.get("/console/flows/confirm/customers?kind=lost&step=2")
        assert "bof" in page.text
        assert "<script>alert" not in page.text
        assert f"/console/inbox/{who(7)}" in page.text


async def test_a_page_at_a_time(app: Starlette, shop_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await lived(shop_store)
    monkeypatch.setattr("bot.web.console.reports.behind.AT_A_TIME", 5)
    async with await signed_in(app, await hired(shop_store, Role.VIEWER)) as browser:
        address, met = "/console/flows/confirm/customers?kind=started", set()
        for _ in range(3):
            page = (await browser.get(address)).text
            met |= set(re.findall(r"/console/inbox/([^\"?]+)\"", page))
            more = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
            if more is None:
                break
            address = "/console/flows/confirm/customers" + unescape(more[1])
    assert met >= {who(number) for number in range(12)}


@pytest.mark.parametrize("query", ["?kind=x", "?after=a.b", "?after=1", "?kind=lost&step=%00", "?kind=ended&any=1"])
async def test_a_strange_address_is_no_fault(app: Starlette, shop_store: Store, query: str) -> None:
    async with await signed_in(app, await hired(shop_store, Role.VIEWER)) as browser:
        assert (await browser.get(f"/console/flows/confirm/customers{query}")).status_code in {200, 400}
