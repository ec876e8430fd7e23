"""The audit's page: in words, a page at a time, and whether it is what was written."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.store.database.script import Script, once
from bot.store.staff.audit import Entry
from bot.web.console.administration.audit import AT_A_TIME
from tests.web.console.people import hired, signed_in
from tests.web.doorway import NOW


async def test_who_did_what_is_said_in_words(app: Starlette, shop_store: Store) -> None:
    admin = await hired(shop_store, Role.ADMIN, name="Camille")
    await hired(shop_store, name="Théo <b>")
    await shop_store.audit.note(Entry(at=NOW, who=admin.id, act="x.unknown", subject="lea", details={"reason": "why"}))
    async with await signed_in(app, admin) as browser:
        page = (await browser.get("/console/audit")).text
    assert "a ajouté un compte" in page
    assert "Théo &lt;b&gt;" in page
    assert "x.unknown" in page
    assert "raison\u00a0: why" in page
    assert "2 mars 2026, 10:00" in page


async def test_what_has_no_name_is_told_by_the_beginning_of_its_id(app: Starlette, shop_store: Store) -> None:
    admin = await hired(shop_store, Role.ADMIN, name="Camille")
    await shop_store.audit.note(Entry(at=NOW, who=admin.id, act="token.made", subject="e685815dcb3c89fe1383c8"))
    async with await signed_in(app, admin) as browser:
        page = (await browser.get("/console/audit")).text
    assert ">e685815dcb3c…</span>" in page
    assert 'title="e685815dcb3c89fe1383c8"' in page


async def test_older_rows_are_a_page_further(app: Starlette, shop_store: Store) -> None:
    admin = await hired(shop_store, Role.ADMIN)
    for number in range(AT_A_TIME + 3):
        await shop_store.audit.note(Entry(at=NOW, who="program", act=f"act-{number}-"))
    async with await signed_in(app, admin) as browser:
        first = (await browser.get("/console/audit")).text
        assert first.count("<tr>") == AT_A_TIME + 1
        before = first.partition("?before=")[2].partition('"')[0]
        second = (await browser.get(f"/console/audit?before={before}")).text
        assert "act-0-" in second
        assert "act-0-" not in first
        assert "?before=" not in second
        assert (await browser.get("/console/audit?before=x")).status_code == 200


async def test_a_change_by_hand_is_said(app: Starlette, shop_store: Store) -> None:
    admin = await hired(shop_store, Role.ADMIN)
    async with await signed_in(app, admin) as browser:
        assert "aucune ne manque" in (await browser.get("/console/audit?check=1")).text
        for sql in ("DROP TRIGGER audit_is_not_changed", "UPDATE audit SET who = 'nobody' WHERE position = 1"):
            await shop_store.database.transact(lambda sql=sql: _run(sql))
        assert "partir de la ligne 1" in (await browser.get("/console/audit?check=1")).text


def _run(sql: str) -> Script[None]:
    yield once(sql)
