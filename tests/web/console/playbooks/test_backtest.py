"""Backtests in the console: asked for, shown while they go on, cancelled; customers within one's points of sale."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.model.backtest import Compared, Course, Figures, Line
from bot.model.staff import Role
from bot.store import Store
from bot.store.playbooks.backtests import Asked, Treated
from bot.store.playbooks.playbook_drafts import Change, Draft
from bot.studio.backtests.backtest import side_by_side
from bot.web.console.playbooks.backtest import FAULTS, MOST, folded
from bot.web.doors import Doors
from tests.web.api.shop import LEA, LYON, MAX, PARIS, customer_id, lives, shop_doors
from tests.web.console.people import hired, signed_in
from tests.web.doorway import NOW

PAGE = "/console/playbook/backtests"
FILES = {"flows/store.yaml": "store: Moka\n"}


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return shop_doors(shop_store)


def said(words: str, hour: int = 0, purpose: str = "care") -> Line:
    return Line(NOW - timedelta(days=2) + timedelta(hours=hour), "said", words, purpose)


HELLO = [said(f"Bonjour {number}", number) for number in range(6)]
BEFORE = Course((*HELLO, said("Votre panier <b>attend</b>\u202e", 9)))
AFTER = Course((*HELLO, said("Une question ?", 10), Line(NOW, "handed_over", "magasin: devis")), held=1)


async def published(store: Store) -> None:
    for version, note in (("old000000000", "Avant"), ("new000000000", "En service")):
        await store.playbooks.put(version, FILES, note, NOW)
    await store.playbooks.make_current("new000000000", NOW)


async def ran(store: Store, *, ended: bool = True, asked: str = "b1") -> None:
    """One that Camille asked for, over Léa of Lyon and Max of Paris."""
    people = await both(store)
    since = NOW - timedelta(days=30)
    one = Asked(
        id=asked, by="x", at=NOW, title="Avant", used="new000000000", tried="old000000000", since=since, until=NOW
    )
    compared = [Compared(person, BEFORE, AFTER) for person in sorted(people)]
    figures = Figures().plus(compared[0]).plus(compared[1])
    treated = [Treated(customer=one.customer, pairs=side_by_side(one)) for one in compared]
    await store.backtests.ask(one, FILES)
    await store.backtests.claim(NOW)
    await store.backtests.count(asked, 5, NOW)
    await store.backtests.go_on(asked, "c", figures, treated, NOW)
    if ended:
        await store.backtests.finish(asked, NOW)


async def both(store: Store) -> tuple[str, str]:
    """Léa and Max, who are made where nobody has made them yet."""
    ids = customer_id(LEA), customer_id(MAX)
    if not await store.lists.roots(ids):
        await lives(store, LEA, LYON, number=1)
        await lives(store, MAX, PARIS, number=2)
    return ids


async def test_one_is_asked_for_and_cancelled(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    staff = await hired(shop_store, Role.MARKETER)
    async with await signed_in(app, staff) as browser:
        page = await browser.get(f"{PAGE}?tried=old000000000")
        assert 'value="old000000000" selected' in page.text
        assert 'value="new000000000"' not in page.text  # in use
        answer = await browser.sends(PAGE, tried="old000000000", days="7")
        assert answer.status_code == 303
        where = answer.headers["location"]
        [asked] = await shop_store.backtests.latest()
        assert (asked.used, asked.tried, asked.by) == ("new000000000", "old000000000", staff.id)
        assert asked.until - asked.since == timedelta(days=7)
        assert await shop_store.backtests.sources(asked.id) == FILES
        assert "En attente" in (await browser.get(where)).text
        assert (await browser.sends(f"{where}/cancel")).status_code == 303
        cancelled = (await browser.get(where)).text
        assert "Annulé" in cancelled
        assert "Converties" not in cancelled  # nobody was looked at yet
    assert [one.entry.who for one in await shop_store.audit.of(asked.id, 9)] == [staff.id, staff.id]


@pytest.mark.parametrize("version", ["new000000000", "nothing", "draft:nothing", ""])
async def test_what_can_not_be_tried_is_refused(app: Starlette, shop_store: Store, version: str) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert (await browser.sends(PAGE, tried=version)).status_code == 422
    assert await shop_store.backtests.latest() == []


async def test_a_draft_is_tried_as_it_is_now(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    draft = Draft(
        id="d1",
        title="Moins de relances",
        base="new000000000",
        made_by="x",
        made_at=NOW,
        changed_by="x",
        changed_at=NOW,
    )
    await shop_store.playbook_drafts.make(draft)
    change = Change(path="flows/store.yaml", text="store: Moka 2\n", revision=0, by="x", at=NOW)
    await shop_store.playbook_drafts.save("d1", change)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert "Moins de relances" in (await browser.get(PAGE)).text
        assert (await browser.sends(PAGE, tried="draft:d1")).status_code == 303
        [asked] = await shop_store.backtests.latest()
        assert asked.title == "Moins de relances"
        assert await shop_store.backtests.sources(asked.id) == {"flows/store.yaml": "store: Moka 2\n"}
        await shop_store.playbook_drafts.close("d1", by="x", at=NOW)
        assert (await browser.sends(PAGE, tried="draft:d1")).status_code == 422


async def test_no_more_wait_than_a_few(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert (await browser.sends(PAGE, tried="old000000000")).status_code == 422  # nothing is in use
        await published(shop_store)
        for _ in range(MOST):
            assert (await browser.sends(PAGE, tried="old000000000")).status_code == 303
        assert (await browser.sends(PAGE, tried="old000000000")).status_code == 422


async def test_progress_is_shown_and_the_page_is_asked_for_again_at_the_end(app: Starlette, shop_store: Store) -> None:
    await ran(shop_store, ended=False)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        piece = await browser.get(f"{PAGE}/b1/progress")
        assert "2 clients sur 5" in piece.text
        assert 'value="2" max="5"' in piece.text
        assert "every 2s" in piece.text
        assert "hx-refresh" not in piece.headers
        await shop_store.backtests.finish("b1", NOW, "stopped")
        piece = await browser.get(f"{PAGE}/b1/progress")
        assert piece.headers["hx-refresh"] == "true"
        assert "every 2s" not in piece.text
        assert "Son processus s’est arrêté" in piece.text
        assert (await browser.get(f"{PAGE}/b2/progress")).status_code == 404


async def test_both_courses_stand_side_by_side_and_text_is_text(app: Starlette, shop_store: Store) -> None:
    await ran(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        page = (await browser.get(f"{PAGE}/b1")).text
        assert "2 clients sur 2 auraient été traités autrement" in page
        assert "Votre panier &lt;b&gt;attend&lt;/b&gt;" in page
        assert "\u202e" not in page
        assert "confié à l’équipe" in page
        assert "5 lignes identiques des deux côtés" in page
        assert page.count('href="/console/inbox/') == 2
        assert "b1" in (await browser.get(PAGE)).text


async def test_who_is_for_a_point_of_sale_sees_its_customers_only(app: Starlette, shop_store: Store) -> None:
    await ran(shop_store)
    staff = await hired(shop_store, Role.MARKETER, points_of_sale=(PARIS,))
    async with await signed_in(app, staff) as browser:
        page = (await browser.get(f"{PAGE}/b1")).text
        assert page.count('class="lives"') == 1
        assert "2 clients sur 2" in page  # the totals are the shop's


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
async def test_who_does_not_write_the_playbook_sees_nothing_of_it(
    app: Starlette, shop_store: Store, role: Role
) -> None:
    await ran(shop_store)
    async with await signed_in(app, await hired(shop_store, role)) as browser:
        for path in (PAGE, f"{PAGE}/b1", f"{PAGE}/b1/progress"):
            assert (await browser.get(path)).status_code == 403


def test_what_is_the_same_is_folded_around_what_differs() -> None:
    rows = folded(side_by_side(Compared("x", BEFORE, AFTER)))
    assert rows[0] == 5
    assert [row if isinstance(row, int) else (row[0] is not None, row[1] is not None) for row in rows[1:]] == [
        (True, True),
        (True, False),
        (False, True),
        (False, True),
    ]
    assert folded(side_by_side(Compared("x", BEFORE, BEFORE))) == [7]


def test_every_fault_has_its_words() -> None:
    assert set(FAULTS) == {"unreadable", "stopped"}
