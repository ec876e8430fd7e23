"""The matrix: every door of the table, for every role and scope, and for strangers. Nothing is open by accident."""

from __future__ import annotations

import re

import httpx
import pytest
from starlette.applications import Starlette

from bot.model.staff import Act, Role
from bot.rules.access import ACTS
from bot.store import Store
from bot.web.console.door import ROOT, SECOND_FACTOR, SIGN_IN, Door
from bot.web.console.frame import POLICY
from bot.web.console.routes import DOORS, pages
from tests.benchmarks import console as measured
from tests.test_example_store import store
from tests.web.console.people import OURS, browser_of, hired, signed_in, token_in

#: A value for each parameter of a path: of nobody and nothing.
UNKNOWN = {"name": "console.css", "token": "t" * 43}
#: Doors for strangers. Who adds one says so here too.
OPEN = {"/static/{name}", "/sign-in", "/welcome/{token}"}
GUARDED = [door for door in DOORS if door.act is not None]
CHANGES = [door for door in DOORS if door.method != "GET"]


def name(door: Door) -> str:
    return f"{door.method} {door.path or '/'}"


def address(door: Door) -> str:
    return ROOT + re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: UNKNOWN.get(found[1], "nobodys"), door.path)


def test_only_the_named_doors_are_open_to_strangers() -> None:
    assert {door.path for door in DOORS if door.act is None} == OPEN
    assert len({(door.path, door.method) for door in DOORS}) == len(DOORS)
    assert all(door.method in {"GET", "POST"} for door in DOORS)


async def test_a_stranger_is_shown_to_the_sign_in_page(stranger: httpx.AsyncClient) -> None:
    for door in GUARDED:
        page = await stranger.get(SIGN_IN)
        answer = await stranger.request(door.method, address(door), data={"csrf": token_in(page)}, headers=OURS)
        assert answer.status_code == 303, name(door)
        assert answer.headers["location"].startswith(SIGN_IN), name(door)


@pytest.mark.parametrize("role", Role)
async def test_a_role_opens_its_own_doors_and_no_other(app: Starlette, shop_store: Store, role: Role) -> None:
    for door in GUARDED:
        staff = await hired(shop_store, role, points_of_sale=("lyon",))
        async with await signed_in(app, staff) as browser:
            page = await browser.get("/console/more")
            answer = await browser.request(door.method, address(door), data={"csrf": token_in(page)}, headers=OURS)
            assert door.act is not None
            assert answer.status_code < 500, name(door)
            allowed = door.act in ACTS[role]
            if not allowed:
                assert answer.status_code == 403, name(door)
            elif door.method == "GET" and "{" not in door.path:
                assert answer.status_code in {200, 303}, name(door)


async def test_a_scoped_door_is_as_good_as_absent_for_another_point_of_sale(app: Starlette, shop_store: Store) -> None:
    """A door with a path of its own for each customer has a scope; one without parameters has nothing to scope."""
    assert [name(door) for door in GUARDED if door.scope is None and "{customer" in door.path] == []
    staff = await hired(shop_store, Role.OWNER, points_of_sale=("nowhere",))
    async with await signed_in(app, staff) as browser:
        token = token_in(await browser.get("/console/more"))
        for door in GUARDED:
            if door.scope is not None:
                answer = await browser.request(door.method, address(door), data={"csrf": token}, headers=OURS)
                assert answer.status_code == 404, name(door)


async def test_a_change_from_elsewhere_is_refused(app: Starlette, shop_store: Store) -> None:
    staff = await hired(shop_store, Role.OWNER)
    async with await signed_in(app, staff) as browser:
        token = token_in(await browser.get("/console/more"))
        for door in CHANGES:
            for headers, sent in (
                ({}, token),
                ({"origin": "https://evil.example"}, token),
                ({"origin": "null"}, token),
                ({**OURS, "sec-fetch-site": "same-site"}, token),
                ({**OURS, "sec-fetch-site": "cross-site"}, token),
                ({**OURS, "sec-fetch-site": "none"}, token),
                (OURS, ""),
                (OURS, "0" * 32),
            ):
                answer = await browser.request(door.method, address(door), data={"csrf": sent}, headers=headers)
                assert answer.status_code == 403, (name(door), headers)
        assert (await browser.get("/console/more")).status_code == 200  # still signed in


async def test_nothing_changes_by_looking(app: Starlette, shop_store: Store) -> None:
    """Where there is a page at the address it is read; else there is nothing."""
    pages_ = {door.path for door in DOORS if door.method == "GET"}
    staff = await hired(shop_store, Role.OWNER)
    async with await signed_in(app, staff) as browser:
        for door in CHANGES:
            if door.path not in pages_:
                assert (await browser.get(address(door))).status_code in {404, 405}, name(door)
        assert (await browser.get("/console/more")).status_code == 200  # still signed in


async def test_every_page_forbids_whatever_is_inline(app: Starlette, shop_store: Store) -> None:
    for door in DOORS:
        staff = await hired(shop_store, Role.OWNER)
        async with await signed_in(app, staff) as browser, browser_of(app) as stranger:
            for client in (browser, stranger):
                answer = await client.request(door.method, address(door))
                assert answer.headers["strict-transport-security"].startswith("max-age="), name(door)
                assert answer.headers["x-content-type-options"] == "nosniff", name(door)
                if answer.headers.get("content-type", "").startswith("text/html"):
                    assert answer.headers["content-security-policy"] == POLICY, name(door)
                    assert answer.headers["cache-control"] == "no-store", name(door)
                    inline = r"<style|<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=|javascript:"
                    assert not re.search(inline, answer.text), name(door)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OWNER])
async def test_without_a_second_factor_an_administrator_gets_no_further(
    app: Starlette, shop_store: Store, role: Role
) -> None:
    staff = await hired(shop_store, role)
    async with await signed_in(app, staff, "password") as browser:
        token = token_in(await browser.get(SECOND_FACTOR))
        for door in GUARDED:
            if door.at_once:
                continue
            answer = await browser.request(door.method, address(door), data={"csrf": token}, headers=OURS)
            assert (answer.status_code, answer.headers["location"]) == (303, SECOND_FACTOR), name(door)


def test_the_pages_of_the_navigation_are_told_by_their_doors() -> None:
    assert pages()["/console/more"] is Act.OWN_ACCOUNT


async def test_every_page_that_is_measured_has_what_stands_in_its_path(shop_store: Store) -> None:
    staff = await hired(shop_store, Role.OWNER)
    values = await measured.values_of(shop_store, store(), staff)
    paths = [path.format(**values) for path in measured.pages()]
    assert len(paths) > len([door for door in GUARDED if door.method == "GET"]) / 2
    assert not [path for path in paths if "{" in path]
