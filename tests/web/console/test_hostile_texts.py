"""Hostile texts through every field that a customer, the shop's systems or staff can fill, seen on every page.

Over two hundred ways to bring markup, scripts, templates, addresses and hidden signs. Every door that can be read is
read, every form that stands on a page is sent, every name that an address asks by is asked with; a new page of the
table is walked without a line here. The quick run takes each text through some fields, `--slow` every text through all.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator

import pytest

from bot.web.console.door import ROOT
from bot.web.console.reports.sheet_list import SHEETS
from bot.web.console.routes import DOORS
from tests.web.console.crowded import READS, TEXTS, Crowd
from tests.web.console.people import OURS, Browser, signed_in
from tests.web.console.reading import Form, pages, read, seen

#: What would end the walk: whoever is signed out sees no page.
LEAVES = ("/sign-out", "/account/sessions", "/account/password", "/disable")
QUICK = 1  # texts of a form and of an address in the quick run
PARTS = 8  # of a whole run: `--slow -k all-3` is one of them
#: How many texts, and which of the forms, doors or customers.
EXTENTS = [
    pytest.param(QUICK, slice(None), id="some"),
    *(pytest.param(1000, slice(n, None, PARTS), marks=pytest.mark.slow, id=f"all-{n}") for n in range(PARTS)),
]


async def test_whatever_was_said_is_a_text_on_every_page(shop: Crowd) -> None:
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        assert await pages(shop, browser)
        text, path = "", f"/console/inbox/{shop.values['customer']}/lines?before={10**17}"
        while path:
            page = read(await browser.get(path), path)
            assert page is not None
            text = f"{page.text} {text}"
            path = next((link for link in page.links if "before=" in link and "/lines?" in link), "")
        missing = [one for one in TEXTS if seen(one) not in text]
        assert missing == []
        for path in ("/console/inbox/rows?folder=all", "/console/audit"):
            while path:
                page = read(await browser.get(path), path)
                assert page is not None
                path = next((link for link in page.links if "after=" in link and "/rows?" in link), "")


@pytest.mark.parametrize(("most", "part"), EXTENTS)
async def test_each_customer_s_own_pages_hold_it_as_a_text(shop: Crowd, most: int, part: slice) -> None:
    whose = slice(None, None, 40) if most == QUICK else part
    own = [
        door for door in READS if "{customer}" in door.path and "/live" not in door.path and "/photos" not in door.path
    ]
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        for customer, text in list(zip(shop.customers[1:], TEXTS, strict=True))[whose]:
            for door in own:
                page = read(await browser.get(shop.address(door, customer=customer)), (door.path, text))
                if page is not None and door.path.endswith("{customer}"):
                    assert page.text.count(seen(text)) >= 3, text


@pytest.mark.parametrize(("most", "part"), EXTENTS)
async def test_whatever_is_typed_into_a_form_is_a_text(shop: Crowd, most: int, part: slice) -> None:
    texts: Iterator[str] = itertools.cycle(TEXTS)
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        found = await pages(shop, browser)
        alike = _door if most == QUICK else _kind  # the quick run: one member's form stands for each's
        forms = {alike(form): form for page in found.values() for form in page.forms if form.method == "post"}
        sent = [form for form in forms.values() if not form.action.endswith(LEAVES)]
        assert len(sent) > 8
        for form in sent[part]:
            await _send(browser, form, texts, most)
        await pages(shop, browser)
    assert await shop.counter.store.audit.verify() is None


def _kind(form: Form) -> tuple[str, ...]:
    return form.kind


def _door(form: Form) -> tuple[str, ...]:
    """The same for forms with the same fields to one door of the table."""
    path = form.action.removeprefix(ROOT).partition("?")[0]
    door = next((door.path for door in DOORS if door.method == "POST" and _leads_to(door.path, path)), form.action)
    return (door, *sorted(form.fields))


def _leads_to(pattern: str, path: str) -> bool:
    return (
        re.fullmatch(re.sub(r"\{\w+(:path)?\}", lambda found: ".+" if found[1] else "[^/]+", pattern), path) is not None
    )


async def _send(browser: Browser, form: Form, texts: Iterator[str], most: int) -> None:
    typed = any(typed for _, typed in form.fields.values())
    for number in range(min(most, len(TEXTS)) if typed else 1):
        text = next(texts)
        fields = form.forged(text) if number % 2 or not typed else form.filled(text)
        read(await browser.post(form.action, data=fields, headers=OURS), (form.kind, text))


@pytest.mark.parametrize(("most", "part"), EXTENTS)
async def test_whatever_an_address_asks_with_is_a_text(shop: Crowd, most: int, part: slice) -> None:
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        found = await pages(shop, browser)
        names = {name for page in found.values() for asked in page.queries.values() for name in asked}
        assert {"q", "folder", "before"} <= names
        texts = itertools.cycle(TEXTS)
        for door in READS[part]:
            for text in itertools.islice(texts, min(most, len(TEXTS))):
                answer = await browser.get(shop.address(door), params=dict.fromkeys(names, text))
                read(answer, (door.path, text))


@pytest.mark.parametrize("name", SHEETS)
async def test_no_cell_of_a_file_is_a_formula(shop: Crowd, name: str) -> None:
    """Whatever a spreadsheet would run stands behind an apostrophe, also for one that splits at semicolons or tabs."""
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        path = f"/console/sheets/{name}"
        if SHEETS[name].names_people:
            assert "csv" not in (await browser.get(path)).headers["content-type"]
            answer = await browser.sends(path, reason="=1+1 pour le comptable")
            [noted] = await shop.counter.store.audit.latest(1)
            assert (noted.entry.act, noted.entry.details["reason"]) == ("table.exported", "=1+1 pour le comptable")
        else:
            answer = await browser.get(path)
    assert answer.headers["content-type"].startswith("text/csv")
    text = answer.text.removeprefix("\ufeff")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(line) for line in lines}) == 1, "a line of another length: a field has broken out"
    cells = [cell for line in lines for cell in line]
    pieces = [piece for cell in cells for piece in re.split(r"[;\t\r\n]", cell)]
    assert [piece for piece in pieces if _runs(piece)] == []


def _runs(cell: str) -> bool:
    first = cell.lstrip(" \u00a0\u200b\u200e\u200f\ufeff")[:1]
    return first in set("=+-@\t\r\x00\uff1d\uff0b\uff0d\uff20") and not re.fullmatch(r"-?[0-9.]+|-", cell)
