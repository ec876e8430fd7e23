"""Runs of a playbook's tests: in the background, known to every process, never twice at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.store.playbooks.playbook_runs import LOST_AFTER
from bot.web.console.playbooks import playbook_tests
from bot.web.doors import Doors
from bot.web.workbench import Busy, Report, Sources, Tell
from tests.web.console.people import hired, signed_in
from tests.web.console.playbooks.test_playbook import PAGE, runs
from tests.web.console.workbench import ThreadWorkbench, published, workbench_doors
from tests.web.doorway import app_of, open_doors


class Waiting(ThreadWorkbench):
    """A workbench whose tests wait to be let go; `lost`: they never end."""

    def __init__(self, store: Store, *, lost: bool = False) -> None:
        super().__init__(store)
        self.go = asyncio.Event()
        self.told: Tell | None = None
        self.runs = 0
        self._lost = lost

    async def test(self, sources: Sources, tell: Tell) -> Report:
        self.runs += 1
        await tell(0, 0, 0)
        self.told = tell
        await self.go.wait()
        if self._lost:
            raise Busy("too long")
        return await super().test(sources, tell)


async def test_a_run_is_followed_and_never_begun_twice(shop_store: Store) -> None:
    workbench = Waiting(shop_store)
    app: Starlette = app_of(open_doors(shop_store, workbench=workbench))
    version = await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        await browser.sends(f"{PAGE}/versions/{version}/test")
        await browser.sends(f"{PAGE}/versions/{version}/test")
        answer = await browser.get(f"{PAGE}/runs/{version}")
        assert "every 2s" in answer.text
        assert "hx-trigger" not in answer.headers
        assert "Préparation" in answer.text
        assert workbench.told is not None
        await workbench.told(41, 2, 170)
        answer = await browser.get(f"{PAGE}/runs/{version}")
        assert "43 tests sur 170 · 2 échouent" in answer.text
        assert 'value="43" max="170"' in answer.text
        workbench.go.set()
        await runs(app)
        assert workbench.runs == 1
        answer = await browser.get(f"{PAGE}/runs/{version}")
        assert "every 2s" not in answer.text
        assert "1 sur 1" in answer.text
        assert answer.headers["hx-trigger"] == playbook_tests.OVER


async def test_a_run_that_does_not_come_to_its_end_says_so_and_publishes_nothing(shop_store: Store) -> None:
    workbench = Waiting(shop_store, lost=True)
    workbench.go.set()
    app = app_of(open_doors(shop_store, workbench=workbench))
    version = await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        await browser.sends(f"{PAGE}/versions/{version}/test")
        await runs(app)
        assert "pas allé au bout" in (await browser.get(f"{PAGE}/runs/{version}")).text
    run = await shop_store.playbook_runs.get(version, "test")
    assert run is not None
    assert not run.good


async def test_a_run_that_went_down_with_its_process_says_so(shop_store: Store) -> None:
    doors: Doors = workbench_doors(shop_store)
    version = await published(shop_store)
    await shop_store.playbook_runs.begin(version, "test", doors.clock() - LOST_AFTER - timedelta(seconds=1))
    async with await signed_in(app_of(doors), await hired(shop_store, Role.VIEWER)) as browser:
        assert "pas allé au bout" in (await browser.get(f"{PAGE}/runs/{version}")).text


@pytest.mark.parametrize("version", ["nothing", "%3Cscript%3E"])
async def test_a_process_without_a_workbench_still_reads(shop_store: Store, version: str) -> None:
    app = app_of(open_doors(shop_store))
    known = await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        assert (await browser.get(f"{PAGE}/runs/{version}")).status_code == 200
        assert (await browser.get(f"{PAGE}/versions/{known}")).status_code == 200
        assert (await browser.sends(f"{PAGE}/versions/{known}/test")).status_code == 409
