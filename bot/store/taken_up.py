"""Alerts to staff that are over before they leave: somebody has taken up what they tell of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.parts import Part
from bot.model.staff import is_staffs
from bot.store.script import Script, listed, query
from bot.store.statements import statements

SQL = statements("staff_alerts")


def over(parts: Sequence[Part]) -> Script[set[str]]:
    """Return the ids of those that are alerts nobody needs any more."""
    positions = [part.position for part in parts if is_staffs(part.customer)]
    return {str(row[0]) for row in (yield query(SQL["over"], listed(positions)))} if positions else set()
