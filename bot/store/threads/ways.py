"""Which way customers go now, as a condition: steady is a matter of time, and no turn writes it down when it comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.store.database.times import micros

#: By journey and stage: who has been there since before then goes no way any more.
Steady = Mapping[tuple[str, str], datetime]


def goes(direction: str, steady: Steady, values: list[object]) -> str:
    """Return the condition on `j`, a place on a journey, that it goes this way now; its values are added."""
    long = []
    for (journey, stage), before in steady.items():
        values += [journey, stage, micros(before)]
        last = len(values)
        long.append(f"(j.journey = ${last - 2} AND j.stage = ${last - 1} AND j.since < ${last})")
    values.append(direction)
    return f"CASE WHEN {' OR '.join(long) or '1 = 0'} THEN 'steady' ELSE j.direction END = ${len(values)}"
