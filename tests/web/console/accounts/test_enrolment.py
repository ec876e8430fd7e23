"""Setting up a second factor: nothing is kept until the phone's code is right; the codes for paper are shown once."""

from __future__ import annotations

import re

import httpx
import pyotp
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.accounts.enrolment import drawn
from bot.web.console.door import SECOND_FACTOR
from tests.web.console.accounts.test_sign_in import employed, with_phone
from tests.web.console.people import OURS, PASSWORD, Browser, hired, signed_in, token_in


async def fills_in(browser: Browser, page: httpx.Response, code: str, **fields: str) -> httpx.Response:
    sealed = page.text.partition('name="secret" value="')[2].partition('"')[0]
    return await browser.post(
        SECOND_FACTOR, data={"csrf": token_in(page), "secret": sealed, "code": code, **fields}, headers=OURS
    )


def phone_of(page: httpx.Response) -> pyotp.TOTP:
    """What somebody types into a phone who has no camera."""
    return pyotp.TOTP(re.sub(" ", "", page.text.partition('<span class="mono">')[2].partition("<")[0]))


async def test_the_owner_sets_it_up_and_may_then_go_on(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store, Role.OWNER)
    async with await signed_in(app, staff, "password") as browser:
        page = await browser.get(SECOND_FACTOR)
        wrong = await fills_in(browser, page, "000000")
        assert wrong.status_code == 422
        assert phone_of(wrong).secret == phone_of(page).secret  # the phone need not be set up again
        assert not (await shop_store.staff.secrets(staff.id)).second_factor
        done = await fills_in(browser, wrong, phone_of(wrong).at(app.state.doors.clock()))
        codes = re.findall(r"<li>(\d{5} \d{5})</li>", done.text)
        assert len(codes) == 8
        assert (await browser.get("/console/more")).status_code == 200
        kept = await shop_store.staff.secrets(staff.id)
        assert phone_of(page).secret not in str(kept)
        assert kept.code_used == int(app.state.doors.clock().timestamp()) // 30


async def test_another_phone_needs_the_password(app: Starlette, shop_store: Store) -> None:
    staff = await employed(shop_store, app, Role.ADMIN)
    await with_phone(shop_store, app, staff)
    before = await shop_store.staff.secrets(staff.id)
    async with await signed_in(app, staff, "code") as browser:
        page = await browser.get(SECOND_FACTOR)
        code = phone_of(page).at(app.state.doors.clock())
        assert (await fills_in(browser, page, code)).status_code == 422
        assert (await fills_in(browser, page, code, current="guess")).status_code == 422
        assert await shop_store.staff.secrets(staff.id) == before
        assert (await fills_in(browser, page, code, current=PASSWORD)).status_code == 200
        assert await shop_store.staff.secrets(staff.id) != before


async def test_a_secret_of_somebody_elses_page_is_refused(app: Starlette, shop_store: Store) -> None:
    one, other = await hired(shop_store, Role.OWNER), await hired(shop_store, Role.OWNER)
    async with await signed_in(app, one, "password") as mine, await signed_in(app, other, "password") as theirs:
        page, foreign = await mine.get(SECOND_FACTOR), await theirs.get(SECOND_FACTOR)
        sealed = foreign.text.partition('name="secret" value="')[2].partition('"')[0]
        code = phone_of(foreign).at(app.state.doors.clock())
        fields = {"csrf": token_in(page), "secret": sealed, "code": code}
        assert (await mine.post(SECOND_FACTOR, data=fields, headers=OURS)).status_code == 400


def test_the_square_is_drawn_without_a_style_of_its_own() -> None:
    svg = drawn("otpauth://totp/Moka:camille?secret=AAAA&issuer=Moka")
    assert svg.startswith('<svg viewBox="0 0 ')
    assert "style" not in svg
