"""The page's own files."""

from __future__ import annotations

import re

import httpx
import pytest

from bot.web import assets


@pytest.mark.parametrize("name", sorted(assets.assets()))
async def test_a_file_may_be_kept_for_good_under_its_version(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(assets.address_of(name))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    again = await client.get(assets.address_of(name), headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


async def test_under_another_version_it_is_asked_for_again(client: httpx.AsyncClient) -> None:
    answer = await client.get("/chat/static/chat.css?v=old")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]


async def test_scripts_and_styles_have_their_types(client: httpx.AsyncClient) -> None:
    script, style = await client.get("/chat/static/chat.js"), await client.get("/chat/static/chat.css")
    assert script.headers["content-type"].startswith("text/javascript")
    assert style.headers["content-type"].startswith("text/css")


async def test_the_embedding_script_may_be_used_by_other_sites(client: httpx.AsyncClient) -> None:
    answer = await client.get("/chat/embed.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("name", ["chat.js", "embed.js"])
def test_a_script_never_writes_markup(name: str) -> None:
    source = assets.assets()[name].body.decode()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc", source)


def test_no_file_loads_anything_from_elsewhere() -> None:
    for name in ("chat.js", "chat.css", "embed.js"):
        source = assets.assets()[name].body.decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"@import|url\(|https?://(?!the-bot)[a-z]", source), name
