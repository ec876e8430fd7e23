"""What staff of some points of sale may see: what is of these, and what is of none yet."""

from __future__ import annotations

from collections.abc import Sequence


def reach(scope: Sequence[str], values: list[object]) -> tuple[str, list[object]]:
    """Return the condition that `t` is of these points of sale, or of none yet, and all values, its own the last.

    No index on the place is to be walked for a whole shop: the lists have their own, in their order. So it is said of
    an expression, one that PostgreSQL takes for true of nearly everybody: what is of no place yet is everybody's.
    """
    if not scope:
        return "1 = 1", values
    within = f"COALESCE(t.point_of_sale, '') IN {one_of(len(values) + 1, scope)}"
    return f"CASE WHEN {within} THEN 1 ELSE 0 END <> 0", [*values, *scope]


def one_of(first: int, scope: Sequence[str]) -> str:
    """Return the list of these points of sale and of none, the first of them at place `first`: quicker than a list in
    JSON, which PostgreSQL would join to each row.
    """
    places = ", ".join(f"${place}" for place in range(first, first + len(scope)))
    return f"('', {places})"
