"""Feedback: the figures of ratings that are known by heart."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import lived
from tests.web.console.reports.test_flows import seen

PAGE = "/console/feedback"


async def test_figures_with_their_intervals_and_what_was_made_good(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.VIEWER, language="en")) as browser:
        page = await browser.get(PAGE)
        read = seen(page.text)
        sheet = await browser.get("/console/sheets/feedback")
    assert "Satisfaction (CSAT) 60.0% between 23.1 and 88.2 5 ratings" in read
    assert "Recommendation (NPS) ±0 between −100 and 100 2 ratings" in read
    assert "Ease (CES) 6.00 – 1 rating" in read
    assert "Made good 33.3% between 6.1 and 79.2" in read, "of three low ones"
    assert "Décision 50.0%" in read
    assert "Comparaison 66.7%" in read
    assert "Très bien" in page.text
    assert "<script>alert" not in page.text
    assert '"2026-03-01","csat","purchase","comparison","5","1"' in sheet.text


async def test_another_scale_and_the_answers_behind(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.VIEWER, language="en")) as browser:
        assert "from −100 to 100" in (await browser.get(f"{PAGE}?scale=nps")).text
        page = await browser.get(f"{PAGE}/answers?scale=csat&level=low")
        assert page.text.count("<tr><td>") == 2
        assert "2/5, made good" in seen(page.text)
        assert (await browser.get(f"{PAGE}/answers?scale=x&level=y&recovery=z&after=w")).status_code == 200
