"""The web chat in a real browser: what a visitor sees and does, at two sizes, light and dark."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from bot.channels.files.file_shelf import FileShelf
from bot.model.address import Address
from bot.model.events import ChatOpened
from bot.model.message import Link, Media
from bot.store import Store
from bot.web.chat import visitor
from bot.web.doors import Doors
from tests.crash.process import Order
from tests.crash.starting import ON_TIME, starter
from tests.web.chromium import CHECKS, DESK, PHONE, chromium, overflow, visit
from tests.web.doorway import Pen, app_of, events, open_doors, rows, served

LOOKS = [
    pytest.param({"viewport": DESK, "color_scheme": "light"}, id="desk-light"),
    pytest.param({"viewport": PHONE, "color_scheme": "dark", "has_touch": True}, id="phone-dark"),
]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500"/></svg>'
SCRIPTS = [
    "<script>window.hurt=1</script>",
    "<img src=x onerror=window.hurt=1>",
    "<svg onload=window.hurt=1>",
    "</textarea><script>window.hurt=1</script>",
    "\"'><img src=x onerror=window.hurt=1>",
    "javascript:window.hurt=1",
    'https://x.example/"onmouseover=window.hurt=1//',
    "https://x.example/<script>window.hurt=1</script>",
    "{{7*7}} ${window.hurt=1} {name}",
    "<a href=javascript:window.hurt=1>x</a>",
    "&lt;script&gt;window.hurt=1&lt;/script&gt;",
    "\u202e<b>tpircs\u202c",
]


@dataclass
class Visit:
    """A page on a real server, and the pen that writes what the shop says there."""

    page: Page
    context: BrowserContext
    doors: Doors
    pen: Pen
    address: Address

    async def says(self, text: str) -> None:
        await self.page.get_by_role("textbox").fill(text)
        await self.page.keyboard.press("Enter")

    def bubble(self, text: str) -> Any:
        return self.page.locator(".msg", has_text=text)


@asynccontextmanager
async def camera_on(store: Store) -> AsyncIterator[Doors]:
    """Doors that take photos, in a folder that goes with them."""
    with TemporaryDirectory() as folder:
        yield open_doors(store, public_url=None, clock=lambda: datetime.now(UTC), shelf=FileShelf(Path(folder)))


@asynccontextmanager
async def open_chat(store: Store, path: str = "/chat", **options: Any) -> AsyncIterator[Visit]:
    async with (
        camera_on(store) as doors,
        served(app_of(doors), doors) as address,
        chromium() as browser,
        visit(browser, **options) as context,
    ):
        page = await context.new_page()
        await page.goto(address + path)
        [token] = [cookie["value"] for cookie in await context.cookies() if cookie["name"] == "visitor"]
        await expect(page.locator("#thread")).to_have_attribute("aria-live", "polite")
        yield Visit(page, context, doors, Pen(store, doors.clock), visitor.address_of(token, doors))


@pytest.mark.parametrize("look", LOOKS)
async def test_a_visitor_writes_and_is_answered(shop_store: Store, look: dict[str, Any]) -> None:
    async with open_chat(shop_store, **look) as lea:
        await expect(lea.page.get_by_text("Écrivez-nous")).to_be_visible()
        await lea.says("Il me faut une machine pas trop bruyante.")
        bubble = lea.bubble("pas trop bruyante")
        await expect(bubble.get_by_label("Envoyé")).to_be_visible()
        await expect(lea.page.get_by_label("Maison Moka écrit")).to_be_visible()
        await lea.pen.meets()
        await expect(bubble.get_by_label("Lu")).to_be_visible()
        await expect(lea.page.get_by_label("Maison Moka écrit")).to_be_hidden()
        await lea.pen.says(lea.address, "Voici l’Aroma 2. Je vous la réserve ?", "Oui", "Non", prompt="p")
        await lea.page.get_by_role("button", name="Oui").click()
        await expect(lea.page.locator(".replies")).to_have_count(0)
        await lea.pen.meets()
        await expect(lea.bubble("Oui").get_by_label("Lu")).to_be_visible()
        assert await lea.page.locator(".msg").count() == 3
        assert await lea.page.evaluate(CHECKS) == []
        assert not await overflow(lea.page)
        await lea.page.reload()
        await expect(lea.page.locator(".msg")).to_have_count(3)
        await expect(lea.page.locator(".msg.me").last).to_contain_text("Oui")
        assert "réserve\u00a0?" in await lea.page.locator(".msg.bot").first.inner_text()
        await expect(lea.page.locator("#opening")).to_have_count(0)


async def test_a_thread_that_is_slow_to_come_is_waited_for_in_sight(shop_store: Store) -> None:
    async with open_chat(shop_store) as lea:
        held = asyncio.Event()

        async def late(route: Route) -> None:
            await held.wait()
            await route.continue_()

        await lea.page.route("**/chat/hello", late)
        await lea.page.reload()
        await expect(lea.page.locator("#opening")).to_be_visible()
        held.set()
        await expect(lea.page.get_by_text("Écrivez-nous")).to_be_visible()
        await expect(lea.page.locator("#opening")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS)
async def test_everything_that_can_be_shown_fits_and_has_a_name(shop_store: Store, look: dict[str, Any]) -> None:
    async with open_chat(shop_store, **look) as lea:
        await lea.page.route(
            "https://cdn.example/*", lambda route: route.fulfill(body=PICTURE, content_type="image/svg+xml")
        )
        await lea.pen.hears(lea.address, "مرحبا، هل لديكم قهوة؟ 👩‍👩‍👧‍👦")
        await lea.pen.hears(lea.address, "Donaudampfschiff" * 12 + " https://example.com/" + "a" * 300)
        picture, guide = (
            Media("photo", "https://cdn.example/a.jpg", name="Aroma 2"),
            Link("Le guide", "https://moka.example/g"),
        )
        await lea.pen.says(lea.address, "La plus discrète.", media=picture, links=(guide,))
        await lea.pen.says(lea.address, "Bonjour, Théo à l’appareil.", by="theo@moka.example")
        await lea.pen.says(
            lea.address, "Bien aidé ?", "1 Pas du tout", "2", "3", "4", "5 Tout à fait", prompt="p", asks="location"
        )
        await expect(lea.page.get_by_role("group", name="Note de 1 Pas du tout à 5 Tout à fait")).to_be_visible()
        await expect(lea.page.get_by_role("button", name="Partager ma position")).to_be_visible()
        await expect(lea.page.get_by_text("Tout à fait", exact=True)).to_be_visible()
        guide_link = lea.page.get_by_role("link", name="Le guide")
        await expect(guide_link).to_have_attribute("rel", re.compile("noopener"))
        assert await lea.page.evaluate(CHECKS) == []
        assert not await overflow(lea.page)


async def test_eleven_marks_are_a_scale_and_amounts_are_not(shop_store: Store) -> None:
    async with open_chat(shop_store, viewport=PHONE, has_touch=True) as lea:
        await lea.pen.says(lea.address, "De 0 à 10 ?", *[str(mark) for mark in range(11)], prompt="p")
        await expect(lea.page.locator(".rate button")).to_have_count(11)
        assert not await overflow(lea.page)
        await lea.pen.says(lea.address, "Combien ?", "1 kg", "2 kg", "3 kg", prompt="q")
        await expect(lea.page.locator(".replies button")).to_have_count(3)
        await expect(lea.page.locator(".rate")).to_have_count(0)


async def test_preferences_are_a_button_that_the_keyboard_reaches(shop_store: Store) -> None:
    async with open_chat(shop_store) as lea:
        await lea.page.get_by_role("button", name="Mes préférences").focus()
        await lea.page.keyboard.press("Enter")
        await expect(lea.bubble("Mes préférences").get_by_label("Envoyé")).to_be_visible()
        assert "/preferences" in [getattr(event, "text", None) for event in await events(shop_store)]
        await lea.pen.meets()  # what comes back from the server is shown in the same words
        await expect(lea.bubble("Mes préférences").get_by_label("Lu")).to_be_visible()
        await expect(lea.page.locator(".msg", has_text="/preferences")).to_have_count(0)
        assert await lea.page.evaluate(CHECKS) == []
        assert not await overflow(lea.page)


async def test_what_others_write_is_never_more_than_text(shop_store: Store) -> None:
    async with open_chat(shop_store) as lea:
        for script in SCRIPTS:
            await lea.pen.hears(lea.address, script)
            await lea.pen.says(lea.address, script, script, prompt="p", links=(Link(script, script),))
        await expect(lea.page.locator(".msg")).to_have_count(2 * len(SCRIPTS))
        await expect(lea.bubble("{{7*7}}").first).to_contain_text("{{7*7}} ${window.hurt=1} {name}")
        await lea.page.reload()
        await expect(lea.page.locator(".msg")).to_have_count(2 * len(SCRIPTS))
        assert await lea.page.evaluate("window.hurt") is None
        assert await lea.page.locator("#thread :is(script, img, iframe, b)").count() == 0
        links = await lea.page.eval_on_selector_all("#thread a", "all => all.map((a) => a.href)")
        assert all(link.startswith("https://x.example/") for link in links)


async def test_a_place_is_shared_when_the_bot_asks_for_one(shop_store: Store) -> None:
    lyon = {"latitude": 45.764, "longitude": 4.834}
    async with open_chat(shop_store, geolocation=lyon, permissions=["geolocation"]) as lea:
        await lea.pen.says(lea.address, "Où êtes-vous ?", asks="location")
        await lea.page.get_by_role("button", name="Partager ma position").click()
        await expect(lea.bubble("Ma position").get_by_label("Envoyé")).to_be_visible()
        shared = (await events(shop_store))[-1].location
        assert (shared.latitude, shared.longitude) == (45.764, 4.834)
        await lea.pen.meets()
        await expect(lea.bubble("Ma position").get_by_label("Lu")).to_be_visible()


async def test_a_place_that_cannot_be_shared_can_be_written(shop_store: Store) -> None:
    async with open_chat(shop_store) as lea:
        await lea.pen.says(lea.address, "Où êtes-vous ?", asks="location")
        await lea.page.get_by_role("button", name="Partager ma position").click()
        await expect(lea.page.get_by_role("status")).to_contain_text("votre code postal")


async def test_what_is_written_without_a_network_leaves_when_it_is_back_once(shop_store: Store) -> None:
    async with open_chat(shop_store, bad_network=True) as lea:
        await lea.context.set_offline(True)
        await lea.says("Vous êtes là ?")
        await lea.says("Je patiente.")
        await expect(lea.page.get_by_role("status")).to_contain_text("hors ligne")
        await expect(lea.bubble("là ?").get_by_label("en attente d’envoi")).to_be_visible()
        await lea.context.set_offline(False)
        await expect(lea.bubble("patiente").get_by_label("Envoyé")).to_be_visible()
        await expect(lea.page.get_by_role("status")).to_be_hidden()
        assert [event.text for event in (await events(shop_store))[1:]] == ["Vous êtes là ?", "Je patiente."]


async def test_an_answer_that_is_lost_does_not_double_the_message(shop_store: Store) -> None:
    async with open_chat(shop_store, bad_network=True) as lea:
        lost: list[str] = []

        async def lose_the_first(route: Route) -> None:
            answer = await route.fetch()
            lost.append(str(answer.status))
            await (route.abort() if len(lost) == 1 else route.fulfill(response=answer))

        await lea.page.route("**/chat/messages", lose_the_first)
        await lea.says("Une seule fois")
        await expect(lea.bubble("Une seule fois").get_by_label("Envoyé")).to_be_visible()
        assert lost == ["202", "202"]
        assert await rows(shop_store) == 2  # the visit, and the message


async def test_what_was_not_sent_survives_a_reload(shop_store: Store) -> None:
    async with open_chat(shop_store, bad_network=True) as lea:
        await lea.page.route("**/chat/messages", lambda route: route.fulfill(status=503))
        await lea.says("Ne m’oubliez pas")
        await expect(lea.page.get_by_role("status")).to_contain_text("dès que possible")
        await lea.page.unroute("**/chat/messages")
        await lea.page.reload()
        await expect(lea.bubble("Ne m’oubliez pas").get_by_label("Envoyé")).to_be_visible()
        await lea.pen.meets()
        await expect(lea.bubble("Ne m’oubliez pas").get_by_label("Lu")).to_be_visible()
        await lea.page.reload()
        await expect(lea.page.locator(".msg")).to_have_count(1)


async def test_two_tabs_show_one_thread(shop_store: Store) -> None:
    async with open_chat(shop_store) as lea:
        other = await lea.context.new_page()
        await other.goto(lea.page.url)
        await lea.says("Bonjour")
        await expect(lea.bubble("Bonjour").get_by_label("Envoyé")).to_be_visible()  # in the inbox, so it can be met
        await lea.pen.meets()
        await lea.pen.says(lea.address, "Bonjour Léa")
        for page in (lea.page, other):
            await expect(page.locator(".msg")).to_have_count(2, timeout=30_000)
            await expect(page.locator(".msg.bot")).to_contain_text("Bonjour Léa")


async def test_who_reads_above_is_not_moved_but_told(shop_store: Store) -> None:
    async with open_chat(shop_store, viewport=PHONE) as lea:
        for number in range(50):
            await lea.pen.hears(lea.address, f"Question {number}")
            await lea.pen.says(lea.address, f"Réponse {number}")
        await expect(lea.page.locator(".msg")).to_have_count(100)
        await expect(lea.bubble("Réponse 49")).to_be_in_viewport()
        await lea.page.evaluate("document.querySelector('#scroll').scrollTop = 0")
        await lea.page.wait_for_function("document.querySelector('#scroll').scrollTop === 0")
        await lea.pen.says(lea.address, "Et encore ceci")
        await expect(lea.page.get_by_role("button", name="Voir la suite")).to_be_visible()
        assert await lea.page.evaluate("document.querySelector('#scroll').scrollTop") == 0
        await lea.page.get_by_role("button", name="Voir la suite").click()
        await expect(lea.bubble("Et encore ceci")).to_be_in_viewport()


async def test_who_wants_no_motion_gets_none(shop_store: Store) -> None:
    async with open_chat(shop_store, reduced_motion="reduce") as lea:
        await lea.says("Bonjour")
        dot = lea.page.locator(".dots i").first
        await expect(dot).to_be_visible()
        assert await dot.evaluate("one => getComputedStyle(one).animationName") == "none"


async def test_a_message_of_several_lines_is_kept_as_written(shop_store: Store) -> None:
    async with open_chat(shop_store) as lea:
        field = lea.page.get_by_role("textbox")
        await field.fill("Une ligne")
        await field.press("Shift+Enter")
        await field.type("puis une autre")
        height = await field.evaluate("one => one.offsetHeight")
        await field.press("Enter")
        await expect(lea.bubble("puis une autre").get_by_label("Envoyé")).to_be_visible()
        assert (await events(shop_store))[-1].text == "Une ligne\npuis une autre"
        assert await field.input_value() == ""
        assert await field.evaluate("one => one.offsetHeight") < height


STORE_FILE = """
store: Maison Moka
languages: [fr, en]
country: FR
timezone: Europe/Paris
currency: EUR
teams:
  - { id: atelier, name: Atelier, for: [repair] }
