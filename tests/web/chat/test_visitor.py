"""Who is chatting: the token, its cookie, its address."""

from __future__ import annotations

import re

import httpx
import pytest

from bot.store import Store
from bot.web.chat import visitor
from bot.web.doors import Doors
from tests.web.doorway import app_of, client_of, open_doors

FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}


def _cookie(answer: httpx.Response) -> tuple[str, str, set[str]]:
    pair, *rules = answer.headers["set-cookie"].split("; ")
    name, _, token = pair.partition("=")
    return name, token, set(rules)


async def test_our_own_page_keeps_a_first_party_cookie(client: httpx.AsyncClient) -> None:
    name, token, rules = _cookie(await client.get("/chat"))
    assert name == "__Host-visitor"
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert {"Path=/", "HttpOnly", "Secure", "SameSite=Lax"} <= rules
    assert not [rule for rule in rules if rule.startswith(("Domain", "Partitioned"))]


@pytest.mark.parametrize(("path", "headers"), [("/chat", FRAME), ("/chat?framed=", {})], ids=["header", "parameter"])
async def test_a_frame_keeps_a_cookie_of_its_own_partition(
    client: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    name, _, rules = _cookie(await client.get(path, headers=headers))
    assert name == "__Host-visitor"
    assert {"Path=/", "HttpOnly", "Secure", "SameSite=None", "Partitioned"} <= rules


async def test_over_plain_http_the_cookie_has_a_plain_name(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store, public_url=None)), "http://127.0.0.1:8000") as client:
        name, _, rules = _cookie(await client.get("/chat"))
    assert name == "visitor"
    assert {"HttpOnly", "SameSite=Lax"} <= rules
    assert "Secure" not in rules


async def test_who_comes_back_keeps_their_token(client: httpx.AsyncClient) -> None:
    _, first, _ = _cookie(await client.get("/chat"))
    _, second, _ = _cookie(await client.get("/chat"))
    assert first == second


@pytest.mark.parametrize("token", ["", "short", "x" * 44, "é" * 43, "a" * 42 + ";"])
async def test_a_token_that_we_did_not_make_is_replaced(client: httpx.AsyncClient, token: str) -> None:
    _, given, _ = _cookie(await client.get("/chat", headers={b"X-Visitor": token.encode()}))
    assert given != token


def test_the_address_is_no_token_and_depends_on_the_key(doors: Doors, shop_store: Store) -> None:
    token = doors.new_token()
    address = visitor.address_of(token, doors)
    assert address.channel == "web"
    assert token not in address.id
    assert address == visitor.address_of(token, doors)
    assert address != visitor.address_of(token, open_doors(shop_store, key=b"another key of thirty-two bytes."))
