"""Who took a consent back, as a page and as a file."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.reports import opt_outs
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import lived, who

PAGE = "/console/sending"


async def test_who_opted_out(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER, language="en")) as browser:
        page = await browser.get(f"{PAGE}/opt-outs")
        assert "Client 5" in page.text
        assert "STOP" in page.text
        file = await browser.sends("/console/sheets/opt-outs", reason="contrôle")
        assert f'"{who(5)}","sms","marketing","STOP"' in file.text
        assert len(file.text.splitlines()) == 2


def test_figures_stand_by_channel_and_purpose_the_most_first() -> None:
    counted = opt_outs.figures({("sms", "marketing"): 2, ("all", "all"): 1200}, "en")
    assert [(one["channel"], one["count"]) for one in counted] == [("Every channel", "1,200"), ("SMS", "2")]
