"""The team: who may add, change and send away whom; nobody reaches further than themselves."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import Browser, hired, session_at, signed_in
from tests.web.doorway import NOW

EMAIL = "theo@moka.example"


async def adds(browser: Browser, role: str, **fields: str) -> int:
    return (await browser.sends("/console/team", email=EMAIL, name="Théo", role=role, **fields)).status_code


async def test_somebody_is_added_with_a_link_that_is_shown_once(app: Starlette, shop_store: Store) -> None:
    admin = await hired(shop_store, Role.ADMIN)
    async with await signed_in(app, admin) as browser:
        answer = await browser.sends("/console/team", email=EMAIL.upper(), name="Théo", role="agent", at="lyon")
        [token] = re.findall(r'value="https://bot\.maison-moka\.example/console/welcome/([\w-]{43})"', answer.text)
        theo = await shop_store.staff.by_email(EMAIL)
        assert theo is not None
        assert (theo.name, theo.role, theo.points_of_sale) == ("Théo", Role.AGENT, ("lyon",))
        found = await shop_store.staff_links.find(token, NOW)
        assert found is not None
        assert found.staff == theo.id
        assert token not in (await browser.get("/console/team")).text
        assert {row.entry.who for row in await shop_store.audit.of(theo.id, 9)} == {admin.id}


@pytest.mark.parametrize(
    ("mine", "scope", "role", "at", "status"),
    [
        (Role.ADMIN, (), "admin", "", 200),
        (Role.ADMIN, (), "owner", "", 422),
        (Role.OWNER, (), "owner", "", 200),
        (Role.ADMIN, (), "chief", "", 422),
        (Role.ADMIN, ("lyon",), "agent", "lyon", 200),
        (Role.ADMIN, ("lyon",), "agent", "", 422),
        (Role.ADMIN, ("lyon",), "agent", "paris", 422),
        (Role.MARKETER, (), "viewer", "", 403),
    ],
)
async def test_nobody_gives_more_than_they_have(
    app: Starlette, shop_store: Store, mine: Role, scope: tuple[str, ...], role: str, at: str, status: int
) -> None:
    async with await signed_in(app, await hired(shop_store, mine, points_of_sale=scope)) as browser:
        assert await adds(browser, role, at=at) == status
    assert (await shop_store.staff.by_email(EMAIL) is not None) == (status == 200)


DEEDS = ("", "/link", "/second-factor", "/disable", "/enable")


@pytest.mark.parametrize("deed", DEEDS)
async def test_an_administrator_does_not_reach_owners_or_other_points_of_sale(
    app: Starlette, shop_store: Store, deed: str
) -> None:
    owner = await hired(shop_store, Role.OWNER)
    paris, everywhere = await hired(shop_store, points_of_sale=("paris",)), await hired(shop_store)
    before = await shop_store.audit.latest(1)
    async with await signed_in(app, await hired(shop_store, Role.ADMIN, points_of_sale=("lyon",))) as browser:
        for staff in (owner, paris, everywhere):
            answer = await browser.sends(f"/console/team/{staff.id}{deed}", role="agent", at="lyon", name="x")
            assert answer.status_code == 404
            assert await shop_store.staff.get(staff.id) == staff
    assert not [row for row in await shop_store.audit.latest(9, 10**9) if row.position > before[0].position + 2]


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed])
async def test_nobody_does_it_to_themselves(app: Starlette, shop_store: Store, deed: str) -> None:
    owner = await hired(shop_store, Role.OWNER)
    async with await signed_in(app, owner) as browser:
        assert (await browser.sends(f"/console/team/{owner.id}{deed}")).status_code == 403
        assert (await browser.sends(f"/console/team/{owner.id}", role="agent", name="x")).status_code in {403, 422}
    assert await shop_store.staff.get(owner.id) == owner


async def test_another_role_and_a_new_link_sign_somebody_out(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        for path, fields in ((staff.id, {"name": "Théo", "role": "viewer"}), (f"{staff.id}/link", {})):
            await shop_store.sessions.open(staff.id, path, session_at(NOW))
            assert (await browser.sends(f"/console/team/{path}", **fields)).status_code == 200
            assert await shop_store.sessions.find(path, NOW) is None
    changed = await shop_store.staff.get(staff.id)
    assert changed is not None
    assert (changed.name, changed.role) == ("Théo", Role.VIEWER)


async def test_who_left_is_disabled_and_may_come_back(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store, name="Inès")
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        page = await browser.sends(f"/console/team/{staff.id}/disable")
        assert "désactivé" in page.text
        gone = await shop_store.staff.get(staff.id)
        assert gone is not None
        assert gone.disabled
        await browser.sends(f"/console/team/{staff.id}/enable")
        assert await shop_store.staff.get(staff.id) == staff


async def test_an_address_is_one_persons(app: Starlette, shop_store: Store) -> None:
    await hired(shop_store, email=EMAIL)
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        assert await adds(browser, "agent") == 422
        assert (await browser.sends("/console/team", email="no", role="agent")).status_code == 422


async def test_a_name_is_text(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store, name='<img src=x onerror=alert(1)>\u202e"')
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        page = (await browser.get("/console/team")).text
        assert "<img" not in page
        assert "U+202E" in page
        told = (
            (await browser.sends(f"/console/team/{staff.id}/link"))
            .text.partition('role="status"')[2]
            .partition("</p>")[0]
        )
        assert "img src=x" in told
        assert "\u202e" not in told
