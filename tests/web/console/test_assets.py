"""The console's files: each at an address that changes with what is in it."""

from __future__ import annotations

import re

import httpx

from bot.web.console.assets import ASSETS


async def test_a_file_is_kept_for_good_at_the_address_of_what_is_in_it(stranger: httpx.AsyncClient) -> None:
    for name in ASSETS.files:
        answer = await stranger.get(ASSETS.address_of(name))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in (await stranger.get("/console/static/console.css?v=old")).headers["cache-control"]


async def test_htmx_is_the_one_of_its_package(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.get(ASSETS.address_of("htmx.js"))
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "htmx" in answer.text


async def test_nothing_else_is_served(stranger: httpx.AsyncClient) -> None:
    for path in ("none.css", "..%2froutes.py", "%2e%2e/routes.py"):
        assert (await stranger.get(f"/console/static/{path}")).status_code == 404


def test_the_stylesheet_fetches_nothing() -> None:
    assert not re.search(rb"@import|url\(|https?://", ASSETS.files["console.css"].body)
