"""The page of a journey: its numbers, and that each opens the list of the customers that it counts."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator

import msgspec
import pytest

from bot.cli.playbook.draw import drawn_figures
from bot.model.staff import Role
from bot.store import Store
from tests.web.console.counter import Counter, book, counter_on
from tests.web.console.people import Browser, hired, signed_in

LINKS = re.compile(r'href="(/console/customers\?[^"]+)"[^>]*>(?:(?!</a>).)*?<b[^>]*>([\d\u202f,]+)</b>', re.DOTALL)
CELLS = re.compile(r'<td class="n[^"]*"><a href="(/console/customers\?[^"]+)">([\d\u202f,]+)</a>')


@pytest.fixture
def counter(shop_store: Store) -> Counter:
    return counter_on(shop_store)


@pytest.fixture
async def browser(counter: Counter, shop_store: Store) -> AsyncIterator[Browser]:
    staff = await hired(shop_store, Role.MARKETER, language="fr")
    async with await signed_in(counter.app, staff) as opened:
        yield opened


async def three_walk(counter: Counter) -> None:
    """Lucie decides, Karim goes back after it, Odile only looks."""
    for name, steps in (
        ("lucie", ("looked", "compared", "decided")),
        ("karim", ("looked", "compared", "decided", "compared")),
        ("odile", ("looked",)),
    ):
        person = await counter.person(name).known(first_name=name.capitalize())
        for step in steps:
            await person.shop(f"x.{step}")


async def lines_behind(browser: Browser, address: str) -> int:
    page = await browser.get(html.unescape(address))
    assert page.status_code == 200
    return page.text.count('<a href="/console/inbox/')


async def test_every_number_opens_the_list_that_it_counts(counter: Counter, browser: Browser) -> None:
    await three_walk(counter)
    for counted in (False, True):
        if counted:
            await counter.store.pacing.count()
        page = await browser.get("/console/journey?days=30")
        found = LINKS.findall(page.text) + CELLS.findall(page.text)
        assert len(found) > 12
        for address, number in found:
            assert await lines_behind(browser, address) == int(number), address


async def test_the_figures_are_those_of_the_shop(counter: Counter, browser: Browser) -> None:
    await three_walk(counter)
    page = (await browser.get("/console/journey")).text
    sums = dict(re.findall(r'<span class="row">(?:<svg.*?</svg>)?([^<]+)</span><b>([^<]+)</b>', page))
    assert sums["En chemin"] == "3"
    assert sums["Ont avancé"] == "4"
    assert sums["Ont reculé"] == "1"
    assert "Découverte → Comparaison\u00a0: 2" in page
    assert "Décision → Comparaison\u00a0: 1" in page
    assert 'class="back"' in page
    assert "recule, bande creuse" in page


async def test_points_of_sale_see_their_own(counter: Counter, shop_store: Store) -> None:
    await three_walk(counter)
    await counter.person("inès").known(first_name="Inès", point_of_sale="lyon")
    await counter.person("inès").shop("x.looked")
    nice = await hired(shop_store, Role.VIEWER, points_of_sale=("nice",), language="en")
    async with await signed_in(counter.app, nice) as browser:
        page = (await browser.get("/console/journey")).text
        assert "Discovery" in page or "Découverte, customers: 1" in page
        people = (await browser.get("/console/customers?who=here&journey=purchase")).text
        assert "Inès" not in people
        assert "Odile" in people
        assert "Inès" not in (await browser.get("/console/customers?q=in%C3%A8s")).text


async def test_the_table_is_a_file_without_names(counter: Counter, browser: Browser) -> None:
    await three_walk(counter)
    answer = await browser.get("/console/sheets/journey?journey=purchase&days=7")
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert lines[0].startswith('"Parcours","')
    assert lines[1].startswith('"Parcours d’achat","1","Découverte","1","2","0","0","0"')


async def test_without_a_journey_the_page_says_so(shop_store: Store) -> None:
    counter = counter_on(shop_store, msgspec.structs.replace(book(), journeys=()))
    async with await signed_in(counter.app, await hired(shop_store, Role.VIEWER, language="en")) as browser:
        for path in ("/console/journey", "/console/journey/contacts"):
            assert "The playbook has no journey yet" in (await browser.get(path)).text


TEA = """
journey: tea
title: Du thé
for: customer.last_name
stages:
  - { stage: sips, title: Goûte }
  - { stage: pours, title: Sert }
signals:
  - { on: x.sips, moves: sips }
  - { on: x.pours, moves: pours }
"""


async def test_the_command_that_draws_journeys_has_the_figures_of_their_pages(
    shop_store: Store, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = book(**{"flows/journeys/a_tea.yaml": TEA})
    counter = counter_on(shop_store, playbook)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    await three_walk(counter)
    lucie, karim = counter.person("lucie"), counter.person("karim")
    for person in (lucie, karim):
        await person.known(last_name="Leclair")
    for person, step in ((lucie, "sips"), (karim, "sips"), (lucie, "pours"), (karim, "pours"), (karim, "sips")):
        await person.shop(f"x.{step}")
    drawn: dict[str, list[tuple[int, int, int]]] = {"purchase": [], "tea": []}
    async with await signed_in(counter.app, await hired(shop_store, Role.OWNER, language="fr")) as browser:
        for merged in (False, True):
            if merged:
                await browser.sends(f"/console/inbox/{lucie.id}/data/merge", other=karim.id, reason="même", key="m")
                await counter.work()
                assert await shop_store.merges.latest(lucie.id) is not None
                await shop_store.pacing.count()
            found = await drawn_figures(playbook, playbook.journeys, 30)
            assert found is not None
            for path, figures in found.items():
                page = (await browser.get(f"/console/journey?days=30&journey={path}")).text
                sums = dict(re.findall(r'<span class="row">(?:<svg.*?</svg>)?([^<]+)</span><b>([^<]+)</b>', page))
                told = (figures.customers, figures.moves(ahead=True), figures.moves(ahead=False))
                assert [sums[one] for one in ("En chemin", "Ont avancé", "Ont reculé")] == [str(one) for one in told]
                drawn[path].append(told)
    assert drawn == {"purchase": [(3, 4, 1), (2, 4, 1)], "tea": [(2, 2, 1), (1, 2, 1)]}
