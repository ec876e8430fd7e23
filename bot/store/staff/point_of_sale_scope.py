"""The SQL that narrows a list to the points of sale of a member of staff: rows of these, and rows of none yet."""

from __future__ import annotations

from collections.abc import Sequence


def scope_condition(scope: Sequence[str], values: list[object]) -> tuple[str, list[object]]:
    """Return the condition that `t` is in scope, and all values with those of the scope appended. No scope: all.

    An index on the point of sale must not be used to walk a whole shop: the lists have their own, in their own order.
    So the condition is an expression, which PostgreSQL takes to hold for nearly every row.
    """
    if not scope:
        return "1 = 1", values
    within = f"COALESCE(t.point_of_sale, '') IN {scope_list(len(values) + 1, scope)}"
    return f"CASE WHEN {within} THEN 1 ELSE 0 END <> 0", [*values, *scope]


def scope_list(first: int, scope: Sequence[str]) -> str:
    """Return the SQL list of these points of sale and of none; the first parameter has the number `first`.

    Faster than a list in JSON, which PostgreSQL would join to each row.
    """
    places = ", ".join(f"${place}" for place in range(first, first + len(scope)))
    return f"('', {places})"
