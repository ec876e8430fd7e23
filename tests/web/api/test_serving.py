"""What every request of `/api` goes through, and what is refused."""

from __future__ import annotations

import json

import pytest

from bot.store import Store, StoreUnavailable
from bot.web.bodies import MOST_BYTES
from tests.web.api.shop import LEA, LYON, carrying, customer_id, lives, posting, shop_client, token

PATH = "/api/customers"
PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/api/", 404),
        ("DELETE", PATH, 405),
        ("PUT", "/api/openapi.json", 405),
        ("GET", "/api/customers/../customers/nobody", 404),
        ("GET", "/api/customers/" + "0" * 32, 404),
        ("GET", "/api/customers/ABC", 404),
        ("GET", "/api/deliveries/zz", 404),
        ("GET", PATH + "?limit=0", 422),
        ("GET", PATH + "?limit=1&limit=2", 422),
        ("GET", PATH + "?sort=name", 422),
        ("GET", PATH + "?cursor=abc", 422),
        ("GET", PATH + "?phone=hello", 422),
        ("GET", PATH + "?id=%00", 422),
    ],
)
async def test_whatever_is_refused_is_a_problem_document(
    shop_store: Store, method: str, path: str, status: int
) -> None:
    async with shop_client(shop_store) as client:
        answer = await client.request(method, path, headers=posting(await token(shop_store)))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["status"] == status
    if status == 405:
        assert answer.headers["allow"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "pointer"),
    [
        (b"{", "application/json", 400, None),
        (b"", "application/json", 400, None),
        (b"\xff", "application/json", 400, None),
        (b"[" * 100_000, "application/json", 422, ""),
        (b"{}", "text/plain", 415, None),
        (b"x" * (MOST_BYTES + 1), "application/json", 413, None),
        (b"{}", "application/json", 422, ""),
        (b'{"customer": {"phone": "12"}}', "application/json", 422, "/customer/phone"),
        (b'{"customer": {}}', "application/json", 422, "/customer"),
        (b'{"customer": {"id": "1"}, "facts": {"x": []}}', "application/json", 422, "/facts"),
        (
            b'{"customer": {"id": "1"}, "facts": {"point_of_sale": "lyon"}}',
            "application/json",
            422,
            "/facts/point_of_sale",
        ),
        (b'{"customer": {"id": "1"}, "point_of_sale": "lille"}', "application/json", 422, "/point_of_sale"),
        (b'{"customer": {"id": "1"}, "language": 7}', "application/json", 422, "/language"),
    ],
)
async def test_a_body_that_is_no_use_says_where(
    shop_store: Store, body: bytes, kind: str, status: int, pointer: str | None
) -> None:
    headers = {**posting(await token(shop_store)), "content-type": kind}
    async with shop_client(shop_store) as client:
        answer = await client.post(PATH, content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    if pointer is not None:
        assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_what_has_not_changed_is_not_sent_again(store: Store) -> None:
    await lives(store, LEA, LYON)
    text = await token(store)
    async with shop_client(store) as client:
        first = await client.get(f"{PATH}/{customer_id(LEA)}", headers=carrying(text))
        tag = first.headers["etag"]
        again = await client.get(
            f"{PATH}/{customer_id(LEA)}", headers=carrying(text, **{"if-none-match": f'"x", W/{tag}'})
        )
        assert (again.status_code, again.content) == (304, b"")
        head = await client.head(f"{PATH}/{customer_id(LEA)}", headers=carrying(text))
        assert (head.status_code, head.headers["etag"]) == (200, tag)


async def test_our_own_fault_tells_nothing_of_ours(shop_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*asked: object, **how: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(shop_store.lists, "page", breaks)
    async with shop_client(shop_store) as client:
        answer = await client.get(PATH, headers=carrying(await token(shop_store)))
    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert "secret" not in answer.text


async def test_a_database_that_is_gone_is_worth_another_try(shop_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await lives(shop_store, LEA, LYON)

    async def gone(*asked: object, **how: object) -> None:
        raise StoreUnavailable("gone")

    monkeypatch.setattr(shop_store.inbox, "put", gone)
    body, headers = json.dumps({"text": "Bonjour"}), posting(await token(shop_store))
    async with shop_client(shop_store) as client:
        answer = await client.post(f"{PATH}/{customer_id(LEA)}/messages", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
    assert answer.headers["retry-after"]


async def test_the_security_headers_are_there(shop_store: Store) -> None:
    async with shop_client(shop_store) as client:
        answer = await client.get(PATH, headers=carrying(await token(shop_store)))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-cache"
