"""Putting a playbook in use, and going back to an earlier one.

Every published version is kept whole, so that conversations under way finish on the one they started on, and going back
is publishing an earlier one again. Whether a playbook passes its checks and its tests is asked before it comes here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from bot.playbook import build
from bot.store import Store
from bot.store.playbooks.playbooks import Published
from bot.store.staff.audit import Entry

#: A version may be named by its beginning, from so many characters on.
SHORTEST_NAME = 4


class NoSuchVersion(Exception):
    """No published playbook, or more than one, has a name that begins so. The message says what to do."""


class Publication(Struct, frozen=True):
    """What a publishing did. `staying` are earlier versions with the customers who still talk on them."""

    version: str
    before: str | None
    staying: tuple[tuple[str, int], ...]

    @property
    def changed(self) -> bool:
        return self.version != self.before


async def publish(
    store: Store,
    version: str,
    sources: Mapping[str, str],
    *,
    note: str,
    at: datetime,
    by: str = "program",
    act: str = "playbook.published",
) -> Publication:
    """Keep a version and let new conversations start on it, from `at` (UTC) on; the audit notes who did it."""
    before = await store.playbooks.current()
    if version != before:
        await store.playbooks.put(version, sources, note, at, by)
        details = {"before": before or "", "note": note}
        await store.playbooks.make_current(version, at, Entry(at=at, who=by, act=act, subject=version, details=details))
    return Publication(version, before, await _staying(store, version))


async def roll_back(store: Store, name: str, *, at: datetime, by: str = "program") -> Publication:
    """Let new conversations start on an earlier version again, named by its beginning.

    Raises `NoSuchVersion`, also for a version that this program can't read any more.
    """
    version = _named(name, await store.playbooks.list())
    sources = await store.playbooks.get(version) or {}
    if build(sources).playbook is None:
        raise NoSuchVersion(f"this version of the program can't read the playbook {version}; publish it from its files")
    return await publish(store, version, sources, note="", at=at, by=by, act="playbook.rolled_back")


def _named(name: str, versions: list[Published]) -> str:
    found = [each.version for each in versions if each.version.startswith(name)]
    if len(name) < SHORTEST_NAME or not found:
        raise NoSuchVersion(f"no published playbook is called {name}; parcours versions lists them")
    if len(found) > 1:
        raise NoSuchVersion(f"{name} may be {' or '.join(found)}; write more of it")
    return found[0]


async def _staying(store: Store, version: str) -> tuple[tuple[str, int], ...]:
    kept = await store.playbooks.list()
    return tuple((each.version, each.running) for each in kept if each.running and each.version != version)
