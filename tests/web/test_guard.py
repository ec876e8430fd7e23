"""The guard stands around everything, our own faults included."""

from __future__ import annotations

import httpx
import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from bot.web.guard import Guard, phrase, refuse


def client_of(app: object, *, secure: bool = False) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=Guard(app, secure=secure), raise_app_exceptions=True)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=transport, base_url="http://shop")


async def test_a_failure_before_the_answer_is_a_plain_500() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("secret")

    async with client_of(app) as client:
        answer = await client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


async def test_a_failure_under_api_is_a_problem_document() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("secret")

    async with client_of(app) as client:
        answer = await client.get("/api/customers")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["detail"] == phrase(500)


async def test_a_failure_in_the_middle_does_not_begin_a_second_answer() -> None:
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("secret")

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await Guard(app, secure=False)({"type": "http", "path": "/"}, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]


class Full(Exception):
    """There is no place."""


async def test_what_a_route_raises_to_end_a_request_is_answered_once() -> None:
    async def answer(request: Request, fault: Exception) -> Response:
        return PlainTextResponse(f"{request.url.path}: {type(fault).__name__}", 507)

    class Fuller(Full):
        """A kind of it."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/begun":
            await PlainTextResponse("so far")(scope, receive, send)
        raise Fuller

    guard = Guard(app, secure=False, answers={Full: answer})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=guard), base_url="http://shop") as client:
        refused, begun = await client.get("/here"), await client.get("/begun")
    assert (refused.status_code, refused.text) == (507, "/here: Fuller")
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert (begun.status_code, begun.text) == (200, "so far")


async def test_an_answer_that_can_t_be_made_is_a_plain_500() -> None:
    async def answer(_request: Request, _fault: Exception) -> Response:
        raise RuntimeError("secret")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise Full

    guard = Guard(app, secure=False, answers={Full: answer})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=guard), base_url="http://shop") as client:
        assert (await client.get("/")).status_code == 500


async def test_a_caller_who_left_is_no_fault() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("so far")(scope, receive, send)
        raise ClientDisconnect

    async with client_of(app) as client:
        assert (await client.get("/")).text == "so far"


async def test_an_answer_without_a_body_has_no_policy_for_pages() -> None:
    async with client_of(Response()) as client:
        answer = await client.get("/")
    assert (answer.headers["cache-control"], "content-security-policy" in answer.headers) == ("no-store", False)
    async with client_of(Response(status_code=303, headers={"location": "/x"})) as client:
        assert "content-security-policy" in (await client.get("/")).headers


async def test_a_route_keeps_its_own_policy() -> None:
    async with client_of(PlainTextResponse("", headers={"Content-Security-Policy": "default-src 'self'"})) as client:
        assert (await client.get("/")).headers["content-security-policy"] == "default-src 'self'"


@pytest.mark.parametrize("secure", [True, False])
async def test_https_is_insisted_on_only_where_we_are_reached_by_it(secure: bool) -> None:
    async with client_of(PlainTextResponse(""), secure=secure) as client:
        assert ("strict-transport-security" in (await client.get("/")).headers) == secure


def test_a_refusal_says_when_to_come_back() -> None:
    assert refuse(429, retry_after=7).headers == {"retry-after": "7"}
    assert refuse(404).headers is None


def test_an_unforeseen_status_has_words_too() -> None:
    assert phrase(418) == "Something went wrong."
