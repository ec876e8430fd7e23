"""A life of two months that is short enough for a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from bot.wiring.channels import CUTTERS
from bot.work.demonstration.life import Life
from bot.work.demonstration.people import people
from tests.simulation.running import reader_of, shelves

NOW: Final = datetime(2026, 6, 18, 15, 30, tzinfo=UTC)
BEGAN: Final = NOW - timedelta(days=60)


def a_life(seed: int = 7, count: int = 40) -> Life:
    shelf, _ = shelves()
    reader = reader_of(shelf.current)
    return Life(people(seed, count, BEGAN, NOW), [(BEGAN, shelf)], CUTTERS, reader, seed=seed, until=NOW)
