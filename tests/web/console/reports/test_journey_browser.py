"""The journey's pages in a real browser: at a desk and on a phone, light and dark, in both languages."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from playwright.async_api import Browser, expect

from bot.model.address import Address
from bot.model.customer import Customer, JourneyState, KnownAddress, Relationship
from bot.model.effects import RecordMove
from bot.model.events import MessageReceived
from bot.model.staff import Role
from bot.playbook.compiled import Playbook
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.web.doors import Doors
from tests.store.samples import keep, write
from tests.web.chromium import EVERY_LOOK, overflow, visit
from tests.web.console.counter import book
from tests.web.console.people import hired
from tests.web.console.test_browser import enters, looked_at
from tests.web.doorway import open_doors

STAGES = ("Découverte", "Comparaison", "Décision", "Achat", "Usage", "Après-vente", "Renouvellement")
NAMES = ("Sophie Lang", "Hugo Perrin", "Agence Lumen", "Odile Garnier", "Yanis Morel", "عائشة", "Rose Tanguy")
#: Where somebody goes on from a stage, and how often: most on, some back, some over a stage, some round.
WAYS = {0: (1, 1, 1), 1: (2, 2, 0), 2: (3, 3, 1), 3: (4, 4, 2), 4: (5, 6, 6), 5: (6,), 6: (0, 4)}
CHANNELS: Any = ("telegram", "sms", "whatsapp", "web")


def journey() -> Playbook:
    stages = "\n".join(
        f"  - {{ stage: s{number}, title: {title}, expected: {3 + number} days{', next: s0' if number == 6 else ''} }}"
        for number, title in enumerate(STAGES)
    )
    offices = "journey: offices\ntitle: Bureaux\nstages:\n  - { stage: asked, title: Devis }\n"
    path = f"journey: purchase\ntitle: Achat d’un particulier\nstages:\n{stages}\n"
    files = {"flows/journeys/purchase.yaml": path, "flows/journeys/offices.yaml": offices}
    return book(**files, **{"flows/conversations/cart.yaml": CART})


CART = "flow: cart\ntitle: Panier\npurpose: service\nsteps:\n  - say: Votre panier vous attend.\n"


async def busy(store: Store, now: datetime, people: int = 90) -> None:
    """A shop of which customers walk about for two weeks."""
    dice = random.Random(7)
    record = Record()
    for number in range(people):
        address = Address(dice.choice(CHANNELS), f"c{number}")
        customer, stage, at = customer_id_of(address), 0, now - timedelta(days=14 * dice.random())
        way, left, came = "advancing", "", at
        while at < now:
            move = RecordMove(
                id="m", journey="purchase", stage=f"s{stage}", cause=CAUSES[way], direction=way, left=left, entered=came
            )
            record.move(customer, move, micros(at))
            text = MessageReceived(id=f"{number} {at}", address=address, text="Je vais réfléchir, c’est un peu cher.")
            record.heard(customer, text, micros(at + timedelta(minutes=1)))
            came, then = at, dice.choice(WAYS[stage])
            at += timedelta(days=dice.choice((0.5, 2, 4, 9)))
            if at < now:
                way = "receding" if (then < stage and stage != 6) or (stage, then) == (6, 4) else "advancing"
                left, stage = f"s{stage}", then
        state = JourneyState(journey="purchase", stage=f"s{stage}", since=came, direction=way)  # type: ignore[arg-type]
        document = Customer(
            id=customer,
            created_at=came,
            addresses=(KnownAddress(address=address, last_in=came),),
            facts={"name": NAMES[number % len(NAMES)]},
            journeys=(state,),
            relationship=Relationship(value=dice.uniform(20, 90), at=came),
            last_in=came,
        )
        await keep(store, document)
        record.customer(document, 2, 2)
    await write(store, record)
    await store.pacing.count()
    await store.contacts.count(now + timedelta(hours=2))


CAUSES = {"advancing": "un pas de plus", "receding": "14 jours de silence"}


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    current = journey()
    return open_doors(shop_store, public_url=None, playbook=lambda: current, clock=lambda: datetime.now(UTC))


PAGES = {
    "journey": "journey?days=7&journey=purchase",
    "contacts": "journey/contacts?days=30&journey=purchase",
    "customers": "customers",
    "stalled": "customers?who=stalled&journey=purchase",
    "moved": "customers?who=moved&journey=purchase&left=s1&stage=s2&days=30",
    "reason": "sheets/customers?who=stalled&journey=purchase",
}


@EVERY_LOOK
async def test_the_pages_of_journeys_are_sound(
    browser: Browser, shop_store: Store, doors: Doors, address: str, size: dict[str, int], language: str, theme: str
) -> None:
    await busy(shop_store, doors.clock())
    staff = await hired(shop_store, Role.OWNER, name="Camille Roy")
    await shop_store.staff.prefer(msgspec.structs.replace(staff, language=language, theme=theme))
    async with visit(browser, viewport=size) as context:
        await enters(context, shop_store, staff, doors, address)
        page = await context.new_page()
        for name, path in PAGES.items():
            await looked_at(page, address, path, f"{name}-{language}-{theme}-{size['width']}")


async def test_the_journey_most_walk_leads_to_its_customers_by_scrolling_to_all_and_on_to_one_of_them(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    await busy(shop_store, doors.clock())
    staff = await hired(shop_store, Role.MARKETER)
    async with visit(browser) as context:
        await enters(context, shop_store, staff, doors, address)
        page = await context.new_page()
        await page.goto(f"{address}/console/journey?days=30")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Achat d’un particulier")
        await page.get_by_text("Ont reculé").first.click()
        await page.wait_for_url("**/console/customers?**direction=receding**")
        assert await page.locator("tbody tr").count() > 3
        await page.goto(f"{address}/console/customers")
        lines = page.locator("tbody tr:not(.more)")
        assert await lines.count() == 50
        await page.locator("tr.more").scroll_into_view_if_needed()
        await expect(lines).to_have_count(90)
        await page.goto(f"{address}/console/inbox?folder=all")
        threads = page.locator(".conv")
        assert await threads.count() < 90
        while await (more := page.locator("a.conv-more")).count():
            shown = await threads.count()
            await more.scroll_into_view_if_needed()
            await expect(threads.nth(shown)).to_be_attached()
        await expect(threads).to_have_count(90)
        await page.goto(f"{address}/console/customers")
        await page.get_by_role("searchbox").fill("lumen")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**q=lumen**")
        assert 0 < await page.locator("tbody tr").count() < 20
        await page.goto(f"{address}/console/journey")
        await page.locator("details.range summary").click()
        await page.get_by_label("Premier jour").fill("2026-01-01")
        await page.get_by_role("button", name="Afficher").click()
        await page.wait_for_url("**from=2026-01-01**")
        assert not await overflow(page)
