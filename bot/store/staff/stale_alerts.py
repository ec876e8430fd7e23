"""Alerts to staff that need not be sent any more: somebody has already taken the thread that they are about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.parts import Part
from bot.model.staff import is_staffs
from bot.store.database.script import Script, listed, query
from bot.store.database.statements import statements

SQL = statements("staff_alerts")


def stale_alerts(parts: Sequence[Part]) -> Script[set[str]]:
    """Return the ids of the parts that are such alerts."""
    positions = [part.position for part in parts if is_staffs(part.customer)]
    return {str(row[0]) for row in (yield query(SQL["stale"], listed(positions)))} if positions else set()
