"""Outgoing webhooks in the console: seen by whom they are for, told once more."""

from __future__ import annotations

from functools import partial

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.store.database.script import Script, once
from bot.store.messages.webhooks import note
from bot.web.console.administration import outgoing
from bot.web.doors import Doors
from bot.work.errands import errands
from tests.web.api.shop import LEA, LYON, MAX, PARIS, lives, shop_doors
from tests.web.console.people import hired, signed_in
from tests.web.doorway import NOW

PAGE = "/console/tokens/outgoing"
ONE, TWO = f"{1:032x}", f"{2:032x}"


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return shop_doors(shop_store)


async def given_up(store: Store) -> None:
    lea = await lives(store, LEA, LYON, number=1)
    await lives(store, MAX, PARIS, number=2)
    [first, _] = await store.errands.due(NOW)
    also = partial(note, ONE, lea, NOW, "given_up", "HTTP 500 <script>")
    await store.errands.give_up(first, "HTTP 500 <script>", also=also)


async def test_one_that_was_given_up_is_told_once_more(app: Starlette, shop_store: Store) -> None:
    await given_up(shop_store)
    staff = await hired(shop_store, Role.ADMIN)
    async with await signed_in(app, staff) as browser:
        page = await browser.get(PAGE)
        assert "HTTP 500 &lt;script&gt;" in page.text
        assert f"{PAGE}/{ONE}/replay" in page.text
        assert f"{PAGE}/{TWO}/replay" not in page.text  # it waits for its first try
        assert (await browser.get(f"{PAGE}?state=failed")).text.count("/replay") == 1
        assert (await browser.sends(f"{PAGE}/{ONE}/replay")).status_code == 303
        assert "demandé par Camille Roy" in (await browser.get(f"{PAGE}/{ONE}")).text
    assert sorted(one.id for one in await shop_store.errands.due(NOW)) == [ONE, TWO]
    [noted] = await shop_store.audit.of(ONE, 9)
    assert (noted.entry.act, noted.entry.who) == ("webhook.replayed", staff.id)


async def test_who_is_for_a_point_of_sale_sees_its_customers_only(app: Starlette, shop_store: Store) -> None:
    await given_up(shop_store)
    staff = await hired(shop_store, Role.ADMIN, points_of_sale=(PARIS,))
    async with await signed_in(app, staff) as browser:
        page = await browser.get(PAGE)
        assert TWO in page.text
        assert ONE not in page.text
        assert (await browser.get(f"{PAGE}/{ONE}")).status_code == 404
        assert (await browser.sends(f"{PAGE}/{ONE}/replay")).status_code == 404
        assert (await browser.get(f"{PAGE}/{TWO}")).status_code == 200
    assert [one.id for one in await shop_store.errands.due(NOW)] == [TWO]


@pytest.mark.parametrize(
    "query", ["?before=abc", "?before=99999999999999999999", "?state=lost", "?before=1", "?before=²"]
)
async def test_a_strange_address_is_no_fault(app: Starlette, shop_store: Store, query: str) -> None:
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        assert (await browser.get(PAGE + query)).status_code == 200


async def test_one_says_whose_it_is_what_it_says_and_why_it_went_nowhere(app: Starlette, shop_store: Store) -> None:
    lea = await lives(shop_store, LEA, LYON, number=1)
    [errand] = await shop_store.errands.due(NOW)
    also = partial(note, ONE, lea, NOW, "given_up", outgoing.NOWHERE)
    await shop_store.errands.give_up(errand, outgoing.NOWHERE, also=also)
    await shop_store.database.transact(partial(_named, lea, "Léa Fontaine"))
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        page = (await browser.get(f"{PAGE}/{ONE}")).text
    assert f'<a href="/console/customers/{lea}">Léa' in page
    assert "aucune adresse n’est réglée (OUTGOING_WEBHOOK_URL)" in page
    said = page.partition('<pre class="told mono"')[2].partition("</pre>")[0]
    assert "&#34;" in said  # its JSON, as text


def _named(customer: str, name: str) -> Script[None]:
    yield once("UPDATE threads SET name = $2 WHERE customer = $1", customer, name)


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("ReadTimeout", "pas de réponse à temps"),
        ("ConnectError", "pas de connexion"),
        ("not delivered after 7 tries: ConnectTimeout", "pas transmis après 7 essais\u00a0: pas de réponse à temps"),
        ("the receiver wants no more of these (410)", "le destinataire n’en veut plus (410)"),
        ("HTTP 503", "HTTP 503"),
    ],
)
async def test_what_went_wrong_is_said_in_words(app: Starlette, shop_store: Store, noted: str, said: str) -> None:
    lea = await lives(shop_store, LEA, LYON, number=1)
    [errand] = await shop_store.errands.due(NOW)
    await shop_store.errands.give_up(errand, noted, also=partial(note, ONE, lea, NOW, "given_up", noted))
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        for page in (PAGE, f"{PAGE}/{ONE}"):
            assert said in (await browser.get(page)).text


def test_what_went_nowhere_is_noted_in_the_words_that_are_translated() -> None:
    assert errands.NOWHERE == outgoing.NOWHERE
