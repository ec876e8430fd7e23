"""The page: the store's name, the visitor's language, and a policy that lets only our own files run."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser

import httpx
import pytest

from bot.model.customer import Customer, KnownAddress
from bot.playbook.compiled import Store as Shop
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.web.assets import ASSETS
from bot.web.chat import visitor
from bot.web.chat.page import SCRIPT_WORDS, initials
from tests.store.samples import keep
from tests.web.doorway import Pen, app_of, client_of, open_doors, playbook


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def shop_client(store: Store, shop: Shop, **changes: object) -> httpx.AsyncClient:
    shown = playbook(store=shop)
    return client_of(app_of(open_doors(store, playbook=lambda: shown, **changes)))


async def test_the_page_is_the_stores_in_french(client: httpx.AsyncClient) -> None:
    page = (await client.get("/chat")).text
    assert "<title>Maison Moka, discussion</title>" in page
    assert '<html lang="fr"' in page
    assert "Équipe présente de 10\u00a0h à 19\u00a0h" in page


@pytest.mark.parametrize(
    ("query", "accepted", "language"), [("?lang=en", "fr", "en"), ("", "en-GB", "en"), ("?lang=fr", "en", "fr")]
)
async def test_the_page_speaks_the_visitors_language(
    client: httpx.AsyncClient, query: str, accepted: str, language: str
) -> None:
    page = (await client.get(f"/chat{query}", headers={"Accept-Language": accepted})).text
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize(("query", "language"), [("", "en"), ("?lang=fr", "fr")])
async def test_the_page_speaks_as_the_conversation_does_unless_the_shops_page_says(
    shop_store: Store, query: str, language: str
) -> None:
    doors, token = open_doors(shop_store), "v" * 43
    address = visitor.address_of(token, doors)
    await Pen(shop_store, doors.clock).says(address, "Hello!")
    known = (KnownAddress(address=address),)
    await keep(
        shop_store, Customer(id=customer_id_of(address), created_at=doors.clock(), language="en", addresses=known)
    )
    headers = {"Accept-Language": "fr", "x-visitor": token}
    page = (await client_of(app_of(doors)).get(f"/chat{query}", headers=headers)).text
    assert f'<html lang="{language}"' in page


async def test_without_scripts_the_page_says_what_it_needs(client: httpx.AsyncClient) -> None:
    page = (await client.get("/chat?lang=en")).text
    assert re.search(
        r"<noscript><p[^>]*>The chat needs JavaScript: .* reach Maison Moka another way\.</p></noscript>", page
    )


async def test_nothing_in_the_page_runs_but_its_own_files(client: httpx.AsyncClient) -> None:
    answer = await client.get("/chat?framed=&theme=dark")
    tags = Tags(answer.text).found
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]
    assert not [tag for tag, _ in tags if tag in {"style", "iframe", "object", "base", "form[action]"}]
    scripts = [attributes for tag, attributes in tags if tag == "script"]
    assert [str(script["src"]).startswith("/chat/static/") for script in scripts] == [True]
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy


async def test_a_stores_name_is_only_ever_text(shop_store: Store) -> None:
    name = """<img src=x onerror=alert(1)> "Chez" 'Léa' & {{ 7*7 }} {name} {0}"""
    async with shop_client(shop_store, Shop(name=name)) as client:
        page = (await client.get("/chat")).text
    assert name not in page
    assert html.escape(name, quote=False).split("&quot;")[0][:20] in page
    words = re.search(r'data-words="([^"]*)"', page)
    assert words is not None
    assert json.loads(html.unescape(words[1]))["typing"].startswith("<img")


async def test_anybody_may_frame_the_chat_unless_the_store_names_who(shop_store: Store) -> None:
    async with shop_client(shop_store, Shop(name="M")) as client:
        anybody = (await client.get("/chat")).headers["content-security-policy"]
    origins = ("https://maison-moka.example", "https://www.maison-moka.example")
    async with shop_client(shop_store, Shop(name="M"), chat_origins=origins) as client:
        named = (await client.get("/chat")).headers["content-security-policy"]
    assert anybody.endswith("frame-ancestors *")
    assert named.endswith("frame-ancestors https://maison-moka.example https://www.maison-moka.example")


async def test_a_frame_can_be_closed_and_a_page_cannot(client: httpx.AsyncClient) -> None:
    assert 'id="close"' in (await client.get("/chat?framed=")).text
    assert 'id="close"' not in (await client.get("/chat")).text


@pytest.mark.parametrize(("theme", "shown"), [("dark", True), ("light", True), ('"><script>', False)])
async def test_the_shops_page_may_choose_the_theme(client: httpx.AsyncClient, theme: str, shown: bool) -> None:
    page = (await client.get("/chat", params={"theme": theme})).text
    assert (f'data-theme="{theme}"' in page) == shown


@pytest.mark.parametrize(("url", "shown"), [("https://maison.example/donnees", True), ("javascript:alert(1)", False)])
async def test_the_link_to_ones_data_is_the_stores(shop_store: Store, url: str, shown: bool) -> None:
    async with shop_client(shop_store, Shop(name="M", facts={"privacy": url})) as client:
        page = (await client.get("/chat")).text
    assert (url in page) == shown
    assert ("Mes données</a>" in page) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maison Moka", "MM"),
        ("Moka", "M"),
        ("l’atelier du café", "LC"),
        ("☕ Moka & fils", "MF"),
        ("☕", "•"),
        ("", "•"),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_script_gets_the_words_that_it_uses() -> None:
    scripts = ASSETS.files["chat.js"].body + ASSETS.files["photos.js"].body
    used = set(re.findall(r"\bwords\.(\w+)", scripts.decode()))
    assert used == {*SCRIPT_WORDS, "typing"}
