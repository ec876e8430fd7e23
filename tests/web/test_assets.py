"""The page's own files."""

from __future__ import annotations

import re

import httpx
import pytest

from bot.web.assets import ASSETS


@pytest.mark.parametrize("name", sorted(ASSETS.files))
async def test_a_file_may_be_kept_for_good_under_its_version(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(ASSETS.address_of(name))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    again = await client.get(ASSETS.address_of(name), headers={"If-None-Match": answer.headers["etag"]})
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
    source = ASSETS.files[name].body.decode()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc", source)


def test_no_file_loads_anything_from_elsewhere() -> None:
    for name in ("chat.js", "chat.css", "embed.js"):
        source = ASSETS.files[name].body.decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"@import|url\(|https?://(?!the-bot)[a-z]", source), name


TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
#: Text on its ground (WCAG 2.2, 1.4.3: 4.5 to 1), and what tells a control from its ground (1.4.11: 3 to 1).
TEXTS = [
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "tint"),
    ("ink", "raised"),
    ("ink-2", "surface"),
    ("ink-3", "surface"),
    ("ink-3", "sunken"),
    ("ink-3", "raised"),
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
    ("accent", "surface"),
    ("accent-2", "surface"),
    ("accent-2", "tint"),
    ("warn", "warn-tint"),
    ("bad", "surface"),
]
EDGES = [("edge", "surface"), ("edge", "raised"), ("accent", "surface"), ("accent", "raised")]


def _tokens(theme: int) -> dict[str, str]:
    return {found[0]: found[theme] for found in TOKEN.findall(ASSETS.files["chat.css"].body.decode())}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [1, 2], ids=["light", "dark"])
def test_every_text_can_be_read_and_every_control_seen(theme: int) -> None:
    tokens = _tokens(theme)
    pale = {(on, ground): _contrast(tokens[on], tokens[ground]) for on, ground in TEXTS}
    assert {pair: ratio for pair, ratio in pale.items() if ratio < 4.5} == {}
    faint = {(edge, ground): _contrast(tokens[edge], tokens[ground]) for edge, ground in EDGES}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}
