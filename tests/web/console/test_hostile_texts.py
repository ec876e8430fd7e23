"""Hostile texts through every field that a customer, the shop's systems or staff can fill, seen on every page.

Over two hundred ways to bring markup, scripts, templates, addresses and hidden signs. Every door that can be read is
read, every form that stands on a page is sent, every name that an address asks by is asked with; a new page of the
table is walked without a line here. The quick run takes each text through some fields, `--slow` every text through all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests.web.console.crowded import FORMULAE, MARKUP, READS, Crowd
from tests.web.console.people import OURS, Browser, signed_in
from tests.web.console.reading import Form, pages, read, seen

#: What would end the walk: whoever is signed out sees no page.
LEAVES = ("/sign-out", "/account/sessions", "/account/password", "/disable")
QUICK = 2  # texts of a form and of an address in the quick run
WHOLE = pytest.param(1000, marks=pytest.mark.slow, id="all")


async def test_whatever_was_said_is_a_text_on_every_page(shop: Crowd) -> None:
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        assert await pages(shop, browser)
        text, path = "", f"/console/inbox/{shop.values['customer']}/lines?before={10**17}"
        while path:
            page = read(await browser.get(path), path)
            assert page is not None
            text = f"{page.text} {text}"
            path = next((link for link in page.links if "before=" in link and "/lines?" in link), "")
        missing = [one for one in MARKUP if seen(one) not in text]
        assert missing == []
        for path in ("/console/inbox/rows?folder=all", "/console/audit"):
            while path:
                page = read(await browser.get(path), path)
                assert page is not None
                path = next((link for link in page.links if "after=" in link and "/rows?" in link), "")


@pytest.mark.parametrize("every", [pytest.param(16, id="some"), pytest.param(1, marks=pytest.mark.slow, id="all")])
async def test_each_customer_s_own_pages_hold_it_as_a_text(shop: Crowd, every: int) -> None:
    own = [
        door for door in READS if "{customer}" in door.path and "/live" not in door.path and "/photos" not in door.path
    ]
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        for customer, text in list(zip(shop.customers[1:], MARKUP, strict=True))[::every]:
            for door in own:
                page = read(await browser.get(shop.address(door, customer=customer)), (door.path, text))
                if page is not None and door.path.endswith("{customer}"):
                    assert page.text.count(seen(text)) >= 3, text


@pytest.mark.parametrize("most", [pytest.param(QUICK, id="some"), WHOLE])
async def test_whatever_is_typed_into_a_form_is_a_text(shop: Crowd, most: int) -> None:
    texts: Iterator[str] = itertools.cycle([*MARKUP, *FORMULAE])
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        found = await pages(shop, browser)
        forms = {form.kind: form for page in found.values() for form in page.forms if form.method == "post"}
        sent = [form for form in forms.values() if not form.action.endswith(LEAVES)]
        assert len(sent) > 8
        for form in sent:
            await _send(browser, form, texts, most)
        await pages(shop, browser)


async def _send(browser: Browser, form: Form, texts: Iterator[str], most: int) -> None:
    typed = any(typed for _, typed in form.fields.values())
    for number in range(min(most, len(MARKUP) + len(FORMULAE)) if typed else 1):
        text = next(texts)
        fields = form.forged(text) if number % 2 or not typed else form.filled(text)
        read(await browser.post(form.action, data=fields, headers=OURS), (form.kind, text))


@pytest.mark.parametrize("most", [pytest.param(QUICK, id="some"), WHOLE])
async def test_whatever_an_address_asks_with_is_a_text(shop: Crowd, most: int) -> None:
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        found = await pages(shop, browser)
        names = {name for page in found.values() for asked in page.queries.values() for name in asked}
        assert {"q", "folder", "before"} <= names
        texts = itertools.cycle([*MARKUP, *FORMULAE])
        for door in READS:
            for text in itertools.islice(texts, min(most, len(MARKUP) + len(FORMULAE))):
                answer = await browser.get(shop.address(door), params=dict.fromkeys(names, text))
                read(answer, (door.path, text))
