"""Signing in: one answer for whatever was wrong, a wait for who tries on, the code of who has one, the way back."""

from __future__ import annotations

import httpx
import pyotp
import pytest
from starlette.applications import Starlette

from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.staff.sign_in_tries import FREE
from bot.web.console.accounts import second_factor
from bot.web.console.accounts.sign_in import back
from tests.web.console.people import OURS, PASSWORD, Browser, browser_of, hired, token_in
from tests.web.doorway import NOW

WRONG = "ne vont pas ensemble"
CODE = "Le code manque"


async def employed(store: Store, app: Starlette, role: Role = Role.AGENT) -> Staff:
    """Somebody with a password."""
    staff = await hired(store, role)
    await store.staff.set_password(staff.id, await app.state.hasher.hash(PASSWORD), staff.id, NOW)
    return staff


async def with_phone(store: Store, app: Starlette, staff: Staff) -> pyotp.TOTP:
    doors = app.state.doors
    secret = second_factor.new_secret(doors)
    digests = [second_factor.digest_of(doors, staff.id, "12345 67890")]
    await store.staff.set_second_factor(
        staff.id, second_factor.sealed(doors, staff.id, secret), 0, digests, staff.id, NOW
    )
    return pyotp.TOTP(secret)


async def signs_in(
    browser: Browser,
    email: str,
    password: str = PASSWORD,
    code: str = "",
    *,
    origin: str = OURS["origin"],
    to: str = "",
) -> httpx.Response:
    page = await browser.get("/console/sign-in")
    fields = {"csrf": token_in(page), "email": email, "password": password, "code": code, "next": to}
    return await browser.post("/console/sign-in", data=fields, headers={**OURS, "origin": origin})


async def test_the_right_password_opens_a_session(stranger: Browser, shop_store: Store, app: Starlette) -> None:
    staff = await employed(shop_store, app)
    answer = await signs_in(stranger, staff.email.upper(), to="/console/more?a=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/more?a=1")
    assert (await stranger.get("/console/more")).status_code == 200
    assert (await shop_store.audit.latest(1))[0].entry.act == "session.opened"
    assert (await stranger.get("/console/sign-in")).headers["location"] == "/console"


async def test_whatever_is_wrong_gets_one_answer(stranger: Browser, shop_store: Store, app: Starlette) -> None:
    staff, gone = await employed(shop_store, app), await employed(shop_store, app)
    newcomer = await hired(shop_store)
    await shop_store.staff.disable(gone.id, "admin", NOW)
    said = []
    for email, password in (
        (staff.email, "another password"),
        ("nobody@moka.example", PASSWORD),
        (gone.email, PASSWORD),
        (newcomer.email, ""),
        ("", ""),
    ):
        answer = await signs_in(stranger, email, password)
        assert answer.status_code == 422
        assert "__Host-sid" not in answer.headers.get("set-cookie", "")
        said.append(answer.text.replace(email, "").replace(" autofocus", ""))
    assert WRONG in said[0]
    assert len(set(said)) == 1


async def test_whoever_tries_on_waits_and_the_owner_of_the_account_does_not(
    stranger: Browser, shop_store: Store, app: Starlette
) -> None:
    staff = await employed(shop_store, app)
    async with browser_of(app) as own:
        await signs_in(own, staff.email)
        await own.sends("/console/sign-out")
        for _ in range(FREE):
            assert WRONG in (await signs_in(stranger, staff.email, "guess")).text
        slowed = await signs_in(stranger, staff.email)
        assert slowed.status_code == 429
        assert "Attendez 1 seconde," in slowed.text
        assert (await signs_in(own, staff.email)).status_code == 303  # a browser that is known
    app.state.doors.clock.pass_(seconds=1)
    assert (await signs_in(stranger, staff.email)).status_code == 303


async def test_an_unknown_account_is_slowed_down_all_the_same(stranger: Browser) -> None:
    answers = [await signs_in(stranger, "nobody@moka.example", "guess") for _ in range(FREE + 1)]
    assert [answer.status_code for answer in answers] == [422] * FREE + [429]


async def test_a_code_is_asked_for_after_the_right_password_only(
    stranger: Browser, shop_store: Store, app: Starlette
) -> None:
    staff = await employed(shop_store, app, Role.ADMIN)
    phone = await with_phone(shop_store, app, staff)
    now = phone.at(app.state.doors.clock())
    assert WRONG in (await signs_in(stranger, staff.email, "guess", now)).text
    assert CODE in (await signs_in(stranger, staff.email)).text
    assert CODE in (await signs_in(stranger, staff.email, code="000000" if now != "000000" else "111111")).text
    assert (await signs_in(stranger, staff.email, code=now)).status_code == 303
    async with browser_of(app) as other:
        assert CODE in (await signs_in(other, staff.email, code=now)).text  # looked over somebody's shoulder
        assert (await signs_in(other, staff.email, code="1234567890")).status_code == 303
        assert (await other.get("/console/more")).status_code == 200


async def test_signing_out_ends_the_session_everywhere(stranger: Browser, shop_store: Store, app: Starlette) -> None:
    staff = await employed(shop_store, app)
    await signs_in(stranger, staff.email)
    held = stranger.cookies.get("__Host-sid") or ""
    answer = await stranger.sends("/console/sign-out")
    assert answer.headers["location"] == "/console/sign-in"
    assert stranger.cookies.get("__Host-sid") is None
    assert await shop_store.sessions.find(held, app.state.doors.clock()) is None


@pytest.mark.parametrize(
    "given",
    ["https://evil.example", "//evil.example", "/console//evil", "/consolex", "/console\\evil", "/chat", "javascript:1",
     "/console/a\r\nset-cookie: x", "", None],
)  # fmt: skip
def test_there_is_no_way_back_to_elsewhere(given: str | None) -> None:
    assert back(given) == ("/console//evil" if given == "/console//evil" else "/console")


async def test_nobody_is_asked_for_a_password_that_they_can_not_have(stranger: Browser) -> None:
    page = (await stranger.get("/console/sign-in", headers={"accept-language": "en"})).text
    assert "Six-digit code" in page
    assert 'autocomplete="current-password"' in page
