"""A filter kept under a name leads back to the same threads."""

from __future__ import annotations

from bot.store import Store
from bot.web.console.threads.filters import cleaned
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import open_counter
from tests.web.console.people import hired, signed_in


async def test_a_filter_is_kept_shown_and_forgotten(shop_store: Store) -> None:
    async with open_counter(shop_store) as counter, await signed_in(counter.app, await hired(shop_store)) as browser:
        answer = await browser.sends(f"{INBOX}/filters", name=" SMS  en attente ", query="folder=us&channel=sms")
        assert answer.headers["location"] == f"{INBOX}?folder=us&channel=sms"
        page = (await browser.get(answer.headers["location"])).text
        assert "SMS en attente" in page
        id_ = page.partition('name="forget" value="')[2].partition('"')[0]
        await browser.sends(f"{INBOX}/filters", forget=id_)
        assert "SMS en attente" not in (await browser.get(INBOX)).text
        assert (await browser.sends(f"{INBOX}/filters", name="", query="folder=us")).status_code == 400


def test_only_what_filters_is_kept_of_an_address() -> None:
    assert cleaned("folder=us&after=1.x&q=caf%C3%A9&csrf=t") == "folder=us&q=caf%C3%A9"
