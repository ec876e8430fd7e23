"""The map of contacts: stage by channel, and each number opens who was met there."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

from bot.model.staff import Role
from bot.store import Store
from bot.store.reports.contacts import BEHIND
from tests.web.console.counter import SOURCES, book, counter_on
from tests.web.console.people import hired, signed_in


async def test_contacts_are_counted_by_stage_and_channel_and_open_their_lists(shop_store: Store) -> None:
    counter = counter_on(shop_store)
    lucie = await counter.person("lucie").known(first_name="Lucie")
    await lucie.shop("x.looked")
    await lucie.says("bonjour")
    await lucie.begins("cart")
    yanis = await counter.person("+33639981234", "sms").known(first_name="Yanis")
    await yanis.shop("x.looked")
    await yanis.shop("x.compared")
    await yanis.says("combien ?")
    await counter.store.contacts.count(datetime.now(UTC) + BEHIND + timedelta(minutes=1))
    async with await signed_in(counter.app, await hired(shop_store, Role.VIEWER, language="fr")) as browser:
        page = (await browser.get("/console/journey/contacts")).text
        assert "répondus" in page
        found = re.findall(r'href="(/console/customers\?[^"]+)"><b class="num">(\d+)</b> ([↓↑])', page)
        met = {}
        for address, number, sign in found:
            answer = await browser.get(html.unescape(address))
            names = tuple(name for name in ("Lucie", "Yanis") if name in answer.text)
            met["comparison" in address, "sms" in address, sign] = (names, int(number) > 0)
        assert met[False, False, "↓"] == (("Lucie",), True)
        assert met[False, False, "↑"] == (("Lucie",), True)
        assert met[True, True, "↓"] == (("Yanis",), True)
        file = (await browser.get("/console/sheets/contacts?journey=purchase")).text
        assert '"Parcours d’achat","Découverte","telegram","in"' in file


async def test_what_was_meant_and_never_met_is_said(shop_store: Store) -> None:
    meant = SOURCES["flows/journeys/purchase.yaml"] + "touchpoints:\n  discovery: { in: [web] }\n"
    counter = counter_on(shop_store, book(**{"flows/journeys/purchase.yaml": meant}))
    async with await signed_in(counter.app, await hired(shop_store, Role.VIEWER, language="en")) as browser:
        page = (await browser.get("/console/journey/contacts")).text
    assert "planned, none yet" in page
    assert "No message was exchanged" in page
