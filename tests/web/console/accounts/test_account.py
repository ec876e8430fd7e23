"""One's own account: preferences, another password, sessions; what opens the account needs the password."""

from __future__ import annotations

import msgspec
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.accounts.test_sign_in import employed, signs_in, with_phone
from tests.web.console.people import PASSWORD, hired, session_at, signed_in

NEW = "quatre tasses sur un plateau rond"


async def test_what_is_set_is_kept_and_what_is_not_on_offer_is_not(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store)
    async with await signed_in(app, staff) as browser:
        good = {"name": " Zoé ", "language": "en", "theme": "dark", "timezone": "Europe/Paris"}
        answer = await browser.sends("/console/account", **good)
        assert answer.headers["location"] == "/console/account?saved=preferences"
        wanted = msgspec.structs.replace(
            staff, name="Zoé", language="en", theme="dark", timezone="Europe/Paris", shortcuts=False
        )
        assert await shop_store.staff.get(staff.id) == wanted
        page = (await browser.get(answer.headers["location"])).text
        assert "Saved." in page
        assert 'data-theme="dark"' in page
        assert 'data-shortcuts="off"' in page
        await browser.sends("/console/account", name="", language="xx", theme="pink", timezone="x", role="owner")
        assert await shop_store.staff.get(staff.id) == wanted
        await browser.sends("/console/account", name="Zoé", language="fr", theme="", timezone="", shortcuts="on")
        assert await shop_store.staff.get(staff.id) == msgspec.structs.replace(staff, name="Zoé")


async def test_another_password_needs_the_one_before(app: Starlette, shop_store: Store) -> None:
    staff = await employed(shop_store, app)
    async with await signed_in(app, staff) as browser, await signed_in(app, staff) as elsewhere:
        for fields, said in (
            ({"current": "guess", "password": NEW, "again": NEW}, "pas votre mot de passe"),
            ({"current": PASSWORD, "password": "short", "again": "short"}, "12 caractères"),
            ({"current": PASSWORD, "password": NEW, "again": NEW + "!"}, "sont différents"),
        ):
            answer = await browser.sends("/console/account/password", **fields)
            assert answer.status_code == 422
            assert said in answer.text
        answer = await browser.sends("/console/account/password", current=PASSWORD, password=NEW, again=NEW)
        assert answer.status_code == 303
        assert (await browser.get("/console/account")).status_code == 200
        assert (await elsewhere.get("/console/account")).status_code == 303
        assert (await signs_in(elsewhere, staff.email, NEW)).status_code == 303


async def test_one_sees_where_one_is_signed_in_and_ends_it(app: Starlette, shop_store: Store) -> None:
    staff, other = await hired(shop_store), await hired(shop_store)
    now = app.state.doors.clock()
    phone, foreign = session_at(now), session_at(now)
    await shop_store.sessions.open(staff.id, "phone", phone)
    await shop_store.sessions.open(other.id, "foreign", foreign)
    async with await signed_in(app, staff) as browser:
        page = (await browser.get("/console/account")).text
        assert page.count("<td>Firefox</td>") == 2
        assert phone.id in page
        assert foreign.id not in page
        await browser.sends("/console/account/sessions", session=foreign.id)
        assert await shop_store.sessions.find("foreign", now) is not None
        await browser.sends("/console/account/sessions", session=phone.id)
        assert await shop_store.sessions.find("phone", now) is None
        await shop_store.sessions.open(staff.id, "again", session_at(now))
        await browser.sends("/console/account/sessions", session="others")
        assert len(await shop_store.sessions.of(staff.id, now)) == 1


async def test_a_second_factor_goes_with_the_password_where_it_may(app: Starlette, shop_store: Store) -> None:
    agent, admin = await employed(shop_store, app), await employed(shop_store, app, Role.ADMIN)
    for staff, status in ((agent, 303), (admin, 403)):
        await with_phone(shop_store, app, staff)
        async with await signed_in(app, staff, "code") as browser:
            assert (await browser.sends("/console/account/second-factor/remove", current="no")).status_code == 403
            codes = await browser.sends("/console/account/recovery-codes", current=PASSWORD)
            assert codes.text.count("<li>") == 8
            assert (await browser.sends("/console/account/recovery-codes", current="no")).status_code == 403
            assert await shop_store.staff.recovery_codes_left(staff.id) == 8
            answer = await browser.sends("/console/account/second-factor/remove", current=PASSWORD)
            assert answer.status_code == status
