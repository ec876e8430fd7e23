"""Figures that outlive a process: counts that only grow, and the last value of what is looked at now and then.

A process counts its own doors in memory (`bot.web.counters`). What happens in a worker is kept here, because `/metrics`
is answered by another process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, many
from bot.store.database.sqlite import Sqlite
from bot.store.database.statements import statements

SQL = statements("measures")

#: Counts: `provider_errors` by the provider's code, `dropped` by rule, `uncertain_sends` by channel, `sweep_recovered`.
Count = Literal["provider_errors", "dropped", "uncertain_sends", "sweep_recovered"]
#: Values: `clock_skew` in seconds by provider (ours minus theirs), Telegram's `pending_updates`, `last_error_at` in
#: seconds since 1970.
Value = Literal["clock_skew", "pending_updates", "last_error_at"]


class Measures(StoreSubject):
    """By name, and by a label in it; no label is a customer's."""

    async def add(self, name: Count, label: str = "", by: float = 1.0) -> None:
        await self._database.write(add_all, ((name, label, by),))

    async def set(self, name: Value, value: float, label: str = "") -> None:
        await self._database.write(_set_all, ((name, label, value),))

    async def all(self) -> dict[str, dict[str, float]]:
        """Return every figure, by its name and then by its label."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for name, label, value in await self._database.read(SQL["all"]):
            found[name][label] = float(value)
        return dict(found)

    async def clock_skews(self) -> dict[str, float]:
        """Return the seconds by which our clock was ahead of each provider's, by its name, a minute ago at most."""
        return {str(label): float(value) for label, value in await self._database.read(SQL["clock_skews"])}

    async def opt_outs(self) -> int:
        """Return how often a consent was taken back or refused; reads those rows only."""
        [(count,)] = await self._database.read(SQL["opt_outs"])
        return int(count)

    def log_bytes(self) -> int | None:
        """Return the size of SQLite's write-ahead log; None on PostgreSQL."""
        backend = self._database.backend
        if not isinstance(backend, Sqlite):
            return None
        log = backend.path.with_name(backend.path.name + "-wal")
        return log.stat().st_size if log.exists() else 0


def add_all(counts: Sequence[tuple[str, str, float]]) -> Script[None]:
    """Add to counts: (name, label, by how much)."""
    yield many(SQL["add"], sorted(counts))


def _set_all(values: Sequence[tuple[str, str, float]]) -> Script[None]:
    yield many(SQL["set"], values)
