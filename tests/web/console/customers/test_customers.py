"""Lists of customers: found by name and number, paged, narrowed, inert, and nobody else's."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator

import pytest

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.counter import Counter, counter_on
from tests.web.console.people import Browser, hired, signed_in
from tests.web.console.reports.test_journey import three_walk


@pytest.fixture
def counter(shop_store: Store) -> Counter:
    return counter_on(shop_store)


@pytest.fixture
async def browser(counter: Counter, shop_store: Store) -> AsyncIterator[Browser]:
    async with await signed_in(counter.app, await hired(shop_store, Role.ADMIN, language="fr")) as opened:
        yield opened


async def test_customers_are_found_by_name_and_number(counter: Counter, browser: Browser) -> None:
    await three_walk(counter)
    await counter.person("+33639981234", "sms").known(first_name="Yanis")
    assert "Lucie" in (await browser.get("/console/customers?q=luc")).text
    assert "Karim" not in (await browser.get("/console/customers?q=luc")).text
    assert "Yanis" in (await browser.get("/console/customers?q=%2B33 6 39 98 12 34")).text
    assert "Aucun client" in (await browser.get("/console/customers?q=personne")).text


async def test_a_list_goes_on_where_it_stopped(counter: Counter, browser: Browser) -> None:
    for number in range(55):
        await counter.person(f"p{number}").known(first_name=f"P{number:02}")
    page = await browser.get("/console/customers")
    assert page.text.count('<a href="/console/inbox/') == 50
    after = page.text.partition("after=")[2].partition('"')[0]
    rest = await browser.get(f"/console/customers?after={after}", headers={"hx-request": "true"})
    assert rest.text.count('<a href="/console/inbox/') == 5
    assert "<html" not in rest.text


async def test_a_list_is_narrowed_and_nonsense_is_left_out(counter: Counter, browser: Browser) -> None:
    await three_walk(counter)
    address = "/console/customers?who=moved&journey=purchase&direction=receding"
    assert "Karim" in (await browser.get(address)).text
    assert "Lucie" not in (await browser.get(address)).text
    assert "Karim" not in (await browser.get(f"{address}&on=sms")).text
    for nonsense in ("who=x", "who=moved&journey=x", "who=met&journey=purchase&way=x", "relationship=x&on=x&days=x"):
        assert "Odile" in (await browser.get(f"/console/customers?{nonsense}")).text


async def test_strangers_words_are_inert_in_the_list_and_in_the_file(counter: Counter, browser: Browser) -> None:
    await counter.person("evil").known(first_name='=cmd|"/c calc"!A1<script>alert(1)</script>')
    page = await browser.get("/console/customers")
    assert "<script>alert" not in page.text
    answer = await browser.sends("/console/sheets/customers", reason="Courrier")
    [_, line] = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert line[1] == '\'=cmd|"/c calc"!A1<script>alert(1)</script>'
    [noted] = [row.entry for row in await counter.store.audit.latest(5) if row.entry.act == "table.exported"]
    assert noted.details["reason"] == "Courrier"
