"""A workbench for pages' tests: the real work, in a thread instead of in processes; publishing as in the program."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.store import Store
from bot.studio import publishing
from bot.web.doors import Doors
from bot.web.workbench import Asked, Checkup, Refused, Report, Sources, Tell, Trial
from bot.wiring import workbench_tasks
from tests.studio.cafe import SOURCES as CAFE
from tests.web.doorway import NOW, open_doors

TESTS = """\
- test: Les délais
  steps:
    - customer: "c'est livré quand"
    - bot: { contains: "3 à 5 jours" }
"""
#: The café's playbook, with a test of its own: whole enough to be published.
SOURCES = {**CAFE, "flows/tests/answers.yaml": TESTS}


class ThreadWorkbench:
    """See `bot.web.workbench.Workbench`."""

    program = "test"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def check(self, sources: Sources) -> Checkup:
        return await asyncio.to_thread(workbench_tasks.check, sources)

    async def draw(self, sources: Sources, flow: str, before: Sources | None, language: str) -> str:
        return await asyncio.to_thread(workbench_tasks.draw, sources, flow, before, language)

    async def converse(self, sources: Sources, asked: Asked) -> Trial | None:
        return await asyncio.to_thread(workbench_tasks.converse, sources, asked)

    async def test(self, sources: Sources, tell: Tell) -> Report:
        return await asyncio.to_thread(workbench_tasks.test, sources)

    async def publish(self, version: str, sources: Sources, *, note: str, at: datetime, by: str) -> None:
        await publishing.publish(self._store, version, sources, note=note, at=at, by=by)

    async def roll_back(self, version: str, *, at: datetime, by: str) -> None:
        try:
            await publishing.roll_back(self._store, version, at=at, by=by)
        except publishing.NoSuchVersion as fault:
            raise Refused(str(fault)) from None

    def close(self) -> None:
        pass


def workbench_doors(store: Store, **changes: object) -> Doors:
    return open_doors(store, workbench=ThreadWorkbench(store), **changes)


async def published(
    store: Store, sources: dict[str, str] | None = None, note: str = "le début", by: str = "cli:moka"
) -> str:
    """Put a playbook in use; return its version."""
    checked = workbench_tasks.check(sources or SOURCES)
    assert checked.usable, checked.faults
    await publishing.publish(store, checked.version, sources or SOURCES, note=note, at=NOW, by=by)
    return checked.version
