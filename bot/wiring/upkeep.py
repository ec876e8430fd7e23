"""What the clock does beside waking the others: forgetting what is old enough, a daily copy of the database."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

from bot.channels.photo_shelf import PhotoShelf
from bot.store import Store
from bot.wiring.clock import now
from bot.wiring.installation import Installation
from bot.work.clock import Tick

#: A provider repeats an update for at most a day, and numbers anew after a week: what tells repeats is kept longer.
BODIES_KEPT: Final = timedelta(days=9)
EVENTS_KEPT: Final = timedelta(days=365)
TRANSCRIPTS_KEPT: Final = timedelta(days=365)
COPIES_KEPT: Final = 7

_log = structlog.get_logger(__name__)


def forgetting(installation: Installation) -> Tick:
    """Return the tick that forgets: the policy's `retention` says when for transcripts."""

    async def forget() -> None:
        store, at = installation.store, now()
        kept = installation.playbook.policy.retention.get("transcripts", TRANSCRIPTS_KEPT)
        bodies = await store.retention.forget_bodies(at - BODIES_KEPT)
        events = await store.retention.forget("inbox", at - EVENTS_KEPT)
        parts = await store.retention.forget("outbox", at - kept)
        lines = await store.retention.forget("transcript", at - kept)
        photos = await _forget_photos(installation.settings.photos, at - kept)
        await store.retention.forget_stray_reports(at - BODIES_KEPT)
        _log.info("forgotten", bodies=bodies, events=events, parts=parts, lines=lines, photos=photos)

    return Tick("forgetting", timedelta(hours=24), forget)


async def _forget_photos(folder: Path | None, before: datetime) -> int:
    """Photos go with the transcript's lines."""
    return await asyncio.to_thread(PhotoShelf(folder).forget, before) if folder is not None else 0


def copying(store: Store, folder: Path) -> Tick:
    """Return the tick that puts a copy of the SQLite database into `folder`, and keeps the last seven."""

    async def copy() -> None:
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        await store.backup(folder / f"parcours-{now():%Y-%m-%d-%H%M}.db")
        await asyncio.to_thread(_thin_out, folder)

    return Tick("copying", timedelta(hours=24), copy)


def _thin_out(folder: Path) -> None:
    for old in sorted(folder.glob("parcours-*.db"))[:-COPIES_KEPT]:
        old.unlink()