"""
FLOW_FILE = """
flow: machine
title: Choose a machine
purpose: service
starts:
  - intent: machine
examples: [je cherche une machine, une machine silencieuse, il me faut une machine à café]
steps:
  - ask: Pour combien de personnes ?
    as: choice
    save: people
    choices:
      - Une ou deux: { go: small }
      - Trois et plus: { go: large }
  - id: small
    say: L’Aroma 2 vous ira très bien.
  - stop: converted
  - id: large
    say: Prenez plutôt la Presto 15.
  - stop: converted
"""


@asynccontextmanager
async def running(folder: Path, flow: str = FLOW_FILE) -> AsyncIterator[str]:
    """The whole program in a process of its own; yields the chat's address."""
    (folder / "flows" / "conversations").mkdir(parents=True)
    (folder / "flows" / "store.yaml").write_text(STORE_FILE)
    (folder / "flows" / "conversations" / "machine.yaml").write_text(flow)
    environment = {**os.environ, **ON_TIME, "PLAYBOOK": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'chat.db'}"}
    log = folder / "log.txt"
    log.touch()
    process = await asyncio.to_thread(starter().start, Order(["run", "--port", "0"], environment, str(log)))
    while not (found := re.search(r"(http://[^\s]+/chat)\s", log.read_text("utf-8"))):
        assert process.returncode is None, log.read_text("utf-8")
        await asyncio.sleep(0.02)
    try:
        yield found[1]
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 30)


