"""What every page stands in: the reader's language and theme, the policy, and errors that they can read."""

from __future__ import annotations

import re

import msgspec
import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.frame import POLICY, templates
from tests.web.console.people import Browser, hired, signed_in


@pytest.mark.parametrize(("language", "said"), [("fr", "Toutes les pages"), ("en", "All pages")])
@pytest.mark.parametrize("theme", [None, "light", "dark"])
async def test_a_page_is_in_the_readers_language_and_theme(
    app: Starlette, shop_store: Store, language: str, said: str, theme: str | None
) -> None:
    staff = await hired(shop_store, language=language, name="Zoé <b>")
    await shop_store.staff.prefer(msgspec.structs.replace(staff, theme=theme))
    async with await signed_in(app, staff) as browser:
        page = (await browser.get("/console/more", headers={"accept-language": "de"})).text
    themed = f' data-theme="{theme}"' if theme else ""
    assert f'<html lang="{language}"{themed}>' in page
    assert said in page
    assert "Zoé &lt;b&gt;" in page


async def test_on_a_phone_a_page_without_a_tab_is_among_more(app: Starlette, shop_store: Store) -> None:
    more = re.compile(r'<a href="/console/more"([^>]*)>')
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        pages = {path: (await browser.get(f"/console{path}")).text for path in ("/inbox", "/sending", "/team", "/more")}
    assert {path: more.findall(page)[-1].strip() for path, page in pages.items()} == {
        "/inbox": "",
        "/sending": 'aria-current="true"',
        "/team": 'aria-current="true"',
        "/more": 'aria-current="page"',
    }


async def test_an_error_is_a_page_of_the_readers(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store, Role.VIEWER, language="en")
    async with await signed_in(app, staff) as browser:
        absent = await browser.get("/console/nothing/here")
        assert absent.status_code == 404
        assert "There is nothing here" in absent.text
        assert staff.name in absent.text
        assert absent.headers["content-security-policy"] == POLICY


async def test_a_strangers_error_says_as_little(stranger: Browser) -> None:
    for method, path, status in (("GET", "/console/nothing", 404), ("DELETE", "/console/sign-in", 405)):
        answer = await stranger.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_template_can_be_read(language: str) -> None:
    environment = templates(language)
    names = environment.list_templates(extensions=["html"])
    assert {"frame.html", "inbox.html", "thread_pane.html"} <= set(names)
    for name in names:
        environment.get_template(name)


def test_a_text_that_is_no_text_of_ours_is_escaped_where_a_translation_would_stand() -> None:
    drawn = templates("fr").from_string("{{ _(said) }}").render(said="<script>pwned()</script>")
    assert drawn == "&lt;script&gt;pwned()&lt;/script&gt;"
