"""The times of stages, from the turns that moved customers to those that are given them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.model.parts import Accepted
from bot.rules.journey.pace import Times
from bot.store.messages.record import Record
from bot.wiring.installation import opened
from bot.wiring.pacing import counting, paces, reporting
from tests.store.reports.test_flow_counts import TODAY, Talk
from tests.store.reports.test_stage_times import left
from tests.store.samples import NOON, plan, planned, write
from tests.wiring.test_installation import settings_of


async def test_what_was_counted_is_on_the_shelf_of_whoever_opens_next(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        assert installation.shelves.shelf.paces == {}
        record = Record()
        left(record, 4)
        await write(installation.store, record)
        await counting(installation.store, lambda: installation.playbook).work()
        day = timedelta(days=1)
        assert await paces(installation.store) == {("j", "look"): Times(1, 4 * day, 4 * day)}
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as again:
        assert again.shelves.shelf.paces[("j", "look")].known == 1
        again.shelves.replace(again.playbook)
        assert again.shelves.shelf.paces[("j", "look")].known == 1


async def test_what_happened_is_in_the_reports_after_the_clock_has_counted(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        store = installation.store
        record = Record()
        Talk(record, "a")
        await write(store, record)
        await plan(store, planned("p"))
        [one] = await store.outbox.claim(("telegram",), 5, NOON)
        await store.outbox.settle(one.part, Accepted("1"), NOON)
        await reporting(store, lambda: installation.playbook).work()
        assert (await store.flow_counts.all(TODAY, TODAY))["cart"].started == 1
        assert [sent.state for sent in await store.sending_counts.days(TODAY, TODAY)] == ["accepted"]
