"""A walk through every door of the table, in a shop where there is something behind each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.store.database.database import Database
from bot.web.console.door import SIGN_IN
from bot.web.console.routes import DOORS
from tests.web.console.crowded import READS, Crowd, counter_on
from tests.web.console.people import OURS, hired, signed_in, token_in
from tests.web.console.test_routes import GUARDED, address, name

#: What a look may leave behind: what was read up to when, and when a session was last used.
MARKS = {"thread_reads", "staff_sessions"}
#: Doors with a parameter and without a scope: why what they show is not one point of sale's.
WITHOUT_A_SCOPE = {
    "staff": "an account: who may look after it is asked by `rules.access.covers`",
    "token": "a token of the API: of the whole shop's integrations",
    "sheet": "a table: its rows are those of the reader's points of sale",
    "version": "a version of the playbook: it is the whole shop's",
    "backtest": "a backtest is the whole shop's: its customers are those of the reader's points of sale",
    "draft": "a draft of the playbook: it is the whole shop's",
    "path": "a file of a draft",
    "flow": "a flow of the playbook: it is the whole shop's, its figures are those of the reader's points of sale",
}


def parameters(path: str) -> list[str]:
    return [piece.strip("{}").partition(":")[0] for piece in path.split("/") if piece.startswith("{")]


def test_every_door_with_a_parameter_has_a_scope_or_says_why_not() -> None:
    without = {one for door in GUARDED if door.scope is None for one in parameters(door.path)}
    assert without <= WITHOUT_A_SCOPE.keys(), "a scope, or a reason in WITHOUT_A_SCOPE"


async def content(database: Database) -> dict[str, set[tuple[object, ...]]]:
    """Return all rows of all tables but the marks of reading, by table."""
    tables = await database.read("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        str(table): {tuple(map(repr, row)) for row in await database.read(f"SELECT * FROM {table}")}
        for (table,) in tables
        if table not in MARKS
    }


async def test_no_look_changes_anything(hostile_file: tuple[Path, Crowd], tmp_path: Path) -> None:
    filled, found = hostile_file
    store = await Store.open(f"sqlite:///{shutil.copy(filled, tmp_path / 'shop.db')}")
    counter = counter_on(store)
    counter.doors.close()
    async with await signed_in(counter.app, found.owner) as browser:
        await browser.get("/console/more")
        before = await content(store.database)
        for door in READS:
            where = found.address(door)
            assert (await browser.get(where, params={"check": "1"})).status_code < 500
            assert (await browser.head(where)).status_code < 500
        after = await content(store.database)
    changed = {table: after[table] ^ before[table] for table in before if after[table] != before[table]}
    assert not changed
    assert before.keys() == after.keys()
    await store.close()


@pytest.mark.parametrize("steps", [[31 * 60], [*[20 * 60] * 24, 60]], ids=["idle", "absolute"])
async def test_a_session_that_is_over_opens_no_door(app: Starlette, shop_store: Store, steps: list[int]) -> None:
    """Half an hour without a look, or eight hours with one every twenty minutes."""
    clock = app.state.doors.clock
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        token = token_in(await browser.get("/console/more"))
        for seconds in steps[:-1]:
            assert (await browser.get("/console/more")).status_code == 200
            clock.pass_(seconds=seconds)
        clock.pass_(seconds=steps[-1])
        for door in GUARDED:
            answer = await browser.request(door.method, address(door), data={"csrf": token}, headers=OURS)
            assert (answer.status_code, answer.headers["location"][: len(SIGN_IN)]) == (303, SIGN_IN), name(door)


#: What each door that changes something leaves in the audit, and a form that it takes.
AUDITED: dict[str, tuple[str, dict[str, str]]] = {
    "/team": ("staff.added", {"name": "Ben", "email": "ben@moka.example", "role": "agent"}),
    "/team/{staff}": ("staff.changed", {"role": "viewer"}),
    "/team/{staff}/link": ("staff.link_made", {}),
    "/team/{staff}/disable": ("staff.disabled", {}),
    "/team/{staff}/enable": ("staff.enabled", {}),
    "/tokens": ("token.made", {"name": "Caisse", "scope": "read:customers", "days": "90"}),
    "/tokens/{token}/revoke": ("token.revoked", {}),
    "/tokens/outgoing/{delivery}/replay": ("webhook.replayed", {}),
    "/sheets/{sheet}": ("table.exported", {"reason": "le comptable"}),
    "/playbook/backtests": ("backtest.asked", {"tried": "old000000000", "days": "7"}),
    "/playbook/backtests/{backtest}/cancel": ("backtest.cancelled", {}),
}
#: Told elsewhere, each for its reason.
OF_ONES_ACCOUNT = "of one's own account: tests of the account, of signing in and of the second factor look at its audit"
AN_EVENT = "an event in the inbox with who did it, or staff's own note on a thread"
NOT_WALKED = {
    **dict.fromkeys(("/sign-in", "/sign-out", "/welcome/{token}", "/team/{staff}/second-factor"), OF_ONES_ACCOUNT),
    "/promises": "how soon who waits is answered: tests of promises look at it",
    "/questions": "a question put aside: who did it is kept with it, tests of questions look at it",
    "/sending/faults": "tests of faults look at `event.retried`",
    "/replies": "a reply that staff keep: who changed it last is kept with it",
    "/playbook/versions/{version}/test": "changes nothing: it runs the tests",
    "/playbook/versions/{version}/rollback": "tests of publishing look at `playbook.rolled_back`",
}
BEGINNINGS = {
    "/account": OF_ONES_ACCOUNT,
    "/inbox": AN_EVENT,
    "/playbook/drafts": "tests of drafts",
    "/playbook/answers": "tests of answers",
}


def test_every_door_that_changes_something_is_in_the_audit_or_says_where_it_is_told() -> None:
    paths = {door.path for door in DOORS if door.method == "POST"}
    told = AUDITED.keys() | NOT_WALKED.keys() | {path for path in paths if path.startswith(tuple(BEGINNINGS))}
    assert paths <= told, "what it leaves in the audit, in AUDITED, or where it is told"


async def test_what_is_changed_or_taken_away_is_in_the_audit_with_who_did_it(
    hostile_file: tuple[Path, Crowd], tmp_path: Path
) -> None:
    filled, found = hostile_file
    store = await Store.open(f"sqlite:///{shutil.copy(filled, tmp_path / 'shop.db')}")
    counter = counter_on(store)
    doors = [door for door in DOORS if door.method == "POST" and door.path in AUDITED]
    async with await signed_in(counter.app, found.owner) as browser:
        for door in doors:
            act, fields = AUDITED[door.path]
            [before] = await store.audit.latest(1)
            answer = await browser.sends(found.address(door, sheet="customers"), **fields)
            assert answer.status_code in {200, 303}, (door.path, answer.status_code)
            noted = [one.entry for one in await store.audit.latest(5) if one.position > before.position]
            assert act in {one.act for one in noted}, door.path
            assert {one.who for one in noted} == {found.owner.id}, door.path
    assert await store.audit.verify() is None
    await store.close()
