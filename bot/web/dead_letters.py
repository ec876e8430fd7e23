"""What came with the right secret and can't be read: kept for us to look at, so that its sender may forget it."""

from __future__ import annotations

from hashlib import sha256

import structlog

from bot.channels.event_ids import event_id
from bot.store.messages import dead_letters
from bot.store.messages.dead_letters import Unreadable
from bot.web.counters import unreadable
from bot.web.doors import Doors

_log = structlog.get_logger(__name__)


async def keep_unreadable(doors: Doors, source: str, raw: bytes, fault: Exception) -> None:
    """Keep a delivery as a dead letter, once however often it is repeated. Raises `StoreUnavailable`."""
    digest = sha256(raw).hexdigest()
    reason = f"{type(fault).__name__}: {fault}"
    delivery = Unreadable(
        id=event_id("unreadable", source, digest),
        source=source,
        received_at=doors.clock(),
        raw=raw.decode(errors="replace"),
        fault=reason,
    )
    await dead_letters.keep_unreadable(doors.store.database, delivery)
    unreadable(source)
    _log.error(
        "delivery kept as a dead letter", source=source, letter=delivery.id, bytes=len(raw), reason=type(fault).__name__
    )
