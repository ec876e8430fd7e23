"""What teams promise is set in the console, and says who is late in the inbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.administration.promises import LONGEST, PATH
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import open_counter
from tests.web.console.people import hired, signed_in


async def test_a_promise_is_set_and_who_waits_beyond_it_is_late(shop_store: Store) -> None:
    async with open_counter(shop_store) as counter:
        lea = await counter.person("42").known(first_name="Léa")
        await lea.begins("person")
        async with await signed_in(counter.app, await hired(shop_store, Role.OWNER)) as browser:
            assert 'value="60"' in (await browser.get(PATH)).text
            assert 'class="late"' not in (await browser.get(f"{INBOX}/rows")).text
            assert (await browser.sends(PATH, team="magasin", minutes="5")).status_code == 303
            assert await shop_store.team_promises.all() == {"magasin": timedelta(minutes=5)}
            await shop_store.team_promises.promise("magasin", timedelta(microseconds=1))
            assert 'class="late"' in (await browser.get(f"{INBOX}/rows")).text
            await browser.sends(PATH, team="magasin", minutes="")
            assert await shop_store.team_promises.all() == {}


@pytest.mark.parametrize(("team", "minutes"), [("magasin", "0"), ("magasin", str(LONGEST + 1)), ("x", "5")])
async def test_nonsense_is_refused(shop_store: Store, team: str, minutes: str) -> None:
    async with (
        open_counter(shop_store) as counter,
        await signed_in(counter.app, await hired(shop_store, Role.OWNER)) as browser,
    ):
        assert (await browser.sends(PATH, team=team, minutes=minutes)).status_code == 400
