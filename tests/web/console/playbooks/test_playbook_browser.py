"""The playbook's pages in a real browser: a fault is seen as it is written, a broken draft is not published, a good one
reaches the running bot; every page is sound at a desk and on a phone, light and dark, in both languages.
"""

from __future__ import annotations

import msgspec
import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.staff import Role, Staff
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.store import Store
from bot.studio.rehearsals.rehearsal import Rehearsal
from bot.web.doors import Doors
from tests.studio.cafe import MONDAY, playbook
from tests.web.chromium import DESK, EVERY_LOOK, visit
from tests.web.console.people import hired
from tests.web.console.playbooks.test_playbook import SOFTER
from tests.web.console.playbooks.test_playbook_editor import COFFEE, FLOW
from tests.web.console.test_browser import _kept as kept
from tests.web.console.test_browser import enters, looked_at
from tests.web.console.workbench import published, workbench_doors

FAULT = COFFEE.replace("go: mild }", "go: milt }")
BETTER = COFFEE.replace("Plutôt doux ou corsé ?", "Alors, doux ou corsé ?")


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return workbench_doors(shop_store, public_url=None, playbook=playbook)


async def marketer(store: Store, **likes: str) -> Staff:
    staff = await hired(store, Role.MARKETER, name="Camille Roy")
    await store.staff.prefer(msgspec.structs.replace(staff, **likes))
    return staff


async def a_draft(page: Page, address: str, title: str = "Moins de relances") -> str:
    await page.goto(f"{address}/console/playbook")
    await page.get_by_label("Ce qui doit changer").fill(title)
    await page.get_by_role("button", name="Nouveau brouillon").click()
    await page.wait_for_url("**/drafts/*")
    return page.url


