"""The guard of a door: where a stranger comes back to, what a form may be, what htmx is told, what is out of scope."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.model.staff import Act, Role
from bot.store import Store
from bot.web.console.door import Door, lacks_second_factor
from tests.web.console.people import OURS, Browser, hired, person, session_at, signed_in, token_in


async def _of_lyon(_request: Request) -> str:
    return "lyon"


async def _says_form(request: Request) -> Response:
    return PlainTextResponse(" ".join(f"{name}={value}" for name, value in request.state.form.multi_items()))


def with_door(app: Starlette, door: Door) -> None:
    app.router.routes.insert(0, door.route())


async def test_a_stranger_comes_back_to_where_they_were_going(stranger: Browser) -> None:
    answer = await stranger.get("/console/more?tab=1")
    assert answer.headers["location"] == "/console/sign-in?next=/console/more%3Ftab%3D1"


async def test_htmx_is_told_to_leave_the_page(stranger: Browser) -> None:
    answer = await stranger.get("/console/more", headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/console/sign-in"


@pytest.mark.parametrize(
    ("page", "leads"),
    [
        ("https://shop.example/console/inbox/lea?folder=us", "?next=/console/inbox/lea%3Ffolder%3Dus"),
        ("https://elsewhere.example/chat", ""),
        ("//elsewhere.example", ""),
        ("", ""),
    ],
)
async def test_who_was_on_a_page_comes_back_to_it(stranger: Browser, page: str, leads: str) -> None:
    asked = {"hx-request": "true", "hx-current-url": page}
    for answer in (
        await stranger.get("/console/inbox/rows", headers=asked),
        await stranger.post("/console/inbox/lea/reply", headers=asked),
    ):
        assert answer.headers["hx-redirect"] == f"/console/sign-in{leads}"


@pytest.mark.parametrize(
    ("points", "status"), [((), 200), (("lyon",), 200), (("lyon", "paris"), 200), (("paris",), 404)]
)
async def test_what_is_out_of_scope_is_not_there(
    app: Starlette, shop_store: Store, points: tuple[str, ...], status: int
) -> None:
    with_door(app, Door("/scoped", "GET", Act.READ_THREADS, _says_form, scope=_of_lyon))
    staff = await hired(shop_store, Role.OWNER, points_of_sale=points)
    async with await signed_in(app, staff) as browser:
        assert (await browser.get("/console/scoped")).status_code == status


async def test_a_form_is_read_whole_or_refused(app: Starlette, shop_store: Store) -> None:
    with_door(app, Door("/echo", "POST", Act.OWN_ACCOUNT, _says_form))
    async with await signed_in(app, await hired(shop_store)) as browser:
        token = token_in(await browser.get("/console/more"))
        urlencoded = {**OURS, "content-type": "application/x-www-form-urlencoded"}

        async def sends(body: bytes, **headers: str) -> httpx.Response:
            return await browser.post("/console/echo", content=body, headers={**urlencoded, **headers})

        good = await sends(f"csrf={token}&a=1&a=&b=%C3%A9".encode())
        assert good.text == f"csrf={token} a=1 a= b=é"
        assert (await sends(b"csrf=%ff")).status_code == 400
        assert (await sends(b"&".join([b"a=1"] * 2000))).status_code == 400
        assert (await sends(b"a=" + b"x" * 2**20)).status_code == 413
        by_header = await browser.post("/console/echo", json={}, headers={**OURS, "x-csrf": token})
        assert by_header.status_code == 200


async def test_another_browsers_token_is_no_good(app: Starlette, shop_store: Store) -> None:
    with_door(app, Door("/echo", "POST", Act.OWN_ACCOUNT, _says_form))
    staff = await hired(shop_store)
    async with await signed_in(app, staff) as one, await signed_in(app, staff) as other:
        token = token_in(await other.get("/console/more"))
        assert (await one.post("/console/echo", data={"csrf": token}, headers=OURS)).status_code == 403


async def test_an_origin_is_enough_where_a_browser_says_no_more(app: Starlette, shop_store: Store) -> None:
    with_door(app, Door("/echo", "POST", Act.OWN_ACCOUNT, _says_form))
    async with await signed_in(app, await hired(shop_store)) as browser:
        token = token_in(await browser.get("/console/more"))
        headers = {"origin": OURS["origin"]}
        assert (await browser.post("/console/echo", data={"csrf": token}, headers=headers)).status_code == 200


def test_who_lacks_a_second_factor() -> None:
    assert lacks_second_factor(person(Role.ADMIN), session_at(proof="password"))
    assert not lacks_second_factor(person(Role.ADMIN, has_second_factor=True), session_at(proof="code"))
    assert not lacks_second_factor(person(Role.OWNER), session_at(proof="link"))
    assert not lacks_second_factor(person(Role.AGENT), session_at(proof="password"))