@pytest.mark.parametrize("look", LOOKS)
async def test_a_whole_conversation_with_the_whole_program(tmp_path: Path, look: dict[str, Any]) -> None:
    async with running(tmp_path) as address, chromium() as browser, visit(browser, **look) as context:
        page = await context.new_page()
        await page.goto(address)
        await page.get_by_role("textbox").fill("Je cherche une machine")
        await page.get_by_role("button", name="Envoyer").click()
        await expect(page.locator(".msg.bot").last).to_contain_text("Pour combien de personnes")
        await page.get_by_role("button", name="Une ou deux").click()
        await expect(page.locator(".msg.bot").last).to_contain_text("L’Aroma 2 vous ira très bien.")
        await expect(page.locator(".msg.me").last.get_by_label("Lu")).to_be_visible()
        assert await page.evaluate(CHECKS) == []
        assert not await overflow(page)


@pytest.mark.parametrize(
    ("path", "payload"), [("/chat?ref=K7PQ2RWX9T", "ref_K7PQ2RWX9T"), ("/chat?topic=order", "order")]
)
async def test_a_friends_link_brings_the_code_with_the_first_visit(shop_store: Store, path: str, payload: str) -> None:
    async with open_chat(shop_store, path):
        async with asyncio.timeout(30):
            while not (opened := [one for one in await events(shop_store) if isinstance(one, ChatOpened)]):
                await asyncio.sleep(0.05)
        assert [one.payload for one in opened] == [payload]
