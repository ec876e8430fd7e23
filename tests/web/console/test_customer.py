"""All that is known of a customer on one page, within the reader's points of sale."""

from __future__ import annotations

import html

from bot.store import Store
from tests.web.console.counter import open_counter
from tests.web.console.people import hired, signed_in
from tests.web.console.test_fact_origins import BOOK

PAGE = "/console/customers"


async def test_the_page_tells_the_journey_the_facts_and_their_origins(shop_store: Store) -> None:
    async with open_counter(shop_store, playbook=BOOK) as counter:
        lea = await counter.person("42").known(first_name="Léa", city="Lyon")
        await lea.shop("x.looked")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            page = html.unescape((await browser.get(f"{PAGE}/{lea.id}")).text)
            for words in ("Léa", "Parcours d’achat", "Découverte", "Ville", "Lyon", "Ni commande ni panier"):
                assert words in page, words
            assert "un autre système" in page
            assert f'href="{PAGE}/{lea.id}"' in (await browser.get(f"/console/inbox/{lea.id}")).text
            assert (await browser.get(f"{PAGE}/nobody")).status_code == 404