async def test_a_fault_is_seen_as_it_is_written_and_keeps_the_draft_from_being_published(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    version = await published(shop_store)
    async with visit(browser) as context:
        await enters(context, shop_store, await marketer(shop_store), doors, address)
        page = await context.new_page()
        draft = await a_draft(page, address)
        await page.goto(f"{draft}?file={FLOW}")
        field = page.locator("#text")
        await field.fill(FAULT)
        line = 1 + COFFEE[: COFFEE.index("go: mild")].count("\n")
        await expect(page.locator("#checked li.fault u").first).to_have_text("milt")
        await expect(page.locator("#checked")).to_contain_text(f"({line}:")
        await expect(page.locator("#counts")).to_contain_text("fautes")
        await expect(page.locator("#tree .n.bad")).to_have_count(1)
        await kept(page, "playbook-fault")
        await page.goto(f"{draft}/publish")
        await expect(page.get_by_role("button", name="Publier")).to_be_disabled()
        await expect(page.locator("#why-not")).to_contain_text("trouve des fautes")
        await page.goto(f"{draft}?file={FLOW}")
        assert "go: milt" in await field.input_value()  # nothing was lost
        await field.press_sequentially(" ")
        await field.fill(COFFEE)
        await expect(page.locator("#counts")).to_contain_text("aucune faute")
        await expect(page.locator("#checked li.fault")).to_have_count(0)
    assert await shop_store.playbooks.current() == version


async def test_a_good_draft_is_tried_tested_published_and_reaches_the_running_bot(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    await published(shop_store)
    async with visit(browser) as context:
        await enters(context, shop_store, await marketer(shop_store), doors, address)
        page = await context.new_page()
        draft = await a_draft(page, address)
        await page.goto(f"{draft}?file={FLOW}")
        await page.locator("#text").fill(BETTER)
        await expect(page.locator("#checked header")).to_contain_text("enregistré")
        said = page.locator("#said")
        await page.get_by_label("Écrire comme le client").fill('/event cart.updated {"total": 20}')
        await page.keyboard.press("Enter")
        await expect(said).to_contain_text("Alors, doux ou corsé ?")
        await page.get_by_role("button", name="trois jours plus tard").click()
        await expect(said).to_contain_text("5 mars 2026")
        await page.get_by_role("button", name="la commande est livrée").click()
        await expect(said).to_contain_text("order.delivered")
        await kept(page, "playbook-tried")
        await page.goto(f"{draft}/publish")
        await page.get_by_role("button", name="Lancer les tests").click()
        await page.get_by_label("Note").fill("plus direct")
        await expect(page.locator("#results")).to_contain_text("1 sur 1")
        publish = page.get_by_role("button", name="Publier")
        await expect(publish).to_be_enabled()  # the page has followed its tests to their end
        await publish.click()
        await page.wait_for_url("**/playbook/versions/*")
        await expect(page.locator(".head")).to_contain_text("en service")
    running = await in_use(shop_store)
    bot = Rehearsal(running, at=MONDAY)
    bot.shop("cart.updated", {"total": 20})
    assert [said.text for said in bot.said][-1] == "Alors, doux ou corsé ?"


async def in_use(store: Store) -> Playbook:
    """What a bot that runs takes up when the bell of a publishing rings."""
    version = await store.playbooks.current()
    running = build(await store.playbooks.get(version or "") or {}).playbook
    assert running is not None
    return running


async def test_two_at_one_file_are_told_and_choose(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    await published(shop_store)
    async with visit(browser) as context:
        await enters(context, shop_store, await marketer(shop_store), doors, address)
        hers, his = await context.new_page(), await context.new_page()
        draft = await a_draft(hers, address)
        for page in (hers, his):
            await page.goto(f"{draft}?file={FLOW}")
        await his.locator("#text").fill(BETTER)
        await expect(his.locator("#checked header")).to_contain_text("enregistré")
        await hers.locator("#text").fill(COFFEE.replace("Bonjour", "Salut"))
        await expect(hers.locator("#checked")).to_contain_text("a enregistré ce fichier")
        await kept(hers, "playbook-two")
        await hers.get_by_role("button", name="Garder le mien à la place").click()
        await expect(hers.locator("#checked header")).to_contain_text("enregistré")
        await his.goto(f"{draft}?file={FLOW}")
        assert "Salut" in await his.locator("#text").input_value()


async def test_typing_on_while_it_is_kept_loses_nothing(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    await published(shop_store)
    async with await browser.new_context(viewport=DESK, locale="fr-FR") as context:  # htmx tells the console what fails
        await enters(context, shop_store, await marketer(shop_store), doors, address)
        page = await context.new_page()
        draft = await a_draft(page, address)
        await page.goto(f"{draft}?file=flows/answers/delais.yaml")
        field = page.locator("#text")
        await field.press("Control+End")
        await field.press_sequentially("# un, deux, trois, quatre, cinq, six", delay=60)
        await expect(page.locator("#checked")).to_contain_text("quatre, cinq, six")
        assert await page.locator("#checked > .callout").count() == 0
        await context.set_offline(True)
        await field.press_sequentially(", sept")
        await expect(page.locator("#lost")).to_be_visible()
        await context.set_offline(False)
        await field.press_sequentially(", huit")
        await expect(page.locator("#checked")).to_contain_text("sept, huit")
        await expect(page.locator("#lost")).to_be_hidden()
        await field.press_sequentially(", neuf")
        await page.get_by_role("link", name="Tester et publier").click()  # before it is on its way
        await page.wait_for_url("**/publish")
        await page.goto(f"{draft}?file=flows/answers/delais.yaml")
        assert "huit, neuf" in await field.input_value()


@EVERY_LOOK
async def test_every_page_of_the_playbook_is_sound(
    browser: Browser, shop_store: Store, doors: Doors, address: str, size: dict[str, int], language: str, theme: str
) -> None:
    first = await published(shop_store)
    staff = await marketer(shop_store, language=language, theme=theme)
    second = await published(shop_store, SOFTER, "Rappel à cinq heures, pas avant", staff.id)
    async with visit(browser, viewport=size) as context:
        await enters(context, shop_store, staff, doors, address)
        page = await context.new_page()
        await page.goto(f"{address}/console/playbook")
        await page.locator("form [name=title]").fill("Un titre qui dit assez longuement tout ce qui doit changer ici")
        await page.locator("form[action='/console/playbook/drafts'] button").click()
        await page.wait_for_url("**/drafts/*")
        draft = page.url.removeprefix(f"{address}/console/")
        await page.goto(f"{page.url}?file={FLOW}")
        await page.locator("#text").fill(FAULT)
        await expect(page.locator("#checked li.fault")).not_to_have_count(0)
        for path in (
            "playbook",
            f"playbook/versions/{first}",
            f"playbook/compare?from={first}&to={second}&flow=reminder",
            f"{draft}?file={FLOW}",
            f"{draft}/drawing?flow=coffee",
            f"{draft}/difference",
            f"{draft}/publish",
        ):
            name = path.replace(draft, "draft").replace("?", "/").partition("=")[0].replace("/", "-")
            await looked_at(page, address, path, f"{name}-{language}-{theme}-{size['width']}")
