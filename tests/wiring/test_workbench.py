"""The workbench's processes: the work comes back, a hanging one is ended, the loop is never held up."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.store import Store
from bot.web.workbench import Busy, Refused
from bot.wiring import workbench, workbench_tasks
from bot.wiring.workbench import ProcessWorkbench
from tests.databases import ON_EITHER
from tests.store.samples import NOON
from tests.studio.cafe import SOURCES
from tests.web.console.workbench import TESTS


@ON_EITHER
async def test_work_is_done_in_a_process_of_its_own(store: Store) -> None:
    bench = ProcessWorkbench(store)
    try:
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                beats += 1
                await asyncio.sleep(0)

        beating = asyncio.create_task(beat())
        checked = await bench.check(SOURCES)
        beating.cancel()
        assert checked.usable
        assert beats > 100
        assert "<svg" in await bench.draw(SOURCES, "coffee", None, "fr")
    finally:
        bench.close()


@ON_EITHER
async def test_how_far_tests_are_is_told_while_they_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, ...]] = []

    async def tell(*reached: int) -> None:
        told.append(reached)

    monkeypatch.setattr(workbench, "TELLS_EVERY", 0.01)
    bench = ProcessWorkbench(store)
    try:
        many = "".join(TESTS.replace("Les délais", f"Les délais {number}") for number in range(40))
        tested = await bench.test({**SOURCES, "flows/tests/many.yaml": many}, tell)
        assert (tested.passed, len(tested.failed)) == (40, 0)
        assert told[0] == (0, 0, 0)
        assert any(total == 40 for *_, total in told)
    finally:
        bench.close()


@ON_EITHER
async def test_work_that_hangs_is_ended_and_the_next_is_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = ProcessWorkbench(store)
    try:
        monkeypatch.setattr(workbench, "PATIENCE", 0.2)
        with pytest.raises(Busy):
            await bench._quickly(time.sleep, 600)  # noqa: TID251 - blocks its own process
        monkeypatch.undo()
        assert (await bench.check(SOURCES)).usable
    finally:
        bench.close()


async def test_publishing_and_going_back_say_who(store: Store) -> None:
    bench = ProcessWorkbench(store)
    checked = await asyncio.to_thread(workbench_tasks.check, SOURCES)
    await bench.publish(checked.version, SOURCES, note="first", at=NOON, by="camille")
    await store.playbooks.put("other", {"flows/store.yaml": "nonsense: ["}, "", NOON)
    await store.playbooks.make_current("other", NOON)
    with pytest.raises(Refused):
        await bench.roll_back("other", at=NOON, by="camille")
    await bench.roll_back(checked.version, at=NOON, by="theo")
    acts = [(noted.entry.act, noted.entry.who) for noted in await store.audit.of(checked.version, 9)]
    assert acts == [("playbook.rolled_back", "theo"), ("playbook.published", "camille")]
