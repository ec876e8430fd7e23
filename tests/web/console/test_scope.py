"""Whoever looks after one point of sale finds nobody of another, on no page, list, sheet or figure's customers.

Doors that take no customer have no scope of their own (`test_walk.WITHOUT_A_SCOPE` says why). That what they show is
narrowed all the same is looked at here, with a customer whose name stands nowhere else.
"""

from __future__ import annotations

import html

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.reports.sheet_list import SHEETS
from bot.web.console.routes import DOORS
from tests.web.console.counter import SOURCES, open_counter
from tests.web.console.people import hired, signed_in
from tests.web.doorway import NOW

NAME = "Zéphyrine"
#: Pages that never answer by themselves, or of nobody's customers.
NOT_HERE = ("/live/", "/static/", "/welcome/", "/sign-in", "/account")


def addresses(version: str) -> list[str]:
    given = {"flow": "machine", "version": version, "backtest": "none", "draft": "none", "delivery": "none"}
    found = []
    for door in DOORS:
        if door.method != "GET" or door.act is None or door.scope is not None or door.path.startswith(NOT_HERE):
            continue
        for sheet in SHEETS if "{sheet}" in door.path else ("",):
            found.append("/console" + door.path.format(sheet=sheet, staff="none", token="none", **given))
    return [*found, *(f"/console/inbox?folder={folder}" for folder in ("all", "us", "unassigned", "closed", "bot"))]


async def test_nobody_of_another_point_of_sale_is_named_anywhere(shop_store: Store) -> None:
    async with open_counter(shop_store) as counter:
        playbook = counter.doors.playbook()
        assert playbook is not None
        await shop_store.playbooks.put(playbook.version, SOURCES, "première", NOW, "test")
        far = await counter.person("42").known(first_name=NAME, point_of_sale="paris")
        await far.says("où est ma commande, je veux parler à quelqu’un")
        await far.shop("x.looked")
        await far.begins("person")
        narrow = await hired(shop_store, Role.ADMIN, points_of_sale=("lyon",))
        wide = await hired(shop_store, Role.ADMIN)
        named: dict[str, list[str]] = {}
        for staff in (narrow, wide):
            async with await signed_in(counter.app, staff) as browser:
                named[staff.id] = []
                pages = [(path, await browser.get(path)) for path in addresses(playbook.version)]
                pages += [
                    (f"/api-like search {q}", await browser.get("/console/inbox/rows", params={"q": q}))
                    for q in (NAME, "commande")
                ]
                pages += [
                    (f"{sheet} with names", await browser.sends(f"/console/sheets/{sheet}", reason="test"))
                    for sheet in SHEETS
                ]
                pages += [
                    (path, await browser.get(path))
                    for path in (f"/console/inbox/{far.id}", f"/console/customers/{far.id}")
                ]
                for path, answer in pages:
                    text = html.unescape(answer.text)
                    assert answer.status_code < 500, path
                    if NAME in text.replace(f'value="{NAME}"', "") or far.id in text:
                        named[staff.id].append(path)
        assert named[narrow.id] == []
        assert len(named[wide.id]) > 5
