"""One-time links in a browser: looking uses nothing up, a good password does, and it is over then."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette

from bot.model.staff import Role, Staff
from bot.store import Store
from bot.web.console.accounts.welcome import is_address
from bot.web.console.door import SECOND_FACTOR
from tests.web.console.accounts.test_sign_in import with_phone
from tests.web.console.people import OURS, PASSWORD, Browser, hired, token_in
from tests.web.doorway import NOW

LINK = "l" * 43
OVER = "Ce lien n’est plus valable"


async def fills_in(browser: Browser, **fields: str) -> httpx.Response:
    page = await browser.get(f"/console/welcome/{LINK}")
    return await browser.post(f"/console/welcome/{LINK}", data={"csrf": token_in(page), **fields}, headers=OURS)


async def link_for(store: Store, staff: Staff) -> None:
    await store.staff_links.make(LINK, "password", staff.id, "admin", NOW)


async def test_the_first_link_makes_the_owner_who_then_sets_up_the_phone(stranger: Browser, shop_store: Store) -> None:
    await shop_store.staff_links.make_first(LINK, NOW)
    page = await stranger.get(f"/console/welcome/{LINK}")
    assert "Le premier compte" in page.text
    answer = await fills_in(stranger, email=" Camille@Moka.example", name="Camille", password=PASSWORD, again=PASSWORD)
    assert answer.status_code == 303
    [owner] = await shop_store.staff.all()
    assert (owner.email, owner.name, owner.role, owner.has_password) == (
        "camille@moka.example",
        "Camille",
        Role.OWNER,
        True,
    )
    assert (await stranger.get("/console/more")).headers["location"] == SECOND_FACTOR
    assert OVER in (await stranger.get(f"/console/welcome/{LINK}")).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": "camille"}, "pas une adresse"),
        ({"password": "short", "again": "short"}, "au moins 12 caractères"),
        ({"again": "another one, longer"}, "sont différents"),
        ({"password": "motdepasse1234", "again": "motdepasse1234"}, "se devinent en premier"),
    ],
)
async def test_what_is_wrong_is_said_and_the_link_is_still_good(
    stranger: Browser, shop_store: Store, fields: dict[str, str], said: str
) -> None:
    await shop_store.staff_links.make_first(LINK, NOW)
    good = {"email": "camille@moka.example", "name": "<Camille>", "password": PASSWORD, "again": PASSWORD}
    answer = await fills_in(stranger, **{**good, **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert PASSWORD not in answer.text
    assert 'value="&lt;Camille&gt;"' in answer.text
    assert (await fills_in(stranger, **good)).status_code == 303


async def test_a_link_sets_a_password_and_lets_in(stranger: Browser, shop_store: Store) -> None:
    staff = await hired(shop_store)
    await link_for(shop_store, staff)
    stranger.headers["accept-language"] = "en"
    answer = await fills_in(stranger, password=PASSWORD, again=PASSWORD)
    assert answer.status_code == 303
    page = (await stranger.get("/console/more")).text
    assert staff.name in page
    assert "All pages" in page  # the language of whoever set it


async def test_who_has_a_phone_still_needs_it(stranger: Browser, shop_store: Store, app: Starlette) -> None:
    staff = await hired(shop_store, Role.ADMIN)
    await with_phone(shop_store, app, staff)
    await link_for(shop_store, staff)
    answer = await fills_in(stranger, password=PASSWORD, again=PASSWORD)
    assert answer.headers["location"] == "/console/sign-in"
    assert (await stranger.get("/console/more")).status_code == 303


async def test_a_link_that_enters_is_used_by_the_button(stranger: Browser, shop_store: Store) -> None:
    staff = await hired(shop_store, Role.OWNER)
    await shop_store.staff_links.make(LINK, "enter", staff.id, "cli:demo", NOW)
    for _ in range(3):
        assert (await stranger.get(f"/console/welcome/{LINK}")).status_code == 200
    assert (await fills_in(stranger)).status_code == 303
    assert (await stranger.get("/console/more")).status_code == 200


async def test_a_link_that_never_was_is_over(stranger: Browser) -> None:
    answer = await stranger.get(f"/console/welcome/{LINK}")
    assert answer.status_code == 410
    assert OVER in answer.text


@pytest.mark.parametrize(
    ("text", "good"),
    [("a@b.fr", True), ("camille.roy+moka@mail.example.org", True), ("@b.fr", False), ("a@", False), ("a@b", False),
     ("a b@c.fr", False), ("a@b.fr, c@d.fr", False), ("<a@b.fr>", False), ("a@b.fr\nx", False),
     ("x" * 250 + "@b.fr", False)],
)  # fmt: skip
def test_what_may_be_an_address(text: str, good: bool) -> None:
    assert is_address(text) == good
