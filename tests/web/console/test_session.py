"""The cookies: bound to this host over https, plain names on loopback only, gone with the session."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.store import Store
from tests.web.console.accounts.test_sign_in import employed, signs_in
from tests.web.console.people import Browser, browser_of, hired, signed_in
from tests.web.doorway import app_of, open_doors


async def test_the_cookie_of_a_session_is_this_hosts_alone(
    stranger: Browser, shop_store: Store, app: Starlette
) -> None:
    staff = await employed(shop_store, app)
    answer = await signs_in(stranger, staff.email)
    cookies = {line.partition("=")[0]: line for line in answer.headers.get_list("set-cookie")}
    assert set(cookies) == {"__Host-sid", "__Host-known"}
    for line in cookies.values():
        attributes = set(line.split("; ")[1:])
        assert {"Path=/", "HttpOnly", "Secure", "SameSite=Lax"} <= attributes
        assert not any(attribute.startswith("Domain") for attribute in attributes)


async def test_over_http_on_loopback_the_name_is_plain(shop_store: Store) -> None:
    app = app_of(open_doors(shop_store, public_url=None))
    staff = await employed(shop_store, app)
    async with browser_of(app, "http://127.0.0.1:8000") as browser:
        answer = await signs_in(browser, staff.email, origin="http://127.0.0.1:8000")
        assert answer.status_code == 303
        names = {line.partition("=")[0] for line in answer.headers.get_list("set-cookie")}
        assert names == {"sid", "known"}
        assert (await browser.get("/console/more")).status_code == 200


async def test_the_token_is_new_with_every_sign_in(stranger: Browser, shop_store: Store, app: Starlette) -> None:
    """Whatever the browser had before, also what somebody else put there, is not what it is signed in with."""
    staff = await employed(shop_store, app)
    planted = "a" * 43
    stranger.cookies.set("__Host-sid", planted, domain="bot.maison-moka.example", path="/")
    await signs_in(stranger, staff.email)
    first = stranger.cookies.get("__Host-sid")
    await stranger.sends("/console/sign-out")
    await signs_in(stranger, staff.email)
    assert len({planted, first, stranger.cookies.get("__Host-sid")}) == 3
    assert await shop_store.sessions.find(planted, app.state.doors.clock()) is None


async def test_an_idle_browser_is_signed_out(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store)) as browser:
        app.state.doors.clock.pass_(minutes=29)
        assert (await browser.get("/console/more")).status_code == 200
        app.state.doors.clock.pass_(minutes=30)
        assert (await browser.get("/console/more")).status_code == 303


async def test_nobody_is_signed_in_with_a_token_that_is_none(app: Starlette) -> None:
    async with browser_of(app) as browser:
        for given in ("", "short", "é" * 43, "a" * 43, "a" * 5000):
            headers = {b"cookie": f"__Host-sid={given}".encode()}
            assert (await browser.get("/console/more", headers=headers)).status_code == 303
