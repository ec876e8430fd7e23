"""Sending: what became of six SMS that are known by heart, opt-outs, faults of ours."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import lived, who
from tests.web.console.reports.test_flows import seen

PAGE = "/console/sending"


async def test_what_became_of_what_was_written(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.AGENT, language="en")) as browser:
        page = await browser.get(PAGE)
        read = seen(page.text)
        sheet = await browser.get("/console/sheets/sending")
        by_country = await browser.get("/console/sheets/sms")
    assert "Written 6 +6 Arrived 3 50.0%" in read
    assert "Failed 1 16.7%" in read
    assert "In doubt 1 16.7%" in read
    assert "SMS segments 8 no price known" in read
    assert "France 8 not known –" in read
    assert '"FR","France","8","","",""' in by_country.text
    assert "SMS 6 50.0% between 18.8 and 81.2 1 3 1 1 8" in read, "the segments that left, as in the strip"
    assert "no such number … refused by the provider SMS 1" in read, "whose number it is stands nowhere"
    assert "SMS marketing 1" in read
    assert f'action="/console/inbox/{who(5)}/resend"' in page.text
    assert '"2026-03-01","sms","service","delivered","","3","6"' in sheet.text


async def test_an_uncertain_one_is_sent_once_more_by_who_may(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert "/resend" not in (await browser.get(PAGE)).text
    async with await signed_in(app, await hired(shop_store, Role.AGENT)) as browser:
        behind = await browser.get(f"{PAGE}/messages?state=unknown")
        assert behind.text.count("/resend") == 1
        await browser.sends(f"/console/inbox/{who(5)}/resend", part="part 5")
        assert "/resend" not in (await browser.get(f"{PAGE}/messages?state=unknown")).text
    part = await shop_store.outbox.get("part 5")
    assert part is not None
    assert (part.state, part.resent) == ("queued", True)


@pytest.mark.parametrize(
    "query", ["?state=failed&why=%00&after=x", "?state=delivered&after=1.2", "?state=read&channel=x"]
)
async def test_a_strange_address_is_no_fault(app: Starlette, shop_store: Store, query: str) -> None:
    async with await signed_in(app, await hired(shop_store, Role.VIEWER)) as browser:
        assert (await browser.get(f"{PAGE}/messages{query}")).status_code in {200, 400}
        assert (await browser.get(f"{PAGE}/messages?state=lost")).status_code == 404
