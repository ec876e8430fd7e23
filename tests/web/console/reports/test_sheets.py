"""Files of tables: who may have them, and that names are given for a reason that is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.reports import sheet_list
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import Cell
from tests.web.console.people import hired, signed_in


async def lines(_request: Request) -> AsyncIterator[Sequence[Cell]]:
    async def read() -> AsyncIterator[Sequence[Cell]]:
        yield ("=1+1", 2)

    return read()


@pytest.fixture(autouse=True)
def two_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = Sheet("Inbox", ("Name", "Inbox"), lines)
    people = Sheet("Inbox", ("Name", "Inbox"), lines, names_people=True)
    monkeypatch.setattr(sheet_list, "SHEETS", {"figures": figures, "people": people})


async def test_figures_are_a_file_at_once(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.VIEWER, language="fr")) as browser:
        answer = await browser.get("/console/sheets/figures?days=30")
    assert answer.content.decode() == '\ufeff"Nom","Boîte"\r\n"\'=1+1","2"\r\n'
    assert answer.headers["content-disposition"].startswith('attachment; filename="figures-')


async def test_names_are_given_for_a_reason_that_is_kept(app: Starlette, shop_store: Store) -> None:
    admin = await hired(shop_store, Role.ADMIN)
    async with await signed_in(app, admin) as browser:
        page = await browser.get("/console/sheets/people?days=30")
        assert "text/html" in page.headers["content-type"]
        assert (await browser.sends("/console/sheets/people?days=30", reason=" ")).status_code == 400
        answer = await browser.sends("/console/sheets/people?days=30", reason="Courrier de mars")
    assert answer.headers["content-type"].startswith("text/csv")
    [noted] = [row.entry for row in await shop_store.audit.latest(9) if row.entry.act == "table.exported"]
    assert noted.who == admin.id
    assert noted.details == {"table": "people", "reason": "Courrier de mars", "asked": "days=30"}


async def test_names_are_not_for_everybody(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert (await browser.get("/console/sheets/people")).status_code == 403
        assert (await browser.sends("/console/sheets/people", reason="x")).status_code == 403
        assert (await browser.get("/console/sheets/nothing")).status_code == 404
