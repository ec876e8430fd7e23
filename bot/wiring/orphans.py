"""Files that nobody will ever see: swept from the shelf, some days later.

A file is on the shelf before the message that shows it is in the inbox, so that none that is told is missing. Where the
program ended in between, and whoever sent it has not come back, it would lie there as long as a transcript is kept.
Only what was put here within the days of which the inbox knows everything is looked at; the rest goes with its lines.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.channels.files.file_shelf import FileShelf, owner_and_name
from bot.store import Store
from bot.store.messages.attachments import KNOWN

#: A browser sends again for less than this; what staff attached has a row of its own.
COMES_BACK: Final = timedelta(days=1)


async def sweep_orphans(store: Store, shelf: FileShelf, now: datetime) -> int:
    """Delete the files of the last days that no message and no reply box has, and what was never whole; return how many
    files that were. Raises `StoreUnavailable`.
    """
    unfinished = await asyncio.to_thread(shelf.forget_unfinished, now - COMES_BACK)
    lately = await asyncio.to_thread(shelf.put_between, now - KNOWN, now - COMES_BACK)
    if not lately:
        return unfinished
    attached = await store.attachments.among([file.stem for file in lately])
    sent = await store.inbox.files()
    orphans = [file for file in lately if file.stem not in attached and _name_of(file) not in sent]
    for file in orphans:
        file.unlink(missing_ok=True)
    return unfinished + len(orphans)


def _name_of(file: Path) -> str:
    return owner_and_name(file.with_suffix(""))
