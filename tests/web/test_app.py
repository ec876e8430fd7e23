"""Every route: what it is called, what stands in its headers, and how it fails."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from bot.store import Store
from bot.web.app import ROUTES
from bot.web.guard import HEADERS
from tests.web.doorway import app_of, client_of, open_doors

#: A real address for each route that has a parameter.
EXAMPLES = {"/chat/static/{name}": "/chat/static/chat.css", "/media/{path:path}": "/media/machine.jpg"}
EXAMPLES |= {"/console/static/{name}": "/console/static/console.css", "/console/{path:path}": "/console/nothing"}
EXAMPLES |= {"/console/welcome/{token}": "/console/welcome/over"}
SERVED = [route for route in ROUTES if isinstance(route, Route)]
EVERY = [(method, EXAMPLES.get(route.path, route.path)) for route in SERVED for method in sorted(route.methods or ())]
ABSENT = [
    ("GET", "/nowhere"),
    ("POST", "/chat/nowhere"),
    ("GET", "/api/nowhere"),
    ("BREW", "/chat"),
    ("GET", "/chat/x"),
]


def test_the_routes_of_the_contract_are_all_there() -> None:
    assert len(SERVED) == len(ROUTES)
    contract = """/webhooks/telegram /webhooks/twilio /webhooks/twilio/status /webhooks/shopify /webhooks/woocommerce
    /api/events /chat /healthz /readyz /metrics /"""
    assert set(contract.split()) <= {route.path for route in SERVED}


async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    for method, path in [*EVERY, *ABSENT]:
        client.cookies.clear()  # a visitor's stream would not end
        answer = await _ask(client, method, path)
        asked = f"{method} {path}"
        assert answer.headers["x-content-type-options"] == "nosniff", asked
        assert answer.headers["referrer-policy"] == "same-origin", asked
        assert answer.headers["strict-transport-security"].startswith("max-age="), asked
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'"), asked
        assert "unsafe" not in policy, asked
        assert "base-uri 'none'" in policy, asked
        assert ("frame-ancestors 'none'" in policy) == (path != "/chat" or answer.status_code != 200), asked
        assert set(HEADERS) <= set(answer.headers), asked


async def _ask(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    """The stream never ends for a visitor; a stranger's is refused, which has headers enough."""
    client.cookies.clear()  # of the chat's page, which makes a visitor of who opens it
    return await client.request(method, path, json={} if method == "POST" else None)


async def test_over_plain_http_nothing_is_promised_about_https(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store, public_url=None)), "http://127.0.0.1:8000") as client:
        assert "strict-transport-security" not in (await client.get("/chat")).headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/webhooks/telegram", 405),
        ("DELETE", "/chat/messages", 405),
        ("POST", "/webhooks/shopify", 404),
        ("POST", "/webhooks/woocommerce", 404),
        ("GET", "/chat/static/..%2f..%2fapp.py", 404),
        ("GET", "/chat/static/none.css", 404),
    ],
)
async def test_a_wrong_path_or_method_is_refused_plainly(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.splitlines()) == 1


async def test_errors_of_the_api_are_problem_documents(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/events")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 405


async def test_the_root_is_the_chat(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/chat"


async def test_a_fault_of_ours_tells_nothing(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_now: object) -> float:
        raise RuntimeError(f"a secret and {Path(__file__)}")

    doors = client._transport.app.state.doors  # type: ignore[attr-defined]
    monkeypatch.setattr(doors.store.inbox, "lag", fail)
    answer = await client.get("/metrics")
    assert answer.status_code == 500
    assert answer.text == "Something went wrong on our side."
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("page", ["/chat", "/console"])
async def test_a_slash_too_many_leads_to_the_page(client: httpx.AsyncClient, page: str) -> None:
    answer = await client.get(f"{page}/")
    assert (answer.status_code, answer.headers["location"]) == (308, page)


async def test_the_name_of_the_api_alone_is_refused_as_the_api_refuses(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
