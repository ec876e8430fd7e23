"""On how many examples a property is tried: few in the quick run, many with `--slow`."""

from __future__ import annotations

from hypothesis import settings

#: Of a property that says no number of its own.
FEW, MANY = 30, 1000


def examples(many: int) -> int:
    """Return `many` with `--slow`, else a quarter of them, for a property whose examples take long."""
    return many if settings.default is not None and settings.default.max_examples >= MANY else max(many // 4, 10)
