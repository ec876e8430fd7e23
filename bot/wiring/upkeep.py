"""What the clock does beside waking the others: months made ahead, forgetting what is old enough, a daily backup."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

from bot.channels.files.file_shelf import FileShelf, packed_beside
from bot.playbook.compiled import Playbook
from bot.store import Store, StoreUnavailable
from bot.store.people.retention import Kept
from bot.wiring.clock import now
from bot.wiring.installation import Installation
from bot.wiring.orphans import sweep_orphans
from bot.work.clock import Tick

DAY: Final = timedelta(days=1)
#: How often is looked whether a day has passed: a program that is started anew every night has its upkeep done too.
LOOK: Final = timedelta(minutes=15)
WAKE: Final = timedelta(seconds=10)
COPIES_KEPT: Final = 7
#: A clock that is further than this since yesterday is not believed at once.
LEAP: Final = timedelta(days=31)

_log = structlog.get_logger(__name__)


def making_months(store: Store) -> Tick:
    """Return the tick that makes the months of the tables that grow, on PostgreSQL."""

    async def make() -> None:
        made = await store.retention.make_months(now())
        if made:
            _log.info("months made", tables=made)

    return Tick("making months", DAY, make, at_start=True)


def waking(store: Store) -> Tick:
    """Return the tick that takes out the threads that staff put aside until now."""

    async def wake() -> None:
        await store.threads.wake_due(now())

    return Tick("waking threads", WAKE, wake)


def learning_words(store: Store) -> Tick:
    """Return the tick that brings what was said into the index of words, on SQLite."""

    async def learn() -> None:
        learnt = False
        while not learnt:
            learnt = await store.search.learn()

    return Tick("learning words", WAKE, learn)


def forgetting(installation: Installation) -> Tick:
    """Return the tick that forgets once a day, after the periods of the policy's `retention`."""
    store = installation.store

    async def forget() -> None:
        at = now()
        if await _leapt(store, at):
            _log.warning("nothing forgotten today: the clock has leapt; tomorrow, if it stands by that")
            return
        counts = await store.retention.forget(kept_by(installation.playbook), at)
        files = await _forget_files(installation, at)
        _log.info("forgotten", **counts, files=files)

    return _daily(store, "forgetting", forget)


async def _leapt(store: Store, at: datetime) -> bool:
    """Tell whether the clock is much further than when last asked: one that is years off must not empty a shop."""
    cursor = "forgetting:clock"
    last = await store.cursors.get(cursor)
    await store.cursors.set(cursor, at.isoformat())
    return last is not None and at - datetime.fromisoformat(last) > LEAP


def kept_by(playbook: Playbook) -> Kept:
    """Return how long a playbook lets us keep what."""
    written = {name: age for name, age in playbook.policy.retention.items() if name in Kept.__struct_fields__}
    return Kept(**written)


async def _forget_files(installation: Installation, now: datetime) -> int:
    """Files go with the transcript's lines that show them; what staff attached and never sent goes after days."""
    unsent = await installation.store.attachments.forget_unsent(now)
    if installation.settings.photos is None:
        return 0
    shelf = FileShelf(installation.settings.photos)
    for ref in unsent:
        shelf.forget_one(ref)
    swept = await sweep_orphans(installation.store, shelf, now)
    before = now - kept_by(installation.playbook).transcripts
    return len(unsent) + swept + await asyncio.to_thread(shelf.forget, before)


def copying(store: Store, folder: Path, photos: Path | None = None) -> Tick:
    """Return the tick that puts a backup, the shelf's files too, into `folder` once a day, and keeps the last seven."""

    async def copy() -> None:
        try:
            await _copy(store, folder, photos)
        except OSError as fault:
            raise StoreUnavailable(f"no backup could be made in {folder} ({fault.strerror})") from fault

    return _daily(store, "copying", copy)


async def _copy(store: Store, folder: Path, photos: Path | None) -> None:
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    at = now()
    file = folder / f"parcours-{at:%Y-%m-%d-%H%M}.{'db' if store.is_sqlite else 'dump'}"
    await store.backup(file, at)
    if photos is not None:
        try:
            await asyncio.to_thread(FileShelf(photos).pack, packed_beside(file))
        except OSError as fault:  # there may be room for the one and not for the other, which comes tomorrow again
            _log.error("the backup has no photos and files", folder=str(folder), fault=fault.strerror)
    await asyncio.to_thread(_thin_out, folder)


def _thin_out(folder: Path) -> None:
    copies = sorted(folder.glob("parcours-????-??-??-????.d*[bp]"))
    for old in copies[:-COPIES_KEPT]:
        old.unlink()
        packed_beside(old).unlink(missing_ok=True)


def _daily(store: Store, name: str, work: Callable[[], Awaitable[None]]) -> Tick:
    """Return the tick that does something where a day has passed since; when it was done is kept in the database."""
    cursor = f"daily:{name}"

    async def look() -> None:
        at, last = now(), await store.cursors.get(cursor)
        if last is not None and timedelta() <= at - datetime.fromisoformat(last) < DAY:
            return
        await work()
        await store.cursors.set(cursor, at.isoformat())

    return Tick(name, LOOK, look)
